"""What must hold before a time is written in, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, LEADERS, kinds_of
from samsyn.cases.models import Case, ScopeKind
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.everyday.models import Every, Happening, OwnTime, Way, Who
from samsyn.process.plans.models import Measure, Plan

MOST_MINUTES = 24 * 60
MOST_CALLS = 500


@dataclass(frozen=True)
class Happens:
    """When a measure happens, as somebody writes it."""

    first: date
    days: tuple[int, ...] = ()
    every: int = Every.WEEK
    starts: time | None = None
    minutes: int | None = None
    where: str = ""
    way: str = Way.VISIT
    who: str = Who.BOTH


def measure(plan: Plan, ref: str) -> Measure:
    """Raises `DoesNotExist` when the plan has no such measure that the reader sees."""
    found = Measure.objects.select_related("unit")
    return found.get(plan=plan, ref=ref, removed_at=None, goal__removed_at=None, goal__need__removed_at=None)


def is_theirs(by: Actor, case: Case, planned: Measure) -> Decision:
    """The family and those who lead write for every measure; a unit for its own."""
    if kinds_of(by, case) & (FAMILY | LEADERS):
        return ALLOWED
    if by.assignment and planned.unit_id == by.assignment.unit_id:
        return ALLOWED
    return bar(_("Den som gör insatsen, eller familjen, skriver när det händer."))


def fits(happens: Happens) -> Decision:
    """Can it be shown in a week?"""
    if not happens.days or not set(happens.days) <= set(range(7)):
        return refuse(_("Välj minst en veckodag."))
    if happens.every not in Every.values:
        return refuse(_("Välj hur ofta det är."))
    if happens.minutes is not None and not 0 < happens.minutes <= MOST_MINUTES:
        return refuse(_("Skriv hur många minuter det tar, högst ett dygn."))
    if happens.way not in Way.values or happens.who not in Who.values:
        return refuse(_("Välj hur ni ses, och vem som är med."))
    return ALLOWED


def still_stands(row: Happening | None) -> Decision:
    """Of two who change the same time, the second reads what the first wrote."""
    if row:
        return ALLOWED
    return refuse(_("Någon har redan ändrat eller tagit bort den tiden. Öppna sidan igen."))


def is_counted(travel: Mapping[str, int], calls: int | None, call_minutes: int | None) -> Decision:
    """Numbers that a month can hold."""
    minutes = [*travel.values(), call_minutes or 0]
    if all(0 <= one <= 28 * MOST_MINUTES for one in minutes) and 0 <= (calls or 0) <= MOST_CALLS:
        return ALLOWED
    return refuse(_("Något tal är för stort eller mindre än noll. Se efter igen."))


def happenings(plan: Plan) -> dict[int, list[Happening]]:
    """What stands now, by its measure; what was taken over from an earlier plan keeps its times."""
    chains = _chains(plan.case_id, Measure.objects.filter(plan=plan))
    now = {earlier: pk for pk, chain in chains.items() for earlier in chain}
    found: dict[int, list[Happening]] = {}
    rows = Happening.objects.filter(case=plan.case_id, measure__in=now).standing()
    for row in rows.order_by("starts", "pk"):
        found.setdefault(now[row.measure_id], []).append(row)
    return found


def lineage(planned: Measure) -> list[int]:
    """The measure, and those of earlier plans from which it was taken over."""
    return _chains(planned.case_id, Measure.objects.filter(pk=planned.pk))[planned.pk]


def _chains(case_id: int, wanted: QuerySet[Measure]) -> dict[int, list[int]]:
    """Measure → itself and its origins, as far as the reader sees them."""
    rows = Measure.objects.filter(case=case_id).values_list("ref", "pk", "origin")
    known = {ref: (pk, origin) for ref, pk, origin in rows}
    found = {}
    for pk, ref in wanted.values_list("pk", "ref"):
        chain = found[pk] = []
        while ref in known:
            earlier, ref = known.pop(ref)
            chain.append(earlier)
    return found


def own_time(case: Case) -> OwnTime | None:
    """The newest that the family has said; None for whoever does not see what is the family's."""
    return OwnTime.objects.filter(case=case).select_related("written_by").order_by("-pk").first()


def sees_own_time(case: Case) -> bool:
    return any(scope.kind == ScopeKind.FAMILY for scope in case.scopes_seen)
