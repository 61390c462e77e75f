"""How these tests make somebody absent, and read what one has of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from samsyn.kernel import clock
from samsyn.people import actions as people
from samsyn.people.models import Assignment
from samsyn.process.consent.tests.cases import Family
from samsyn.process.succession import actions, alarms


def duty_of(family: Family, key: str) -> Assignment:
    joined = Assignment.objects.select_related("person", "unit__organisation")
    return joined.get(pk=family.cast[key].assignment_id)


def on_leave(family: Family, key: str, days: int = 0, keeper: str = "administrator") -> None:
    """From that many days ago, until further notice."""
    by = family.become(keeper)
    people.set_leave(by=by, duty=duty_of(family, key), since=clock.today() - timedelta(days=days))


def ends(family: Family, key: str, last: date) -> None:
    by = family.become("administrator")
    people.end_assignment(by=by, duty=duty_of(family, key), last=last)


def alarms_of(family: Family, key: str) -> list[alarms.Alarm]:
    return alarms.alarms(family.become(key))


def steps_in(family: Family, key: str = "manager") -> None:
    actions.step_in(by=family.become(key), ref=family.ref)


def takes_over(family: Family, key: str, by: str = "manager", *, stays: bool = False) -> None:
    case, actor = family.speaks(by)
    actions.appoint_successor(case=case, by=actor, successor=duty_of(family, key), stays=stays)


def end_place_of(family: Family, key: str, since: date | None = None) -> None:
    place = family.place(key)
    case, by = family.speaks(family.leader)
    day = since or clock.today()
    actions.end_family_place(case=case, by=by, place=place, evidence="Tingsrättens dom", since=day)


def leaves(family: Family, key: str, by: str = "", why: str = "done", words: str = "") -> None:
    place = family.place(key)
    case, actor = family.speaks(by or key)
    actions.leave_case(case=case, by=actor, place=place, why=why, words=words)


Become = Callable[..., object]
