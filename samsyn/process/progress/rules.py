"""Whose each measure of the plan is, how it goes, whether it is late, and who is then reminded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, LEADERS, STAFF, kinds_of
from samsyn.cases.models import Access, Case, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.plans.models import Measure, Plan, Responsible
from samsyn.process.progress.models import ENDED, NEEDS_WHY, Mark, State


class Late(StrEnum):
    NOT_BEGUN = "not_begun"
    NOT_ENDED = "not_ended"


@dataclass(frozen=True)
class Item:
    """A measure of the plan: whose it is and how it goes."""

    measure: Measure
    owners: list[Place]  # staff of the unit who see it; nobody when it is done by somebody outside
    marks: list[Mark] = field(default_factory=list)  # the newest first
    wait: int = 0  # days from its date until somebody is reminded
    in_force: bool = True  # a plan that no longer holds is read, and nothing of it is late

    @property
    def newest(self) -> Mark | None:
        return self.marks[0] if self.marks else None

    @property
    def state(self) -> State:
        return State(self.newest.state) if self.newest else State.NOT_BEGUN

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def next_day(self) -> date | None:
        """The day that is waited for: its start until it has begun, then its end."""
        if self.ended:
            return None
        began = self.state == State.BEGUN
        return self.measure.end if began or not self.measure.start else self.measure.start

    @property
    def late(self) -> Late | None:
        """Its start is past and it has not begun, or its end is past and it is neither done nor stopped."""
        today = clock.today()
        if self.ended or not self.in_force:
            return None
        if self.measure.end and self.measure.end < today:
            return Late.NOT_ENDED
        if self.state == State.NOT_BEGUN and self.measure.start and self.measure.start < today:
            return Late.NOT_BEGUN
        return None

    @property
    def is_reminded(self) -> bool:
        """Late, and the days that the agreement waits have gone."""
        if self.late is None:
            return False
        day = self.measure.end if self.late == Late.NOT_ENDED else self.measure.start
        return day + timedelta(days=self.wait) < clock.today()

    @property
    def by_others(self) -> bool:
        """Done by somebody who is neither kommun nor region: the family, or a body outside."""
        return self.measure.responsible == Responsible.OTHER

    @property
    def doer(self) -> str:
        """Who does it, in the plan's words."""
        unit = self.measure.unit.name if self.measure.unit else ""
        return (self.measure.other or unit) if self.by_others else (unit or self.measure.other)


def items(cases: list[Case], only: Q | None = None, waits: Mapping[int, int] | None = None) -> list[Item]:
    """The measures of the newest established plans that the reader sees, in the order of the plan."""
    waits = {case.pk: wait(case) for case in cases} if waits is None else waits
    in_force = {case.pk for case in cases if case.plan_in_force}
    found = list(_established(cases).filter(only or Q())) if cases else []
    owners, marks = _owners(found), _marks(found)
    return [
        Item(
            measure=one,
            owners=owners.get((one.scope_id, one.unit_id), []),
            marks=marks[one.pk],
            wait=waits[one.case_id],
            in_force=one.case_id in in_force,
        )
        for one in found
    ]


def _established(cases: list[Case]) -> QuerySet[Measure]:
    newest = Plan.objects.established().filter(case__in=[case.pk for case in cases])
    plans = newest.order_by("case", "-version").distinct("case").values("pk")
    rows = Measure.objects.filter(plan__in=plans, removed_at=None)
    rows = rows.filter(goal__removed_at=None, goal__need__removed_at=None)
    return rows.select_related("unit", "goal").order_by("case", "goal__need", "goal", "pk")


def _owners(measures: list[Measure]) -> dict[tuple[int, int | None], list[Place]]:
    """Scope and unit → the staff of that unit to whom the scope is open now."""
    if not measures:
        return {}
    now_open = Access.objects.filter(
        scope__in={one.scope_id for one in measures}, valid__contains=clock.now(),
        place__valid__contains=clock.now(), place__kind__in=STAFF,
    )  # fmt: skip
    found: dict[tuple[int, int | None], list[Place]] = defaultdict(list)
    for access in now_open.select_related("place__assignment__unit").order_by("place"):
        found[access.scope_id, access.place.assignment.unit_id].append(access.place)
    return found


def _marks(measures: list[Measure]) -> dict[int, list[Mark]]:
    rows = Mark.objects.filter(measure__in=measures).select_related("written_by").order_by("-pk")
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in rows if measures else []:
        found[mark.measure_id].append(mark)
    return found


def item(case: Case, ref: str) -> Item:
    """Raises `Measure.DoesNotExist` for one that is not in the newest plan, or not seen."""
    found = next((one for one in items([case]) if one.measure.ref == ref), None)
    if found is None:
        raise Measure.DoesNotExist(ref)
    return found


def is_mine(by: Actor, case: Case, one: Item) -> Decision:
    """Its unit marks it; what nobody in the case does, the one who leads; what others do, the family too."""
    mine, kinds = (by.person.pk, by.assignment.pk if by.assignment else None), kinds_of(by, case)
    if any((place.person_id, place.assignment_id) == mine for place in one.owners):
        return ALLOWED
    if not one.owners and kinds & LEADERS:
        return ALLOWED
    if one.by_others and kinds & FAMILY:
        return ALLOWED
    return bar(_("Det här skriver %(who)s.") % {"who": reminded(case, one)})


def reminded(case: Case, one: Item) -> str:
    """Who is reminded when it is late: its unit, else the one who leads. Never the family (C155)."""
    if one.owners:
        return one.owners[0].assignment.unit.name
    return case.leader.called if case.leader else str(case.controller)


def gives_why(state: str, words: str) -> Decision:
    if state not in State.values:
        return refuse(_("Välj hur det går med insatsen."))
    if state in NEEDS_WHY and not words.strip():
        return refuse(_("Skriv varför, så att familjen och de andra vet."))
    return ALLOWED


def late_of(
    by: Actor, cases: list[Case], *, led: Container[int], waits: Mapping[int, int]
) -> dict[int, list[Item]]:
    """Case → the late measures that the actor is reminded of (`led`: the cases that the actor leads).

    Staff only; a case in focus is not needed: it is asked of many at once.
    """
    found: dict[int, list[Item]] = defaultdict(list)
    if by.assignment is None:
        return found
    today = clock.today()
    for one in items(_running(cases), Q(start__lt=today) | Q(end__lt=today), waits):
        own = any(place.assignment_id == by.assignment.pk for place in one.owners)
        if one.is_reminded and (own or (not one.owners and one.measure.case_id in led)):
            found[one.measure.case_id].append(one)
    return found


def _running(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case.plan_in_force]


def wait(case: Case) -> int:
    """How many days after its date somebody is reminded (agreement)."""
    return case.terms.number("measure_reminder_days") or 0
