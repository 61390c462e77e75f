"""The next plan starts from the last one: what can be taken over into the draft, and how.

Nothing is copied by itself: the meeting decides row by row, or all at once. What the child or the family said
in their own words is never taken over; it is asked anew and shown beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from samsyn.cases.models import Case, Question
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.plans import reading, rules
from samsyn.process.plans.models import Goal, Measure, Need, Plan, PlanRow, Strength

Row = dict[str, Any]
TABLES: dict[str, type[PlanRow]] = {"strength": Strength, "need": Need, "goal": Goal, "measure": Measure}
# What a copy says of what the row said. Who accepted a goal and who has taken on a measure is asked anew.
COPIED: dict[str, tuple[str, ...]] = {
    "strength": ("kind", "text", "language"),
    "need": ("text", "language"),
    "goal": ("text", "measured_by", "language"),
    "measure": ("what", "responsible", "other", "when", "how_often", "start", "language"),
}
OF_THE_UNIT = ("unit_id", "contact", "telephone")
LAST_DAYS = {"goal": "due", "measure": "end"}


def last(case: Case) -> Plan | None:
    """The established plan that the plan of this round takes the place of."""
    found = Plan.objects.filter(case=case, round__lt=case.round.number).established().newest_first()
    return found.first()


def taken(case: Case) -> set[str]:
    """The rows of earlier plans that stand in the draft, by ref."""
    draft = rules.draft(case)
    if draft is None:
        return set()
    rows = [table.objects.filter(plan=draft, removed_at=None).exclude(origin="") for table in TABLES.values()]
    return {row.origin for found in rows for row in found}


def orphans(case: Case, plan: Plan) -> dict[str, Question]:
    """The plan's needs about a question that is no longer asked, by the need's ref."""
    removed = {q.scope_id: q for q in Question.objects.filter(case=case).exclude(removed_at=None)}
    rows = Need.objects.filter(plan=plan, scope__in=list(removed)).values_list("ref", "scope_id")
    return {ref: removed[scope] for ref, scope in rows}


def copied(kind: str, row: PlanRow, units: Iterable[int]) -> dict[str, Any]:
    """What the copy starts with. A day that has passed, and a unit that has left, are asked anew."""
    values = {name: getattr(row, name) for name in COPIED[kind]}
    if kind == "measure" and getattr(row, "unit_id", None) in set(units):
        values |= {name: getattr(row, name) for name in OF_THE_UNIT}
    ends = LAST_DAYS.get(kind, "")
    if ends and (day := getattr(row, ends)) and day > clock.today():
        values[ends] = day
    return values


def chosen(content: Row, rows: Iterable[str], left_out: Iterable[str]) -> set[str]:
    """The refs to take over. `rows`: kind and ref, as `goal.<ref>`.

    A need brings its goals but those `left_out`, a goal its measures; what lies above comes along.
    """
    wanted, without = set(rows), set(left_out)
    refs = {row.partition(".")[2] for row in wanted}
    for need in content["needs"]:
        for goal in need["goals"]:
            if f"need.{need['ref']}" in wanted and goal["ref"] not in without:
                refs.add(goal["ref"])
            if goal["ref"] in refs:
                refs |= {measure["ref"] for measure in goal["measures"]}
    return refs


def everything(content: Row, orphaned: Mapping[str, Question]) -> list[str]:
    """All that can be taken over in one press: not what is about a question that is no longer asked."""
    needs = [f"need.{need['ref']}" for need in content["needs"] if need["ref"] not in orphaned]
    return needs + [f"strength.{one['ref']}" for one in content["strengths"]]


def beside(case: Case) -> dict[str, Any]:
    """For the page of the meeting: the last plan, and what was said in own words then."""
    plan = last(case)
    if plan is None:
        return {"last_plan": None}
    content = reading.read(plan.pk).content
    left = {row["ref"] for need in content["needs"] for row in _tree(need)} - taken(case)
    return {
        "last_plan": plan,
        "last_voice": content["voice"],
        "last_wishes": content["wishes"],
        "left_behind": len(left),
    }


def _tree(need: Row) -> Iterable[Row]:
    yield need
    for goal in need["goals"]:
        yield goal
        yield from goal["measures"]


def touches(above: Row, refs: set[str]) -> bool:
    """Is the row, or anything below it, to be taken over?"""
    below = above.get("goals", []) + above.get("measures", [])
    return above["ref"] in refs or any(touches(row, refs) for row in below)


def has_last(plan: Plan | None) -> Decision:
    if plan is not None:
        return ALLOWED
    return refuse(_("Det finns ingen tidigare plan att ta med något från."))


def is_about_something(orphaned: Mapping[str, Question], need: str, about: str) -> Decision:
    """A need about a question that is no longer asked: who sees it is decided anew, by the meeting."""
    if need not in orphaned or about:
        return ALLOWED
    return refuse(not_asked_about())


def not_asked_about() -> str:
    return _("Frågan som behovet gällde är borttagen. Välj vad behovet gäller nu, innan ni tar med det.")
