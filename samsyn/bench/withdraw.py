"""Taking back a yes: how long it takes while a party sees 500 rows, beside the same with none.

Access is by scope, so the rows themselves are not touched: that is what the comparison shows. All times are
of one case in a transaction that is undone, and after each withdrawal the party must find nothing.
"""

from __future__ import annotations

from contextlib import suppress
from statistics import median

from django.db import transaction

from samsyn.bench.figure import Figure, Unmeasured
from samsyn.bench.walls import as_owner
from samsyn.bench.way import Way, find_cast
from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.process.consent import actions as consent
from samsyn.process.plans import actions as plans
from samsyn.process.plans.models import Measure

AGAINST = "the same with no row"
ROWS, ROUNDS = 500, 21


class _Undone(Exception):
    """Ends a transaction so that nothing of it stays."""


def measure() -> Figure:
    few, many = (_withdrawals(rows) for rows in (0, ROWS))
    return Figure(round(median(many) * 1000, 2), "ms", AGAINST, round(median(many) / median(few), 2))


def _withdrawals(rows: int) -> list[float]:
    """Seconds of each; the first ones warmed the caches."""
    with as_owner():
        cast = find_cast()
    taken: list[float] = []
    with suppress(_Undone), transaction.atomic():
        way = Way(cast)
        way.up_to_the_meeting()
        _write(way, rows)
        for _ in range(2 + ROUNDS):
            taken.append(_undone(way, rows))
        raise _Undone
    return taken[2:]


def _write(way: Way, rows: int) -> None:
    """Measures of one goal, all of them in what concerns every question: the party sees each."""
    if not rows:
        return
    need = way.leads(plans.add_row, kind="need", text="Behöver en vuxen i skolan")
    goal = way.leads(plans.add_row, kind="goal", parent=need.ref, text="Är i skolan tre dagar i veckan")
    first = way.leads(plans.add_row, kind="measure", parent=goal.ref, what="Insats 1")
    shared = {"case": first.case, "scope": first.scope, "plan": first.plan, "goal": first.goal}
    Measure.objects.bulk_create(Measure(what=f"Insats {n + 2}", **shared) for n in range(rows - 3))


def _undone(way: Way, rows: int) -> float:
    with suppress(_Undone), transaction.atomic():
        if rows and _seen(way) != rows - 2:
            raise Unmeasured("The party does not see the rows: there is nothing to take back.")
        guardian = way.cast.guardians[0]
        way.does(consent.withdraw, guardian, place=lambda case: _place_of(case, guardian.pk))
        if _seen(way):
            raise Unmeasured("The party still sees what was taken back.")
        raise _Undone
    return way.taken["withdraw"][-1]


def _place_of(case: Case, person_id: int) -> object:
    return next(place for place in case.people if place.person_id == person_id)


def _seen(way: Way) -> int:
    """How many of the rows the other party finds."""
    way.speaks(way.cast.other.person, way.cast.other)
    enter_case(way.ref)
    return Measure.objects.count()
