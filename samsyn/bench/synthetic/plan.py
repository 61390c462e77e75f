"""An established plan: three needs, five goals and twelve measures, with its sections and their seal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samsyn.bench.synthetic import words
from samsyn.bench.synthetic.mould import mark
from samsyn.bench.synthetic.order import Duty
from samsyn.bench.synthetic.tables import Table
from samsyn.process.plans import sections
from samsyn.process.plans.models import (
    ChildVoice,
    Goal,
    Measure,
    Need,
    OverallGoal,
    Plan,
    PlanSection,
    Strength,
    Summary,
)

Row = dict[str, Any]
OF_SECTION = ("text", "salt", "hash")
WHEN, HOW_OFTEN = "från och med nästa vecka", "varje vecka"
ROWS: dict[str, tuple[type, tuple[str, ...], Row]] = {
    "childvoice": (ChildVoice, ("kind", "words"), {"conveyed_by": "", "why": ""}),
    "overallgoal": (OverallGoal, ("whose", "text"), {}),
    "strength": (Strength, ("kind", "text"), {}),
    "need": (Need, ("text",), {}),
    "goal": (Goal, ("need_id", "text"),
             {"due": None, "measured_by": "", "accepted_by": "", "realistic": False}),
    "measure": (Measure, ("goal_id", "what", "unit_id", "responsible", "contact", "telephone", "when",
                          "how_often"), {"other": "", "start": None, "end": None}),
    "summary": (Summary, ("text",), {}),
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What the plan needs to know of its case; keys as COPY writes them."""

    case: str
    number: str
    called: str
    scopes: list[tuple[int, str, int | None]]  # key, kind, number of the question
    questions: list[Row]
    present: list[Row]
    coordinator: str
    coordinator_row: Row
    duties: list[Duty]
    follow_up: str
    began: str


class Plans:
    """The tables of plans, and one plan. Its seal comes when it is cast: `texts` are what it seals."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.plan = Table(
            Plan, "case_id", "scope_id", "round", "version", "state", "coordinator_id",
            "lead_principal", "follow_up_at", "follow_up_how", "no_other_measures", "began_at",
            "established_at", "seal", "hash",
        )  # fmt: skip
        self.section = Table(PlanSection, "case_id", "scope_id", "plan_id", "place", "body", "salt", "hash")
        common = ("case_id", "scope_id", "plan_id")
        self.rows = {name: Table(model, *common, *told) for name, (model, told, _rest) in ROWS.items()}

    @property
    def tables(self) -> list[Table]:
        return [self.plan, *self.rows.values(), self.section]

    def add(self, frame: Frame) -> None:
        """The plan's key is known beforehand: its rows are written before it, its seal after them."""
        key = self.plan.key + 1
        told = {"lead_principal": "kommun", "follow_up_at": frame.follow_up,
                "follow_up_how": "Vi ses på skolan.", "no_other_measures": True}  # fmt: skip
        found: Row = {
            "plan": told | {"version": 1},
            "coordinator": frame.coordinator_row,
            "present": frame.present,
        }
        found["case"] = {"number": frame.number, "called": frame.called, "of_child": True}
        found["scopes"] = [
            {"id": scope, "root": scope, "kind": kind, "like": kind, "number": number}
            for scope, kind, number in frame.scopes
        ]
        found["questions"] = frame.questions
        found |= {"assessment": [], "disagreement": [], **{name: [] for name in ROWS}}
        self._content(frame, str(key), found)
        for place, section in enumerate(sections.bodies(found)):
            self._section(frame, str(key), place, *section)
        self.plan.add(
            frame.case, str(frame.scopes[0][0]), "1", "1", "established", frame.coordinator, "kommun",
            frame.follow_up, "Vi ses på skolan.", "t", frame.began, frame.began, mark("seal"), mark("hash"),
        )  # fmt: skip

    def _content(self, frame: Frame, plan: str, found: Row) -> None:
        whole, first, second = (str(scope) for scope, _kind, _number in frame.scopes[1:])
        self._row(found, "childvoice", frame, plan, whole, "own", words.VOICE)
        self._row(found, "overallgoal", frame, plan, whole, "subject", words.WISH)
        for kind, text in words.STRENGTHS:
            self._row(found, "strength", frame, plan, whole, kind, text)
        self._row(found, "summary", frame, plan, whole, words.SUMMARY)
        needs = [
            (self._row(found, "need", frame, plan, scope, text), scope)
            for text, scope in zip(words.NEEDS, (first, second, whole), strict=True)
        ]
        measures = 0
        for number, text in enumerate(words.GOALS):
            need, scope = needs[number % len(needs)]
            goal = self._row(found, "goal", frame, plan, scope, str(need), text)
            for _each in range(3 if number < 2 else 2):
                duty = frame.duties[measures % len(frame.duties)]
                self._row(
                    found, "measure", frame, plan, scope, str(goal), words.MEASURES[measures % 4], duty.unit,
                    "kommun", duty.name, "070-174 06 00", WHEN, HOW_OFTEN, duty=duty,
                )  # fmt: skip
                measures += 1

    def _row(
        self,
        found: Row,
        name: str,
        frame: Frame,
        plan: str,
        scope: str,
        *values: str,
        duty: Duty | None = None,
    ) -> int:
        table, (_model, told, rest) = self.rows[name], ROWS[name]
        key = table.add(frame.case, scope, plan, *values)
        row = {"id": key, "ref": table.last_ref, "scope_id": int(scope), "removed_at": None, "language": "sv"}
        row |= rest | dict(zip(told, values, strict=True))
        if name == "goal":
            row["need_id"] = int(values[0])
        if duty:
            row |= {"goal_id": int(values[0]), "unit": duty.unit_name, "unit_ref": duty.unit_ref}
        found[name].append(row)
        return key

    def _section(self, frame: Frame, plan: str, place: int, scope: int, body: Row) -> None:
        self.texts.append(sections.canonical(body))
        own = (mark(f"{name}{place}") for name in OF_SECTION)
        self.section.add(frame.case, str(scope), plan, str(place), *own)
