"""The primitives by which people change: who takes over, who leaves, who comes of age, where a case is kept.

As those in `actions`, they have no Op and are called by the process between `begin` and `finish`, and the
database checks the caller once more. What ends the caller's own place is called last: nothing can be written
after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from samsyn.cases.actions import enter_case
from samsyn.cases.calling import call
from samsyn.cases.models import Case, Place
from samsyn.people.models import Assignment


@dataclass(frozen=True)
class Leaderless:
    """A case that nobody leads, as whoever answers for the unit sees it: no name of a child, no content."""

    case_id: int
    ref: str
    number: str
    place_id: int
    unit: str
    leader: str
    why: str  # "ended", "away", "inactive" or "ends"
    since: datetime
    until: datetime | None
    agreement_version: int


def leaderless() -> list[Leaderless]:
    """The alarms for the one who acts; none to whoever answers for no unit."""
    with connection.cursor() as cursor:
        cursor.execute("select * from leaderless()")
        return [Leaderless(*row) for row in cursor.fetchall()]


def step_in(ref: str) -> Case:
    """Whoever answers for a case that nobody leads gets the frame of it, and nothing else."""
    call("step_in", ref)
    enter_case(ref)
    return Case.objects.get(ref=ref)


def hand_over(case: Case, leader: Place, successor: Assignment) -> Place:
    """The successor gets a place like the leader's, with what the leader has for the sake of leading."""
    return _placed(case, call("hand_over", leader.pk, successor.ref))


def move_case(case: Case, leader: Place, successor: Assignment) -> Place:
    """As `hand_over`, to another body, which answers for the case from now on."""
    return _placed(case, call("move_case", leader.pk, successor.ref))


def retire_leader(case: Case, leader: Place, *, stays: bool = False, until: datetime | None = None) -> None:
    """Another leads: this one goes, or takes part until that moment; whoever stepped in goes."""
    call("retire_leader", leader.pk, stays, until)
    case.forget()


def end_ahead(case: Case, place: Place, at: datetime) -> None:
    """The place and its access end then; a moment that has passed changes nothing."""
    call("end_ahead", place.pk, at)
    case.forget()


def leave_case(case: Case, place: Place) -> None:
    """The place's whole party leaves, but for those of it who lead."""
    call("leave_case", place.pk)
    case.forget()


def end_custody(case: Case, place: Place, at: datetime) -> None:
    """A guardian or god man no longer answers for the one it is about, since then."""
    call("end_custody", place.pk, at)
    case.forget()


def come_of_age(case: Case) -> None:
    """The child's place is a grown-up's."""
    call("come_of_age")
    case.forget()


def _placed(case: Case, pk: int) -> Place:
    case.forget()
    return Place.objects.select_related("assignment__unit").get(pk=pk)
