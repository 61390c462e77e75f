"""What the pages of everyday life show: one reading of the plan, in the order of what matters most today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_bidi

from samsyn.cases.access import CHILD, FAMILY, LEADERS, kinds_of, may
from samsyn.cases.kinds import SUBJECT_KINDS
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.everyday import attention, items, own, picture, rules, week
from samsyn.process.everyday.models import Way
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Plan

Row = dict[str, Any]


@dataclass(frozen=True)
class InShort:
    """The week on a start page: how much is left of it, and what comes first."""

    measures: int
    left: int
    upcoming: week.Event | None


def in_short(by: Actor, case: Case) -> InShort | None:
    """None while no plan is in force. The child's own week is what it is at itself."""
    plan = plans.plan_in_force(case)
    if plan is None:
        return None
    found = items.items(case, plan, reading.read(plan.pk).content["needs"])
    own_only = CHILD in kinds_of(by, case)
    coming = [event for event in week.to_come(found) if not own_only or own.met_by_subject(event)]
    left = sum(event.day < week.monday(1) for event in coming)
    return InShort(len(found), left, coming[0] if coming else None)


def reader(by: Actor, case: Case) -> Row:
    kinds = kinds_of(by, case)
    return {
        "case": case,
        "family": bool(kinds & FAMILY),
        "is_child": CHILD in kinds,
        "is_subject": bool(kinds & SUBJECT_KINDS),
        "may_plan": may(by, Op.PLAN_WEEK, case),
        "may_time": may(by, Op.WRITE_TIME, case),
        "any_measure": bool(kinds & (FAMILY | LEADERS)),
        "my_unit": by.assignment.unit.name if by.assignment else "",
        "plan": plans.plan_in_force(case),
    }


def the_week(case: Case, plan: Plan, shift: int = 0) -> Row:
    """The plan's measures, and the seven days that begin so many weeks from this Monday."""
    content = reading.read(plan.pk).content
    found = items.items(case, plan, content["needs"])
    days = week.week(found, week.monday(shift))
    return {
        "items": found,
        "needs": content["needs"],
        "contacts": items.contacts(found),
        "days": days,
        "today": next((day for day in days if day.is_today), None),
        "rest": [day for day in days if not day.is_today],
        "shift": shift,
        "earlier": shift - 1,
        "later": shift + 1,
        "furthest": week.FURTHEST,
        "ways": list(Way),
        "picture": picture.draw(days, mirrored=get_language_bidi()),
        "printed": clock.today(),
    }


def everything(case: Case, plan: Plan, shift: int = 0, mine: str = "") -> Row:
    """Also what collides, is missing or late, and what it takes of the family's time."""
    shown = the_week(case, plan, shift)
    found, coming = shown["items"], week.to_come(shown["items"])
    sees = rules.sees_own_time(case)
    return shown | {
        "groups": items.by_helper(found, mine),
        "upcoming": coming[0] if coming else None,
        "collisions": week.collisions(found),
        "same": attention.same_kind(found),
        "gaps": attention.gaps(found, shown["needs"]),
        "late": attention.late(case, found),
        "taken": own.taken(found, rules.own_time(case)) if sees else None,
    }


def whom_i_meet(case: Case, plan: Plan, shift: int = 0) -> Row:
    """The one the plan is about: only what that one is there for, day by day."""
    shown = the_week(case, plan, shift)
    met = [
        week.Day(day.day, [event for event in day.events if own.met_by_subject(event)])
        for day in shown["days"]
    ]
    return shown | {"met": met, "today": next((day for day in met if day.is_today), None)}
