"""What is asked about safety: first of all whether somebody must not know."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.cases.access import FAMILY
from samsyn.cases.guarding import Grade
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.people.models import Assignment
from samsyn.process.safety.models import MustNotKnow, Outcome
from samsyn.web.forms import Day, Form, Line, OneOf, Pick, Words

NOBODY = "nobody"


class Warn(Form):
    answer = OneOf(
        _("Är det någon som inte får veta var ni är?"),
        choices=MustNotKnow.choices,
        hint=_("Skriv inte adress, ort eller skola någonstans. Ingen annan i familjen ser ditt svar."),
    )


class Assess(Form):
    """A named professional's judgement, written down by whoever leads."""

    assessed_by = Line(_("Vem har gjort riskbedömningen? Namn och titel"))
    assessed_on = Day(_("När?"))
    words = Words(
        _("Vad kom ni fram till, och varför?"),
        hint=_("Skriv inte adress, ort eller skola. Bara de som håller ihop SIP:en kan läsa det här."),
    )
    outcome = OneOf(_("Vad gör ni nu?"), choices=Outcome.choices)
    next_look = Day(_("När bedömer ni igen?"), required=False, hint=_("Behövs så länge någon inte får veta."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, due = cleaned.get("assessed_on"), cleaned.get("next_look")
        if day and day > clock.today():
            self.add_error("assessed_on", _("Dagen ligger i framtiden. Skriv när bedömningen gjordes."))
        kept = cleaned.get("outcome") in (Outcome.WAIT, Outcome.WITHOUT) and "next_look" not in self.errors
        if kept and (due is None or due <= clock.today()):
            self.add_error("next_look", _("Skriv en dag längre fram då ni bedömer igen."))
        return cleaned


class Second(Form):
    """Another person at work in the same body."""

    second = Pick(_("Vem är den andra personen?"), hint=_("Ni ska vara två. Den du väljer får en fråga."))

    def __init__(self, *args: Any, colleagues: list[Assignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.colleagues = {duty.ref: duty for duty in colleagues}
        self.fields["second"].choices += [
            (duty.ref, f"{duty.person.name}, {duty.unit.name}") for duty in colleagues
        ]

    def clean_second(self) -> Assignment:
        return self.colleagues[self.cleaned_data["second"]]


class Protect(Second):
    """Whose particulars, how, and from whom."""

    place = OneOf(_("Vem har skyddade uppgifter?"))
    grade = OneOf(_("Vilket skydd?"), choices=Grade.choices)
    away_from = OneOf(_("Är det någon i SIP:en som inte får veta?"))
    field_order = ("place", "grade", "away_from", "second")

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.family = {place.ref: place for place in case.people if place.kind in FAMILY}
        names = [(ref, place.called) for ref, place in self.family.items()]
        self.fields["place"].choices = names
        self.fields["away_from"].choices = [*names, (NOBODY, _("Nej, ingen som är med här"))]

    def clean_place(self) -> Place:
        return self.family[self.cleaned_data["place"]]

    def clean_away_from(self) -> Place | None:
        return self.family.get(self.cleaned_data["away_from"])


class Contact(Form):
    place = OneOf(_("Vem gäller det?"))
    words = Words(
        _("Hur når ni personen, som ni har kommit överens om?"),
        rows=3,
        hint=_("Till exempel vilket nummer, vilka tider, och vem som ringer. Skriv ingen adress."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.family = {place.ref: place for place in case.people if place.kind in FAMILY}
        self.fields["place"].choices = [(ref, place.called) for ref, place in self.family.items()]

    def clean_place(self) -> Place:
        return self.family[self.cleaned_data["place"]]
