"""Who goes on, who leaves, and who has said yes to a move."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.people.models import Assignment, Unit
from samsyn.process.consent.rules import Standing
from samsyn.process.succession import rules
from samsyn.process.succession.models import PARTY_WHYS, How
from samsyn.web.forms import Day, Form, Line, OneOf, Pick, Words, Yes

NO = "no"


class Named(Form):
    """One who could lead, chosen by name."""

    person = Pick(gettext_lazy("Vem ska hålla ihop SIP:en?"), missing=gettext_lazy("Välj vem som tar över."))

    def __init__(self, *args: Any, among: Iterable[Assignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.among = {duty.ref: duty for duty in among}
        named = [(ref, f"{duty.person.name}, {duty}") for ref, duty in self.among.items()]
        self.fields["person"].choices = [("", _("Välj …")), *named]

    def clean_person(self) -> Assignment:
        return self.among[self.cleaned_data["person"]]


class Successor(Named):
    """C153."""

    stays = Yes(gettext_lazy("Den som har hållit ihop SIP:en är kvar som deltagare"), required=False,
                hint=gettext_lazy("Bara den som är ledig eller själv lämnar över kan vara kvar, "
                                  "och ser då vilka som är med och när ni ses."))  # fmt: skip

    def __init__(self, *args: Any, can_stay: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not can_stay:
            del self.fields["stays"]


class OfPlaces(Form):
    """One of those who are in the case."""

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.places = {place.ref: place for place in places}
        self.fields["place"].choices = [(ref, self.shown(place)) for ref, place in self.places.items()]
        if len(places) == 1:
            self.fields["place"].initial = places[0].ref

    def shown(self, place: Place) -> str:
        return f"{place.called}, {place.get_kind_display()}"

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]


class EndFamily(OfPlaces):
    """Who is no longer in it, since when, and how that was checked."""

    place = OneOf(gettext_lazy("Vem är inte med längre?"), missing=gettext_lazy("Välj vem det gäller."))
    since = Day(gettext_lazy("Från vilken dag?"))
    evidence = Line(
        gettext_lazy("Hur vet du det?"),
        hint=gettext_lazy("Till exempel: tingsrättens dom, eller personbevis. Familjen kan läsa det."),
        missing=gettext_lazy("Skriv hur du har kontrollerat det."),
    )

    def clean_since(self) -> date:
        since = self.cleaned_data["since"]
        if since > clock.today():
            raise ValidationError(_("Dagen har inte varit än. Skriv den dag då det ändrades."))
        return since


class Leave(OfPlaces):
    """Which party leaves, and why."""

    place = OneOf(gettext_lazy("Vilka lämnar SIP:en?"), missing=gettext_lazy("Välj vilka som lämnar."))
    why = OneOf(
        gettext_lazy("Varför?"),
        choices=[(why.value, why.label) for why in PARTY_WHYS],
        missing=gettext_lazy("Välj varför."),
    )
    words = Words(
        gettext_lazy("Vill du skriva något mer?"),
        required=False,
        rows=3,
        hint=gettext_lazy("Alla som är med läser det. Skriv inget om familjen här."),
    )

    def shown(self, place: Place) -> str:
        return f"{place.assignment.unit.name}, {place.called}" if place.assignment else place.called


class Where(Form):
    """Which unit elsewhere takes over."""

    unit = Pick(
        gettext_lazy("Vilken verksamhet tar över?"), missing=gettext_lazy("Välj vilken som tar över.")
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.units = {unit.ref: unit for unit in units}
        named = [(ref, f"{unit.organisation.name}: {unit.name}") for ref, unit in self.units.items()]
        self.fields["unit"].choices = [("", _("Välj …")), *named]

    def clean_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class Move(Named):
    """Who leads there, and that everybody whose yes is needed has said yes."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case, self.needed = case, Standing(case).needed
        for place in self.needed:
            self.fields[place.ref] = OneOf(
                _("Har %(name)s sagt ja till att lämna över?") % {"name": place.called},
                choices=[
                    (NO, _("Nej, inte än")),
                    *[(how, _("Ja, %(how)s") % {"how": how.label}) for how in How],
                ],
                missing=_("Svara om %(name)s har sagt ja.") % {"name": place.called},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision = rules.everyone_said_yes(self.case, self.said_yes())
        if len(cleaned) == len(self.fields) and not decision:
            raise ValidationError(decision.reason)
        return cleaned

    def said_yes(self) -> dict[str, str]:
        given = {place.ref: self.cleaned_data.get(place.ref, NO) for place in self.needed}
        return {ref: how for ref, how in given.items() if how != NO}


def _yeses() -> list[tuple[str, str]]:
    return [(how.value, _("Ja, %(how)s") % {"how": how.label}) for how in How]


class OfAge(Form):
    """How somebody knows, when no birthday is known."""

    evidence = Line(
        gettext_lazy("Hur vet du att personen har blivit myndig?"),
        hint=gettext_lazy("Till exempel: personbevis eller pass."),
        missing=gettext_lazy("Skriv hur du vet det."),
    )

    def __init__(self, *args: Any, unknown: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not unknown:
            del self.fields["evidence"]
