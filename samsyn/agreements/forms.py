"""Choosing an agreement, looking one up, and changing one of its values."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samsyn.agreements.agreement import Agreement, Value
from samsyn.agreements.changes import may_add, may_begin
from samsyn.agreements.keys import KEYS, SECTORS
from samsyn.agreements.models import Profile
from samsyn.agreements.wording import CHOICES
from samsyn.agreements.wording import SECTORS as SECTOR_NAMES
from samsyn.people.models import Organisation
from samsyn.web.forms import Day, Form, Line, OneOf, Some


class ChooseAgreement(Form):
    agreement = OneOf(_("Vilken överenskommelse följer ni?"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = Q(organisation=None) | Q(organisation=organisation)
        names = Profile.objects.filter(own).order_by("name").values_list("code", "name")
        self.fields["agreement"].choices = list(names)


class Search(Form):
    """C081: by the name of a unit, a kommun or a region."""

    name = Line(
        _("Namn på kommun, region eller enhet"),
        limit=100,
        missing=_("Skriv ett namn eller en del av ett namn, till exempel Hallstad."),
    )


Below = Callable[[date], Value]
MOST = 3650  # ten years of days: more is a slip of the finger


class Whole(Line):
    """A number from 0 up, written with digits."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > MOST:
            raise ValidationError(_("Skriv ett helt tal med siffror, till exempel 21."))
        return int(text)


class ChangeValue(Form):
    """One value, from which day, and where it stands. The fields follow the form of the value.

    `below` gives the shared rule of a day: an organisation's own addition must be as strict.
    """

    def __init__(self, *args: Any, key: str, now: Agreement, below: Below | None = None, **kwargs: Any):
        super().__init__(*args, initial=_initial(key, now), **kwargs)
        self.key, self.now, self.below = key, now, below
        self.fields.update(FIELDS[KEYS[key].form](key, KEYS[key].heading) | _always())

    def clean_since(self) -> date:
        since = self.cleaned_data["since"]
        if not (decision := may_begin(since)):
            raise ValidationError(decision.reason)
        return since

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if {"number", "text"} <= given.keys() and (given["number"] is None) == (not given["text"]):
            self.add_error("number", _("Skriv antingen ett antal eller vad som gäller i stället."))
        if self.below and not self.errors:
            decision = may_add(self.below(given["since"]), self.said())
            if not decision:
                self.add_error(None, decision.reason)
        return given

    def said(self) -> dict[str, Any]:
        """The value as the action takes it."""
        given = self.cleaned_data
        texts = {name: {"sv": given[name]} if given.get(name) else {} for name in ("label", "text")}
        value = given["number"] if "number" in given else given.get("value")
        unit = given.get("unit") or self.now[self.key].unit
        verified = given["decided"] == "yes"
        return {"value": value, "unit": unit, "source": given["source"], "verified": verified, **texts}


def _always() -> dict[str, Any]:
    return {
        "since": Day(_("Från vilken dag gäller det?"), missing=_("Skriv dagen då ändringen börjar gälla.")),
        "source": Line(
            _("Var står det?"),
            limit=300,
            hint=_("Till exempel: Länets överenskommelse 2027, punkt 4. Det visas för alla."),
            missing=_("Skriv var det står, så att alla kan se varifrån regeln kommer."),
        ),
        "decided": OneOf(
            _("Är det beslutat?"),
            choices=[("yes", _("Ja, det står så")), ("no", _("Nej, det är vårt eget val"))],
            missing=_("Välj om det är beslutat eller ert eget val."),
        ),
    }


def _number(key: str, heading: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"number": Whole(heading, required=False, hint=_("Ett antal, till exempel 21."))}
    if len(KEYS[key].units) > 1:
        units = [("calendar", _("Vanliga dagar")), ("working", _("Arbetsdagar"))]
        fields["unit"] = OneOf(_("Vilka dagar räknas?"), choices=units)
    hint = _("Bara om det inte finns något antal, till exempel: Utan dröjsmål.")
    return fields | {"text": Line(_("Vad gäller i stället?"), required=False, hint=hint)}


def _title(key: str, heading: Any) -> dict[str, Any]:
    return {"label": Line(heading, limit=60, missing=_("Skriv vad det kallas hos er."))}


def _choice(key: str, heading: Any) -> dict[str, Any]:
    return {"value": OneOf(heading, choices=[(code, CHOICES[key][code]) for code in KEYS[key].allowed])}


def _choices(key: str, heading: Any) -> dict[str, Any]:
    return {"value": Some(heading, choices=[(code, SECTOR_NAMES[code]) for code in SECTORS])}


def _flag(key: str, heading: Any) -> dict[str, Any]:
    answers = [("yes", _("Ja")), ("no", _("Nej"))]
    return {"value": OneOf(heading, choices=answers, coerce=lambda answer: answer == "yes")}


FIELDS = {"number": _number, "title": _title, "choice": _choice, "choices": _choices, "flag": _flag}


def _initial(key: str, now: Agreement) -> dict[str, Any]:
    """What holds today stands in the boxes."""
    found, form = now[key], KEYS[key].form
    if form == "number":
        return {
            "number": found.value,
            "unit": found.unit,
            "text": now.text(key) if found.value is None else "",
        }
    if form == "title":
        return {"label": now.title(key)}
    return {"value": ("yes" if found.value else "no") if form == "flag" else found.value}
