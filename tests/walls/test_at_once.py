"""Two things at the same moment: one wins, wholly; what is taken back is gone in the next statement."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial

import psycopg
import pytest
from django.db import connections

from samsyn.cases import wall
from samsyn.cases.actions import end_access, give_access
from samsyn.cases.models import Access, Case, Place, PlaceKind, Scope
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.cast import Member
from samsyn.demo.content import ADAM
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.actor import Actor
from samsyn.process.consent import actions as consent
from samsyn.process.plans import actions as plans
from tests.harness.client import StrictClient
from tests.harness.database import Databases
from tests.walls.conftest import Known

pytestmark = pytest.mark.slow
Acting = Callable[..., AbstractContextManager[Actor]]
ClientAs = Callable[[str], StrictClient]
OFTEN, ALWAYS = 3, 40  # in `make test`, in `make soak`
WORDS = ADAM.needs[0].text


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call came to, or the exception it raised; all let go by the same barrier."""
    ready = threading.Barrier(len(calls))
    done: list[object] = [None] * len(calls)

    def go(number: int, call: Callable[[], object]) -> None:
        try:
            ready.wait(20)
            done[number] = call()
        except Exception as error:
            done[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return done


@pytest.fixture(params=[OFTEN, pytest.param(ALWAYS, marks=pytest.mark.soak)])
def times(request: pytest.FixtureRequest) -> range:
    return range(request.param)


def test_withdrawal_reaches_an_open_transaction(
    fresh_database: str, databases: Databases, known: Known, acting: Acting, cast: Mapping[str, Member]
) -> None:
    bup = cast["bup"]
    with psycopg.connect(databases.cluster.url("app", fresh_database)) as open_one:
        settings = {"app.uid": bup.person_id, "app.assignment": bup.assignment_id, "app.case": known.id}
        for name, value in settings.items():
            open_one.execute("select set_config(%s, %s, true)", [name, str(value)])
        asked = "select count(*) from cases_question"
        assert open_one.execute(asked).fetchone() == (1,)
        with acting("coordinator", case=known.ref):
            end_access(
                Place.objects.get(pk=known.places["bup"]), Scope.objects.filter(pk=known.question.scope_id)
            )
        assert open_one.execute(asked).fetchone() == (0,)


class Door:
    """What BUP may see of a case with a plan, opened and shut by the coordinator."""

    def __init__(self, acting: Acting, bup: Member) -> None:
        self.acting, self.ref = acting, case_at(Stage.PLANNED)
        self.path = f"/sip/{self.ref}/plan/"
        with acting("coordinator", case=self.ref):
            self.place = Place.objects.get(assignment_id=bup.assignment_id)
            open_to = Access.objects.filter(place=self.place, valid__contains=clock.now())
            self.scopes = list(Scope.objects.filter(pk__in=open_to.values("scope")).order_by("pk"))

    def open(self) -> None:
        with self.acting("coordinator", case=self.ref):
            give_access(self.place, self.scopes)

    def shut(self) -> None:
        with self.acting("coordinator", case=self.ref):
            end_access(self.place, self.scopes)


@pytest.fixture
def door(fresh_database: str, acting: Acting, cast: Mapping[str, Member]) -> Door:
    return Door(acting, cast["bup"])


def test_a_yes_that_is_taken_back_between_the_check_and_the_reading(
    door: Door, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case was found; before anything of it is read, the yes is gone: so is the page."""
    checked, client = wall.enter_case, client_as("bup")

    def taken_back_meanwhile(ref: str) -> int | None:
        found = checked(ref)
        assert found is not None
        at_once(door.shut)
        return found

    assert WORDS in client.get(door.path).content.decode()
    monkeypatch.setattr(wall, "enter_case", taken_back_meanwhile)
    answer = client.get(door.path)
    assert answer.status_code == 404
    assert WORDS not in answer.content.decode()


def test_reading_while_the_yes_is_taken_back(
    door: Door, client_as: ClientAs, owner: psycopg.Connection, cast: Mapping[str, Member], times: range
) -> None:
    """The reader was first and is written down, or finds nothing; the next page is shut in any case."""
    client = client_as("bup")
    asked = "select count(*) from audit_reading where person_id = %s and granted"
    for _ in times:
        door.open()
        before = owner.execute(asked, [cast["bup"].person_id]).fetchone()[0]
        answer, _shut = at_once(partial(client.get, door.path), door.shut)
        assert _shut is None
        rows = owner.execute(asked, [cast["bup"].person_id]).fetchone()[0] - before
        if WORDS in answer.content.decode():
            assert (answer.status_code, rows) == (200, 1)
        after = client.get(door.path)
        assert after.status_code == 404
        assert WORDS not in after.content.decode()


def test_of_two_who_establish_at_once_one_does(
    fresh_database: str, acting: Acting, owner: psycopg.Connection, times: range
) -> None:
    for _ in times:
        ref = case_at(Stage.MEETING)
        done = at_once(*[partial(_establish, acting, ref)] * 2)
        assert sorted(type(one).__name__ for one in done) == ["Plan", "Refused"], done
        told = owner.execute(
            "select count(*) from audit_event e join cases_case c on c.id = e.case_id"
            " where c.ref = %s and e.verb = 'establish'",
            [ref],
        ).fetchone()
        assert told == (1,)
        twice = owner.execute(
            "select s.scope_id from plans_plansection s join cases_case c on c.id = s.case_id"
            " where c.ref = %s group by 1 having count(*) > 1",
            [ref],
        ).fetchall()
        assert twice == []


def test_establishing_while_a_yes_is_taken_back(
    fresh_database: str, acting: Acting, owner: psycopg.Connection, times: range
) -> None:
    """Whichever was first: the chain tells the order, and no plan is established that is not told of."""
    for _ in times:
        ref = case_at(Stage.MEETING)
        plan, taken = at_once(partial(_establish, acting, ref), partial(_take_back, acting, ref))
        assert taken is None
        order = [verb for (verb,) in owner.execute(
            "select e.verb from audit_event e join cases_case c on c.id = e.case_id where c.ref = %s"
            " and e.verb in ('establish', 'withdraw_consent') order by e.seq", [ref])]  # fmt: skip
        assert order.count("withdraw_consent") >= 1
        assert isinstance(plan, Refused) == ("establish" not in order), plan


def test_of_two_who_take_back_the_same_yes_one_does(
    fresh_database: str, acting: Acting, times: range
) -> None:
    for _ in times:
        ref = case_at(Stage.CALLED)
        done = at_once(*[partial(_take_back, acting, ref)] * 2)
        assert sorted(type(one).__name__ for one in done) == ["NoneType", "Refused"], done


def _establish(acting: Acting, ref: str) -> object:
    with acting("coordinator", case=ref) as by:
        return plans.establish(case=Case.objects.get(ref=ref), by=by)


def _take_back(acting: Acting, ref: str) -> None:
    with acting("guardian", case=ref) as by:
        case = Case.objects.get(ref=ref)
        mine = next(p for p in case.people if p.person_id == by.person.pk and p.kind == PlaceKind.GUARDIAN)
        consent.withdraw(case=case, by=by, place=mine)
