"""What is asked about organisations, units and duties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samsyn.people import rules
from samsyn.people.models import Organisation, OrganisationKind, Person, UnitKind
from samsyn.web.forms import Day, Form, Line, OneOf, Pick, Yes
from samsyn.web.widgets import INPUT


class Telephone(Line):
    """A number one can ring; written as people write it."""

    def __init__(self, label: Any = None, **given: Any):
        given.setdefault("missing", _("Skriv ett telefonnummer, så att de som behöver kan ringa."))
        super().__init__(label, kind="tel", limit=40, **given)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and not (re.fullmatch(r"\+?[\d ()/–-]+", text) and len(re.findall(r"\d", text)) >= 3):
            raise ValidationError(_("Skriv numret med siffror, till exempel 031-390 06 00."))
        return text


class OrganisationForm(Form):
    name = Line(_("Vad heter organisationen?"), missing=_("Skriv vad organisationen heter."))


class NewOrganisationForm(OrganisationForm):
    kind = OneOf(
        _("Vad är det för slags organisation?"),
        choices=[choice for choice in OrganisationKind.choices if choice[0] != OrganisationKind.OPERATOR],
        missing=_("Välj vad det är för slags organisation."),
    )


class PrincipalForm(Form):
    """Which huvudman a private provider works for (C098)."""

    principal = Pick(_("Vilken kommun eller region arbetar de för?"), required=False)

    def __init__(self, *args: Any, bodies: Iterable[Organisation], **given: Any):
        super().__init__(*args, **given)
        self.bodies = {body.ref: body for body in bodies}
        self.fields["principal"].choices = [
            ("", _("Ingen just nu")),
            *((ref, body.name) for ref, body in self.bodies.items()),
        ]

    def clean_principal(self) -> Organisation | None:
        return self.bodies.get(self.cleaned_data["principal"])


class LogotypeForm(Form):
    upload = forms.FileField(
        label=_("Välj en bild"),
        help_text=_("En fil som slutar på .png, .jpg, .gif eller .webp. Bilden görs mindre om den är stor."),
        widget=forms.FileInput({"class": INPUT, "accept": "image/png,image/jpeg,image/gif,image/webp"}),
        error_messages={
            "required": _("Välj en bild från din dator eller telefon."),
            "invalid": _("Bilden kom inte fram. Välj den igen."),
            "empty": _("Filen är tom. Välj en annan bild."),
        },
    )
    text = Line(
        _("Vad visar bilden?"),
        hint=_("Läses upp för den som inte ser bilden, till exempel: Hallstads kommunvapen."),
        missing=_("Skriv vad bilden visar."),
    )


class UnitForm(Form):
    name = Line(_("Vad heter enheten?"), missing=_("Skriv vad enheten heter."))
    kind = Pick(
        _("Vad är det för slags verksamhet?"),
        choices=UnitKind.choices,
        hint=_("Det avgör om enheten får en kallelse eller en inbjudan till möten."),
        missing=_("Välj vad det är för slags verksamhet."),
    )
    telephone = Telephone(_("Enhetens telefonnummer"), hint=_("Familjer ser numret."))
    receives_requests = Yes(_("Enheten tar emot önskemål om SIP"), required=False)


class DutyForm(Form):
    title = Line(
        _("Titel"),
        hint=_("Till exempel socialsekreterare eller rektor."),
        limit=100,
        missing=_("Skriv personens titel."),
    )
    telephone = Telephone(
        _("Telefonnummer till personen"), hint=_("Familjer som personen arbetar med ser det.")
    )
    receives = Yes(_("Tar emot önskemål om SIP för enheten"), required=False)
    administers = Yes(
        _("Sköter organisationens enheter och personer"),
        hint=_("Personen kommer då åt de här sidorna. Det ger ingen rätt att läsa om familjer."),
        required=False,
    )
    manages = Yes(
        _("Är chef för enheten"),
        hint=_(
            "Får veta när någon på enheten som håller ihop en SIP är ledig, har slutat eller inte hörs av."
        ),
        required=False,
    )
    reviews = Yes(
        _("Granskar loggen"),
        hint=_("Ser när organisationens personal har läst, men inte vad som står i någon SIP."),
        required=False,
    )
    supports = Yes(
        _("Ger support"),
        hint=_("Gäller bara hos den som driver samsyn. Varje gång visas för familjen, med skälet."),
        required=False,
    )


class Dated(DutyForm):
    since = Day(_("Första dagen"))
    last = Day(_("Sista dagen"), hint=_("Lämna tomt om uppdraget gäller tills vidare."), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, last = given.get("since"), given.get("last")
        if since and last and not (ordered := rules.in_order(since, last)):
            self.add_error("last", ordered.reason)
        return given


class StaffForm(Dated):
    name = Line(
        _("Vad heter personen?"), missing=_("Skriv personens för- och efternamn."), autocomplete="off"
    )
    field_order = ("name",)


class NewDutyForm(Dated):
    person = Pick(_("Vem gäller det?"), missing=_("Välj vem det gäller."))
    field_order = ("person",)

    def __init__(self, *args: Any, people: Iterable[Person], **given: Any):
        super().__init__(*args, **given)
        self.people = {person.ref: person for person in people}
        self.fields["person"].choices = [
            ("", _("Välj …")),
            *((ref, who.name) for ref, who in self.people.items()),
        ]

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class EndForm(Form):
    last = Day(_("Vilken är den sista dagen?"))

    def __init__(self, *args: Any, since: date, **given: Any):
        super().__init__(*args, **given)
        self.since = since

    def clean_last(self) -> date:
        last = self.cleaned_data["last"]
        if not rules.in_order(self.since, last):
            raise ValidationError(
                _("Uppdraget börjar senare än så. Skriv en dag som inte ligger före den första.")
            )
        return last


class LeaveForm(Form):
    since = Day(_("Första lediga dagen"), hint=_("Lämna tomt om personen inte är ledig."), required=False)
    last = Day(_("Sista lediga dagen"), hint=_("Lämna tomt om du inte vet."), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, last = given.get("since"), given.get("last")
        if last and not since and "since" not in self.errors:
            self.add_error("since", _("Skriv också den första dagen."))
        elif since and last and not (ordered := rules.in_order(since, last)):
            self.add_error("last", ordered.reason)
        return given
