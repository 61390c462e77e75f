"""The meeting's agenda and what belongs to each part of it: the boxes, and what was said beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.process.plans import smart
from samsyn.process.plans.models import Assessor
from samsyn.process.plans.reading import Shown
from samsyn.process.preparation import rules as preparation
from samsyn.process.room.boxes import Boxes, BoxShown

Row = dict[str, Any]

TABLES = {
    "wish": "overallgoal",
    "strength": "strength",
    "need": "need",
    "goal": "goal",
    "measure": "measure",
    "disagreement": "disagreement",
}
BELOW = {"need": "goal", "goal": "measure"}
# Which questions of the preparation are read beside which part: nobody is asked twice.
BESIDE = {
    "goals": ("important", "expects", "how_things"),
    "resources": ("works",),
    "needs": ("needs_help", "other"),
}


@dataclass
class Line:
    """A row of the draft with its boxes and what lies below it."""

    row: str
    ref: str
    title: str
    boxes: dict[str, BoxShown]
    below: list[Line] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)  # of what lies below
    facts: list[str] = field(default_factory=list)  # of a measure that is folded together
    hints: list[str] = field(default_factory=list)  # what could still be said about a goal (C138)
    lies_in: int | None = None  # the scope


def headings(case: Case) -> dict[str, str]:
    """Code → "d) Behov och svårigheter", as the agreement says it; our words where it is silent."""
    ours = {
        "presentation": _("Vilka är här?"),
        "goals": _("Mål på lång sikt, med egna ord"),
        "resources": _("Det som ger kraft"),
        "needs": _("Behov och svårigheter"),
        "subgoals": _("Ett mål på vägen för varje behov"),
        "measures": _("Vem gör vad, och när?"),
        "coordinator": _("Vem håller ihop planen?"),
        "follow_up": _("När ses ni igen?"),
        "summary": _("Sammanfattning"),
    }
    named = {row.code: f"{row['letter']}) {row.label}" for row in case.terms.rows("agenda")}
    return ours | named


def helps(case: Case) -> dict[str, str]:
    return {row.code: row.help for row in case.terms.rows("agenda")}


def afterwards(case: Case) -> list[str]:
    """What the agreement says happens when the meeting is over (j–k)."""
    return [
        f"{row['letter']}) {row.label}"
        for row in case.terms.rows("agenda")
        if row.code in ("copies", "own_records")
    ]


def lines(kind: str, shown: Shown | None, boxes: Boxes) -> tuple[list[Line], list[Line]]:
    """The rows of one kind at the top: those that stand, and those that were taken away."""
    made = list(_lines(kind, shown, boxes, lambda _row: True)) if shown else []
    return _sorted_out(made)


def _lines(kind: str, shown: Shown, boxes: Boxes, belongs: Any) -> Iterator[tuple[Line, bool]]:
    for data in shown.rows[TABLES[kind]]:
        if not belongs(data):
            continue
        row = f"{kind}.{data['ref']}"
        text = data.get("text") or data.get("what") or ""
        removed = bool(data["removed_at"])
        title = Truncator(" ".join(text.split())).chars(60)
        folded = boxes.is_folded(kind, data)
        line = Line(row, data["ref"], title, {} if removed or folded else boxes.of(row, data))
        line.lies_in = data["scope_id"]
        if folded:
            line.facts = [
                fact for fact in (data["unit"] or data["other"], data["when"], data["how_often"]) if fact
            ]
        if kind == "goal":
            line.hints = smart.unsaid(data)
        if kind in BELOW and not removed:
            line.below, line.removed = _sorted_out(list(_below(kind, shown, boxes, data["id"])))
        yield line, removed


def _below(kind: str, shown: Shown, boxes: Boxes, above: int) -> Iterator[tuple[Line, bool]]:
    def belongs(data: Row) -> bool:
        return data[f"{kind}_id"] == above

    return _lines(BELOW[kind], shown, boxes, belongs)


def _sorted_out(made: list[tuple[Line, bool]]) -> tuple[list[Line], list[Line]]:
    return [line for line, removed in made if not removed], [line for line, removed in made if removed]


def single(kind: str, shown: Shown | None, boxes: Boxes) -> dict[str, BoxShown]:
    """The boxes of what there is one of: the voice, the summary."""
    rows = shown.rows[{"voice": "childvoice"}.get(kind, kind)] if shown else []
    return boxes.of(kind, rows[0] if rows else {})


def assessments(shown: Shown | None, boxes: Boxes) -> list[tuple[str, BoxShown]]:
    """C140: the box of each that assesses; what is not written in has no row yet."""
    rows = {row["assessor"]: row for row in shown.rows["assessment"]} if shown else {}
    return [(one.value, boxes.of(f"assessment.{one}", rows.get(one.value, {}))["text"]) for one in Assessor]


def said_before(case: Case) -> dict[str, list[tuple[str, Any]]]:
    """What the family has handed in and the reader may see, by part of the agenda."""
    everything = [(place.called, one) for place, answers in preparation.said(case) for one in answers]
    return {
        part: [(called, one) for called, one in everything if one.answer.key in keys]
        for part, keys in BESIDE.items()
    }
