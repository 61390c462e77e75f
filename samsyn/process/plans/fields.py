"""Every box of the plan: its words, how its value is written as text, and what may be chosen.

A value always has one text form: it is what the hidden `base` of a box holds, what is compared when two write
at the same time, and what the log keeps. Persons and units are named by their ref, never by their key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import Case, Question, ScopeKind
from samsyn.kernel.text import one_form
from samsyn.process.plans.lacking import candidates
from samsyn.process.plans.models import Principal, Responsible, StrengthKind, VoiceKind, Whose
from samsyn.web import forms

WHOLE = "whole"
YES = "yes"


class NotOnTheList(LookupError):
    """The value is none of those that can be chosen here."""


class Lists:
    """What can be chosen in one case: text form → (key, label)."""

    def __init__(self, case: Case):
        self.case = case

    @cached_property
    def people(self) -> dict[str, tuple[int, str]]:
        return {
            place.ref: (place.pk, f"{place.called}, {place.assignment.unit.name}")
            for place in candidates(self.case)
        }

    @cached_property
    def title(self) -> str:
        """What the one who holds the plan together is called here."""
        return self.case.coordinator_title

    @cached_property
    def units(self) -> dict[str, tuple[int, str]]:
        units = [place.assignment.unit for place in candidates(self.case)]
        return {unit.ref: (unit.pk, unit.name) for unit in units}

    @cached_property
    def abouts(self) -> dict[str, tuple[int, str]]:
        """C136 "Gäller": all questions, or one of them; a scope each."""
        whole = self.case.scope_of(ScopeKind.WHOLE)
        found = {WHOLE: (whole.pk, str(_("Alla frågor")))}
        for asked in Question.objects.filter(case=self.case, removed_at=None).order_by("number"):
            found[asked.ref] = (asked.scope_id, f"{asked.number}. {Truncator(asked.text).chars(80)}")
        return found

    def choices(self, name: str) -> list[tuple[str, str]]:
        return [(text, label) for text, (_key, label) in getattr(self, name).items()]

    def key(self, name: str, text: str) -> int | None:
        if not text:
            return None
        try:
            return getattr(self, name)[text][0]
        except KeyError:
            raise NotOnTheList(text) from None

    def text(self, name: str, key: int | None) -> str:
        if name == "abouts":  # what is kept from somebody is about what its scope is like
            key = next((scope.root_id for scope in self.case.scopes_seen if scope.pk == key), None) or key
        return next((text for text, (found, _label) in getattr(self, name).items() if found == key), "")


@dataclass(frozen=True)
class Box:
    """One field of one kind of row."""

    column: str
    form: Callable[[Lists], Any]  # the form field, empty
    to_text: Callable[[Any, Lists], str]  # of what is stored
    to_value: Callable[[str, Lists], Any]  # to be stored; raises NotOnTheList
    initial: Callable[[str], Any] = str
    saves_itself: bool = True  # not for several boxes in a row: they are filled in one by one

    def field(self, lists: Lists) -> Any:
        made = self.form(lists)
        made.required, made.template_name = False, "plans/box.html"
        return made


def said(cleaned: Any) -> str:
    """The text form of what a form field gave."""
    if isinstance(cleaned, datetime):
        return cleaned.astimezone(UTC).isoformat()
    if isinstance(cleaned, date):
        return cleaned.isoformat()
    if isinstance(cleaned, bool):
        return YES if cleaned else ""
    return one_form(cleaned or "")


def _same(value: Any, _lists: Lists) -> Any:
    return value


def _text(value: Any, _lists: Lists) -> str:
    return said(value)


def words(column: str, label: Any, hint: Any = "", rows: int = 3) -> Box:
    return Box(column, lambda _lists: forms.Words(label, hint=hint, rows=rows), _text, _same)


def line(column: str, label: Any, hint: Any = "") -> Box:
    return Box(column, lambda _lists: forms.Line(label, hint=hint), _text, _same)


def day(column: str, label: Any) -> Box:
    def value(text: str, _lists: Lists) -> date | None:
        return _date(text)

    return Box(column, lambda _lists: forms.Day(label), _text, value, _date, saves_itself=False)


def moment(column: str, label: Any) -> Box:
    def text(value: Any, _lists: Lists) -> str:
        return said(datetime.fromisoformat(value) if isinstance(value, str) and value else value)

    def value(text: str, _lists: Lists) -> datetime | None:
        return _moment(text)

    return Box(column, lambda _lists: forms.Moment(label), text, value, _moment, saves_itself=False)


def yes(column: str, label: Any) -> Box:
    def value(text: str, _lists: Lists) -> bool:
        return text == YES

    return Box(column, lambda _lists: forms.Yes(label), _text, value, lambda text: text == YES)


def one_of(column: str, label: Any, choices: Any) -> Box:
    def value(text: str, _lists: Lists) -> str:
        if text and text not in choices.values:
            raise NotOnTheList(text)
        return text

    return Box(column, lambda _lists: forms.OneOf(label, choices=choices.choices), _text, value)


def pick(column: str, label: Any, name: str) -> Box:
    return Box(
        column,
        lambda lists: forms.Pick(label % {"coordinator": lists.title}, choices=lists.choices(name)),
        lambda key, lists: lists.text(name, key),
        lambda text, lists: lists.key(name, text),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


BOXES: dict[str, dict[str, Box]] = {
    "plan": {
        "no_other_measures": yes("no_other_measures", _("Ingen annan än kommunen och regionen gör något")),
        "coordinator": pick("coordinator_id", _("Vem blir %(coordinator)s?"), "people"),
        "lead_principal": one_of("lead_principal", _("Vem har det övergripande ansvaret?"), Principal),
        "follow_up_at": moment("follow_up_at", _("När följer ni upp planen?")),
        "follow_up_how": words(
            "follow_up_how", _("Hur följer ni upp den?"), _("Till exempel: nytt möte på skolan, alla är med.")
        ),
    },
    "voice": {
        "kind": one_of("kind", _("Hur har det blivit sagt?"), VoiceKind),
        "words": words("words", _("Vad blev sagt? Skriv ord för ord."), rows=4),
        "conveyed_by": line("conveyed_by", _("Vem har berättat det?")),
        "why": words("why", _("Om inget blev sagt: varför?"), rows=2),
    },
    "wish": {
        "whose": one_of("whose", _("Vems mål är det?"), Whose),
        "text": words("text", _("Målet på lång sikt, med egna ord")),
    },
    "strength": {
        "kind": one_of("kind", _("Vad är det för slags kraft?"), StrengthKind),
        "text": words("text", _("Vad ger kraft?"), rows=2),
    },
    "need": {
        "text": words("text", _("Vad behövs, eller vad är svårt?")),
        "about": pick("scope_id", _("Gäller"), "abouts"),
    },
    "goal": {
        "text": words("text", _("Mål på vägen"), _("Så att ni kan se om ni har nått dit."), rows=2),
        "due": day("due", _("När ska det vara nått?")),
        "measured_by": words("measured_by", _("Hur märker vi att det har blivit så?"), rows=2),
        "accepted_by": line("accepted_by", _("Vem har sagt ja till målet?")),
        "realistic": yes("realistic", _("Vi tror att det går att nå dit i tid")),
    },
    "assessment": {"text": words("text", _("Bedömning, och skälen för den"), rows=4)},
    "measure": {
        "what": words("what", _("Vad ska göras?"), rows=2),
        "responsible": one_of("responsible", _("Vem ansvarar?"), Responsible),
        "unit": pick("unit_id", _("Vilken verksamhet gör det?"), "units"),
        "other": line(
            "other", _("Eller vem annan?"), _("Till exempel familjen, skolan eller Försäkringskassan.")
        ),
        "contact": line("contact", _("Vem kan man fråga?")),
        "telephone": line("telephone", _("Telefon")),
        "when": line("when", _("När?")),
        "how_often": line("how_often", _("Hur ofta?")),
        "start": day("start", _("Börjar")),
        "end": day("end", _("Slutar")),
    },
    "disagreement": {
        "text": words("text", _("Vad är ni inte överens om?"), rows=2),
        "who": line("who", _("Vem tycker vad?")),
    },
    "summary": {"text": words("text", _("Vad har ni bestämt, i korthet?"), rows=4)},
}
