"""Two versions of a plan side by side: what is the same, changed, new, or not there any more.

Rows belong together when the later one was taken over from the earlier (`origin`), else when they say the
same word for word; never because they are alike. Only what the reader sees of both versions goes in.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Case
from samsyn.process.plans.models import Goal, Measure, Need, Strength
from samsyn.web.dates import datumtid, kortdatum

Row = dict[str, Any]

WORDS = re.compile(r"\S+\s*|\s+")
TEXT = {"measure": "what"}
BELOW = {"need": "goals", "goal": "measures"}
KIND_BELOW = {"need": "goal", "goal": "measure"}
# What else a row says, beside its own words.
FACTS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "need": (("about", gettext_lazy("Gäller frågan")),),
    "goal": (
        ("due", gettext_lazy("Senast")),
        ("measured_by", gettext_lazy("Så ser vi det")),
        ("accepted_by", gettext_lazy("Godtaget av")),
    ),
    "measure": (
        ("unit", gettext_lazy("Vem gör det")),
        ("other", gettext_lazy("Någon annan gör det")),
        ("in_words", gettext_lazy("Ansvarar")),
        ("contact", gettext_lazy("Fråga")),
        ("telephone", gettext_lazy("Telefon")),
        ("when", gettext_lazy("När")),
        ("how_often", gettext_lazy("Hur ofta")),
        ("start", gettext_lazy("Börjar")),
        ("end", gettext_lazy("Slutar")),
    ),
}


class State(models.TextChoices):
    SAME = "same", gettext_lazy("Lika")
    CHANGED = "changed", gettext_lazy("Ändrat")
    NEW = "new", gettext_lazy("Nytt")
    GONE = "gone", gettext_lazy("Inte med längre")


@dataclass(frozen=True)
class Piece:
    """Some words of one of the two texts; `marked`: they are not in the other one."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Fact:
    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Pair:
    """A row as it was and as it is; one of them is missing when it is new or gone."""

    kind: str
    state: State
    before: list[Piece]
    after: list[Piece]
    language: str
    facts: list[Fact] = field(default_factory=list)
    below: list[Pair] = field(default_factory=list)

    @property
    def text(self) -> str:
        """In one piece: of what is the same, new or gone."""
        return "".join(piece.text for piece in self.after or self.before)

    @property
    def changes(self) -> list[Fact]:
        """What is said otherwise, of a row that is in both."""
        return [fact for fact in self.facts if fact.changed] if self.state == State.CHANGED else []

    @property
    def told(self) -> list[Fact]:
        """The rest, in one line."""
        return [fact for fact in self.facts if fact not in self.changes]

    def walk(self) -> Iterator[Pair]:
        yield self
        for pair in self.below:
            yield from pair.walk()


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts, with the words that differ marked."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    left, right = [], []
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if i2 > i1:
            left.append(Piece("".join(old[i1:i2]), what != "equal"))
        if j2 > j1:
            right.append(Piece("".join(new[j1:j2]), what != "equal"))
    return left, right


def origins(case: Case) -> dict[str, str]:
    """Ref → ref of the row it was taken over from, of all rows that the reader sees."""
    tables = (Need, Goal, Measure, Strength)
    rows = [t.objects.filter(case=case).exclude(origin="").values_list("ref", "origin") for t in tables]
    return {ref: origin for found in rows for ref, origin in found}


def needs(before: Row, after: Row, taken: Mapping[str, str]) -> list[Pair]:
    """The needs of two versions with their goals and measures, in the order of the later version."""
    return _pairs("need", before["needs"], after["needs"], taken)


def others(before: Row, after: Row, taken: Mapping[str, str]) -> dict[str, list[Pair]]:
    """Own goals, what gives strength, and what was not agreed on."""
    kinds = {"wishes": "wish", "strengths": "strength", "disagreements": "disagreement"}
    return {name: _pairs(kind, before[name], after[name], taken) for name, kind in kinds.items()}


def frame(before: Row, after: Row) -> list[Fact]:
    """Who holds the plan together, who answers for it, and when it is followed up."""
    old, new = _frame(before["frame"] or {}), _frame(after["frame"] or {})
    return [Fact(str(label), old[label], new[label]) for label in old if old[label] or new[label]]


def counts(pairs: Iterable[Pair]) -> list[tuple[State, int]]:
    """How many needs, goals and measures are new, changed, gone and the same."""
    states = [one.state for pair in pairs for one in pair.walk()]
    order = (State.NEW, State.CHANGED, State.GONE, State.SAME)
    return [(state, states.count(state)) for state in order if state in states]


def _pairs(kind: str, before: list[Row], after: list[Row], taken: Mapping[str, str]) -> list[Pair]:
    left = {row["ref"]: row for row in before}
    found = []
    for row in after:
        earlier = _earlier(kind, row, left, taken)
        if earlier:
            del left[earlier["ref"]]
        found.append(_pair(kind, earlier, row, taken))
    return found + [_pair(kind, row, None, taken) for row in left.values()]


def _earlier(kind: str, row: Row, left: Mapping[str, Row], taken: Mapping[str, str]) -> Row | None:
    """Back through the versions between them; else the row that says the same, word for word."""
    ref = row["ref"]
    while ref in taken:
        ref = taken[ref]
        if ref in left:
            return left[ref]
    return next((one for one in left.values() if _text(kind, one) == _text(kind, row)), None)


def _pair(kind: str, before: Row | None, after: Row | None, taken: Mapping[str, str]) -> Pair:
    facts = [fact for fact in _facts(kind, before or {}, after or {}) if fact.before or fact.after]
    old, new = _text(kind, before), _text(kind, after)
    if before is None or after is None:
        state = State.NEW if before is None else State.GONE
    else:
        changed = old != new or any(fact.changed for fact in facts)
        state = State.CHANGED if changed else State.SAME
    left, right = marked(old, new)
    name = BELOW.get(kind, "")
    below = (before or {}).get(name, []), (after or {}).get(name, [])
    return Pair(
        kind=kind,
        state=state,
        before=left,
        after=right,
        language=(after or before or {})["language"],
        facts=facts,
        below=_pairs(KIND_BELOW[kind], *below, taken) if name else [],
    )


def _text(kind: str, row: Row | None) -> str:
    return row[TEXT.get(kind, "text")] if row else ""


def _facts(kind: str, before: Row, after: Row) -> Iterator[Fact]:
    for name, label in FACTS.get(kind, ()):
        yield Fact(str(label), _in_words(before.get(name)), _in_words(after.get(name)))


def _in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return datumtid(value)
    if isinstance(value, date):
        return kortdatum(value)
    if isinstance(value, dict):
        return value["text"]
    return str(value or "")


def _frame(row: Row) -> dict[str, str]:
    who = row.get("coordinator") or {}
    return {
        _("Håller ihop planen"): ", ".join(part for part in (who.get("name"), who.get("unit")) if part),
        _("Har hela ansvaret"): row.get("in_words") or "",
        _("Följs upp"): _in_words(row.get("follow_up_at")),
        _("Så följs planen upp"): row.get("follow_up_how") or "",
    }
