"""What those who lead keep about safety: a scope that follows whoever leads, and that no family has."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from samsyn.cases import changing, guarding
from samsyn.cases.access import WAITS_FOR_RISK, WHO, may
from samsyn.cases.actions import end_place, enter_case, join_staff, turn_place
from samsyn.cases.guarding import Countersign, Grade, Halt, Protection, TwoFor
from samsyn.cases.models import Access, Case, PlaceKind, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.people.models import Assignment
from tests.harness.database import denied
from tests.walls.sql import ask

pytestmark = pytest.mark.django_db
FAMILY = ("guardian", "other_guardian", "child")


def seen(ref: str) -> Case:
    enter_case(ref)
    return Case.objects.get(ref=ref)


def colleague(case: Case) -> Assignment:
    """Somebody else at the leader's unit."""
    mine = case.leader.assignment
    found = Assignment.objects.filter(unit=mine.unit, valid__contains=timezone.now())
    return found.exclude(person=mine.person).select_related("person").order_by("pk")[0]


def has_staff_scope() -> bool:
    return Scope.objects.filter(kind=ScopeKind.STAFF).exists()


def test_a_marked_case_waits_for_those_who_lead_and_for_nobody_else(
    become: Callable, cases: Mapping[str, str]
) -> None:
    by = become("guardian", case=cases["preparing"])
    guarding.halt(seen(cases["preparing"]))
    for who in (*FAMILY, "bup"):
        become(who)
        if enter_case(cases["preparing"]):
            assert not has_staff_scope() and not Halt.objects.exists(), who
    by = become("coordinator")
    case = seen(cases["preparing"])
    assert guarding.guarding(case).waits
    assert "riskbedömning" in may(by, Op.ASK_CONSENT, case).reason
    Halt.objects.filter(case=case).update(lifted_at=timezone.now())
    case.forget()
    assert may(by, Op.ASK_CONSENT, case)


def test_only_those_who_lead_meet_the_sentence_about_waiting() -> None:
    for op in WAITS_FOR_RISK:
        assert WHO[op] <= {PlaceKind.CONVENER, PlaceKind.COORDINATOR}, op


def test_the_scope_follows_whoever_leads(become: Callable, cases: Mapping[str, str]) -> None:
    become("coordinator")
    case = seen(cases["planned"])
    staff = guarding.staff_scope(case)
    assert guarding.staff_scope(case) == staff
    successor = colleague(case)
    old = case.leader
    new = changing.hand_over(case, old, successor)
    assert Access.objects.filter(place=new, scope=staff).count() == 1
    changing.retire_leader(case, old, stays=True)
    assert not Scope.objects.filter(kind=ScopeKind.STAFF).exists()
    assert Scope.objects.filter(kind=ScopeKind.FRAME).exists()


def test_one_who_takes_in_requests_has_it_until_another_takes_the_case(
    become: Callable, cases: Mapping[str, str]
) -> None:
    become("coordinator")
    case = seen(cases["preparing"])
    staff = guarding.staff_scope(case)
    place = join_staff(case, duty=colleague(case), kind=PlaceKind.RECEIVER)
    assert Access.objects.filter(place=place, scope=staff).exists()
    turn_place(case, place, PlaceKind.MEMBER)
    now = timezone.now()
    assert not Access.objects.filter(place=place, scope=staff, valid__contains=now).exists()
    end_place(case, place)


def test_two_are_needed_and_never_the_same(become: Callable, cases: Mapping[str, str]) -> None:
    by = become("coordinator")
    case = seen(cases["planned"])
    with denied():
        guarding.ask_second(case, TwoFor.PROTECT, by.assignment)
    asked = guarding.ask_second(case, TwoFor.PROTECT, colleague(case))
    place = next(p for p in case.people if p.kind == PlaceKind.GUARDIAN)
    row = {"case": case, "scope_id": asked.scope_id, "place": place, "grade": Grade.REGISTERED}
    Protection.objects.create(countersign=asked, **row)
    with denied():
        guarding.answer_second(asked.ref, True)
    with denied():
        ask("update cases_countersign set agreed = true returning 1")
    with denied():
        Countersign.objects.create(
            case=case, scope_id=asked.scope_id, what="open", asked_by=by.assignment, second=by.assignment,
            asked_at=timezone.now(), agreed=True,
        )  # fmt: skip
    assert not guarding.guarding(case).protects


def test_a_yes_to_one_thing_is_no_yes_to_another(
    become: Callable, cases: Mapping[str, str], cast: Mapping
) -> None:
    become("coordinator")
    case = seen(cases["planned"])
    other = next(k for k, m in cast.items() if m.assignment_id == colleague(case).pk)
    asked = guarding.ask_second(case, TwoFor.OPEN, colleague(case), 30)
    become(other)
    guarding.answer_second(asked.ref, True)
    become("coordinator")
    case = seen(cases["planned"])
    place = next(p for p in case.people if p.kind == PlaceKind.GUARDIAN)
    with denied():
        Protection.objects.create(
            case=case, scope_id=asked.scope_id, place=place, grade=Grade.NONE, countersign=asked
        )


def test_the_second_sees_no_name_and_answers_once(become: Callable, cases: Mapping[str, str], cast) -> None:
    become("coordinator")
    case = seen(cases["planned"])
    other = next(k for k, m in cast.items() if m.assignment_id == colleague(case).pk)
    asked = guarding.ask_second(case, TwoFor.OPEN, colleague(case), 30)
    become(other)
    (mine,) = guarding.asked_of_me()
    assert (mine.number, mine.what, mine.grade) == (case.number, TwoFor.OPEN, "")
    assert not Case.objects.filter(ref=case.ref).exists()
    guarding.answer_second(asked.ref, True)
    assert guarding.asked_of_me() == []
    with denied():
        guarding.answer_second(asked.ref, False)
    by = become("coordinator")
    assert guarding.opened(seen(case.ref), by.assignment)


def test_what_was_opened_closes_by_itself(become: Callable, cases: Mapping[str, str], cast, at) -> None:
    become("coordinator")
    case = seen(cases["planned"])
    other = next(k for k, m in cast.items() if m.assignment_id == colleague(case).pk)
    asked = guarding.ask_second(case, TwoFor.OPEN, colleague(case), 30)
    become(other)
    guarding.answer_second(asked.ref, True)
    at(timezone.now() + timedelta(minutes=31))
    by = become("coordinator")
    assert guarding.opened(seen(case.ref), by.assignment) is None


def test_staffs_looking_is_not_in_the_familys_list(become: Callable, cases: Mapping[str, str]) -> None:
    become("coordinator", case=cases["planned"])
    case = seen(cases["planned"])
    with connection.cursor() as cursor:
        cursor.execute("select note_readings(%s, %s, true)", [[case.pk], ["safety"]])
    rows = "select count(*) from audit_reading where part = 'safety'"
    assert ask(rows)[0][0] == 1
    become("guardian", case=cases["planned"])
    assert ask(rows)[0][0] == 0
