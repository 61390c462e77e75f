"""An agreement is changed to the stricter rule: cases that run follow from 00:00 that day, and never back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.kernel import clock
from samsyn.process.seeing.jobs import fit_what_guardians_see
from samsyn.process.seeing.models import Seeing
from samsyn.process.seeing.tests.test_ages import SECOND, Grown, child_born, strict
from tests.harness.database import Databases, denied, point_at

__all__ = ["child_born", "strict"]
pytestmark = pytest.mark.slow
BORN, DAY, LAST = date(2016, 5, 4), date(2030, 6, 1), date(2030, 6, 30)  # fourteen when the rule is changed
FORCE, CONTENT = clock.midnight(DAY), {"whole", "1", "2"}


@pytest.fixture
def run(fresh_database: str, databases: Databases) -> Callable[[], int]:
    """The worker's round, as a real login of its role."""

    def work() -> int:
        point_at(databases.cluster.url("jobs", fresh_database))
        try:
            return fit_what_guardians_see()
        finally:
            point_at(databases.cluster.url("app", fresh_database))

    return work


@pytest.fixture
def ek(fresh_database: str, child_born: Callable, request: pytest.FixtureRequest, monkeypatch) -> Grown:
    """Nine days before: the stricter rule holds from DAY to LAST."""
    ordinary = agreements.in_force
    with transaction.atomic():
        made = child_born(BORN, FORCE - timedelta(days=9))
    request.getfixturevalue("strict")
    stricter = agreements.in_force

    def in_force(code: str, on: date) -> Agreement:
        return (stricter if DAY <= on <= LAST else ordinary)(code, on)

    monkeypatch.setattr(agreements, "in_force", in_force)
    return made


def reads(ek: Grown, key: str = "guardian") -> bool:
    """All of the content, or none of it; who is there, and where consent is asked, in any case."""
    with transaction.atomic():
        found = ek.scopes(key)
    assert {"frame", "family"} <= found and found & CONTENT in (CONTENT, set())
    return found >= CONTENT


def says(ek: Grown, answer: Seeing, about: str = "guardian") -> None:
    with transaction.atomic():
        ek.says(answer, about)


def test_what_takes_force_tomorrow_is_written_ahead_and_holds_from_midnight(ek, run, at):
    assert run() == 0
    at(FORCE - timedelta(hours=5))
    assert run() == 2 and run() == 0
    at(FORCE - SECOND)
    assert reads(ek) and reads(ek, "other_guardian")
    at(FORCE)
    assert not reads(ek) and not reads(ek, "other_guardian") and reads(ek, "child")
    assert run() == 0


def test_a_yes_the_child_has_said_holds_under_the_stricter_rule_too(ek, run, at):
    says(ek, Seeing.YES)
    says(ek, Seeing.NO, "other_guardian")
    at(FORCE + timedelta(hours=3))  # the worker was away at midnight
    assert run() == 2
    assert reads(ek) and not reads(ek, "other_guardian")
    at(clock.midnight(LAST + timedelta(days=1)))  # the stricter rule is no more: nothing ends at sixteen
    assert run() == 1
    at(clock.midnight(date(2032, 5, 4)))
    assert reads(ek)


def test_what_was_closed_is_opened_by_the_childs_yes_alone(ek, run, at):
    at(FORCE)
    assert run() == 2 and not reads(ek)
    at(clock.midnight(LAST + timedelta(days=1)))
    assert run() == 0 and not reads(ek)
    says(ek, Seeing.YES)
    assert reads(ek) and not reads(ek, "other_guardian")


def test_only_the_worker_is_handed_anything(ek, become):
    with transaction.atomic():
        become("coordinator")
        for statement in ("select * from guardians_to_fit(0, 9, '{}')", "select fit_content(1, null)"):
            with denied(), connection.cursor() as cursor:
                cursor.execute(statement)
