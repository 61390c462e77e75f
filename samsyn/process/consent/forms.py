"""What the family and staff fill in about questions, people and consent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import Place
from samsyn.people.models import Assignment, Unit, UnitKind
from samsyn.process.consent.models import HEARS, How, Inquiry, Kind, Pair, StanceKind
from samsyn.web.forms import Day, Form, Line, OneOf, Pick, Some, Words

# Each in its own name; words are kept in the language they were said in.
LANGUAGES = [
    ("sv", "svenska"),
    ("en", "English"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("so", "Soomaali"),
    ("ti", "ትግርኛ"),
    ("uk", "українська"),
    ("pl", "polski"),
    ("fi", "suomi"),
    ("rom", "romani"),
]
OTHERS_TOLD = [choice for choice in How.choices if choice[0] != How.SELF]


def language() -> Pick:
    return Pick(_("Språk i det du skrev"), choices=LANGUAGES, required=False, initial="sv", empty_value="sv")


class Question(Form):
    question = Words(
        _("Ny fråga till mötet"),
        hint=_("Skriv med egna ord. Till exempel: Hur kan skoldagen bli lugnare?"),
        missing=_("Skriv frågan först."),
        rows=3,
    )
    language = language()


class NotToRaise(Form):
    not_to_raise = Words(
        _("Vad ska ingen ta upp på mötet?"),
        hint=_("Bara du, din familj och den som leder arbetet ser det här."),
        missing=_("Skriv vad som inte ska tas upp."),
        rows=3,
    )
    language = language()


class Ask(Form):
    valid_to = Day(
        _("Hur länge ska ett ja gälla?"),
        hint=_("Till och med den här dagen. Sedan frågar ni igen."),
        missing=_("Skriv vilken dag ett ja gäller till."),
    )

    def __init__(self, *args: Any, day: date | None = None, **kwargs: Any):
        super().__init__(*args, initial={"valid_to": day}, **kwargs)


class ChooseUnit(Form):
    """The first step; sent with GET, so that the address holds the choice."""

    enhet = Pick(_("Vilken verksamhet?"), missing=_("Välj en verksamhet i listan."))

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(unit.ref, f"{unit.name}, {unit.organisation.name}") for unit in units]
        self.fields["enhet"].choices = [("", _("Välj …")), *choices]


class ChoosePerson(Form):
    """The second step: the person, and whose wish it is when staff enter it."""

    duty = OneOf(_("Vem där?"), missing=_("Välj en person."))
    wished_by = OneOf(_("Vem vill att hon eller han är med?"), missing=_("Välj vem som vill det."))
    language = Line(
        _("Vilket språk behövs?"),
        hint=_("Till exempel arabiska, somaliska eller teckenspråk."),
        missing=_("Skriv vilket språk tolken ska kunna."),
        limit=60,
    )

    def __init__(self, *args: Any, duties: Sequence[Assignment], wishers: Sequence[Place], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [(duty.ref, f"{duty.person.name}, {duty.title}") for duty in duties]
        self.fields["wished_by"].choices = [(place.ref, place.called) for place in wishers]
        if len(wishers) == 1:
            del self.fields["wished_by"]
        if not any(duty.unit.kind == UnitKind.INTERPRETER for duty in duties):
            del self.fields["language"]
        self.duties = {duty.ref: duty for duty in duties}
        self.wishers = {place.ref: place for place in wishers}

    @property
    def chosen(self) -> dict[str, Any]:
        only = next(iter(self.wishers), "")
        wished_by = self.wishers[self.cleaned_data.get("wished_by", only)]
        duty, language = self.duties[self.cleaned_data["duty"]], self.cleaned_data.get("language", "")
        return {"duty": duty, "wished_by": wished_by, "language": language}


class Answer(Form):
    """One question for the whole. The buttons carry `kind`; the ticks count for a yes to a part."""

    inquiry = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = OneOf(choices=Kind.choices, missing=_("Tryck på ja, ja men inte allt, eller nej."))
    words = Words(
        _("Vill du säga något mer?"), required=False, rows=3, hint=_("Du behöver inte förklara dig.")
    )
    language = language()

    def __init__(self, *args: Any, asked: Inquiry, before: Iterable[Pair] = (), **kwargs: Any):
        already = {f"q_{one['ref']}": [p for p, q in before if q == one["ref"]] for one in asked.questions}
        already["hears"] = [p for p, q in before if q == HEARS]
        super().__init__(*args, initial={"inquiry": asked.ref, **already}, **kwargs)
        self.asked = asked
        names = _named(party for party in asked.parties if not party.get("hears"))
        self.fields["hears"] = Some(
            _("Får tolken vara med?"),
            choices=_named(party for party in asked.parties if party.get("hears")),
            required=False,
        )
        for question in asked.questions:
            self.fields[f"q_{question['ref']}"] = Some(question["text"], choices=names, required=False)

    @property
    def ticks(self) -> list[tuple[dict[str, Any], forms.BoundField]]:
        """Each question with its boxes."""
        return [(question, self[f"q_{question['ref']}"]) for question in self.asked.questions]

    @property
    def said(self) -> dict[str, Any]:
        """What the verb takes, but for the inquiry."""
        answers = self.cleaned_data
        pairs: set[Pair] = {
            (party, question["ref"])
            for question in self.asked.questions
            for party in answers[f"q_{question['ref']}"]
        } | {(party, HEARS) for party in answers["hears"]}
        return {name: answers[name] for name in ("kind", "words", "language")} | {"pairs": pairs}


def _named(parties: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(party["ref"], f"{party['name']}, {party['unit']}") for party in parties]


class Recorded(Answer):
    """The same, for what somebody has said by telephone or on paper."""

    how = OneOf(_("Hur svarade personen?"), choices=OTHERS_TOLD, missing=_("Välj hur du fick svaret."))
    words = Words(
        _("Sa personen något mer?"), required=False, rows=3, hint=_("Skriv med personens egna ord.")
    )
    field_order = ("how",)

    @property
    def said(self) -> dict[str, Any]:
        return super().said | {"how": self.cleaned_data["how"]}


class TakenBack(Form):
    """Staff write down that somebody has changed their mind."""

    how = OneOf(_("Hur fick du veta det?"), choices=OTHERS_TOLD, missing=_("Välj hur du fick veta det."))


class OwnStance(Form):
    """To the child, in its own words."""

    kind = OneOf(
        _("Vill du att vi träffas och bestämmer vem som ska hjälpa dig med vad?"),
        choices=[choice for choice in StanceKind.choices if choice[0] != StanceKind.NOT_ASKED],
        missing=_("Välj ja, nej eller vet inte."),
    )
    words = Words(_("Vill du säga något mer?"), required=False, rows=3)
    language = language()


class ConveyedStance(Form):
    """To staff: what the child has said, or why it has not been asked."""

    kind = OneOf(_("Vad säger barnet självt?"), choices=StanceKind.choices)
    words = Words(_("Barnets egna ord"), required=False, rows=3, hint=_("Skriv precis som barnet sa det."))
    language = language()
    why = Words(
        _("Varför har barnet inte fått frågan?"),
        required=False,
        rows=2,
        hint=_("Behövs bara om barnet inte har fått frågan än."),
    )
