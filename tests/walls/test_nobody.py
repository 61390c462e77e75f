"""Whoever has no place in a case finds nothing of it in any table, whatever they set and ask."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.actions import end_access, end_place
from samsyn.cases.models import Case, Place, Scope
from samsyn.demo.cast import Member
from samsyn.people.actor import speak_as
from tests.guards.catalogue import columns, tables_of_cases
from tests.harness.cast import enter
from tests.harness.database import denied
from tests.walls.conftest import Known
from tests.walls.sql import ask, forge_focus

NOBODY = [
    "stranger",
    "colleague",
    "nurse",
    "nurse_private",
    "reviewer",
    "administrator",
    "operator",
    "sister",
    "adult",
]


def found(known: Known) -> dict[str, int]:
    """Table → rows of the case that the one who asks can see."""
    counts = {}
    for table in tables_of_cases():
        key = "id" if table == "cases_case" else "case_id"
        if table != "audit_chainhead":
            counts[table] = ask(f"select count(*) from {table} where {key} = %s", known.id)[0][0]
    return {table: count for table, count in counts.items() if count}


@pytest.mark.parametrize("who", NOBODY)
def test_without_a_place_nothing_is_found(who: str, known: Known, become: Callable) -> None:
    become(who)
    assert found(known) == {}
    assert enter(known.ref) is None
    assert found(known) == {}
    forge_focus(known.id)
    assert found(known) == {}
    become(who, reading=True)
    forge_focus(known.id)
    assert found(known) == {}


def test_those_who_have_a_place_do_find_it(known: Known, become: Callable) -> None:
    """Else the tests above would prove nothing."""
    for who in ("coordinator", "guardian", "child", "bup", "school"):
        become(who, case=known.ref)
        assert {"cases_case", "cases_place", "cases_scope"} <= set(found(known)), who


def test_a_duty_that_is_not_ones_own_opens_nothing(known: Known, cast: Mapping[str, Member]) -> None:
    speak_as(cast["stranger"].person_id, cast["coordinator"].assignment_id)
    forge_focus(known.id)
    assert found(known) == {}


def test_at_work_one_is_not_private_and_privately_not_at_work(
    known: Known, cast: Mapping[str, Member]
) -> None:
    speak_as(cast["coordinator"].person_id, None)
    assert found(known) == {}
    speak_as(cast["guardian"].person_id, cast["coordinator"].assignment_id)
    assert found(known) == {}


def test_the_focus_only_narrows(known: Known, become: Callable) -> None:
    become("coordinator")
    before = found(known)
    forge_focus(known.id)
    assert found(known) == before
    forge_focus(-1)
    assert found(known) == {}


def test_a_party_finds_nothing_more_after_withdrawal(known: Known, become: Callable) -> None:
    become("coordinator", case=known.ref)
    case = Case.objects.get(pk=known.id)
    bup = Place.objects.get(pk=known.places["bup"])
    end_access(bup, Scope.objects.filter(pk=known.question.scope_id))
    become("bup", case=known.ref)
    assert ask("select count(*) from cases_question where case_id = %s", known.id) == [(0,)]
    become("coordinator", case=known.ref)
    end_place(case, bup)
    become("bup")
    assert enter(known.ref) is None
    forge_focus(known.id)
    assert found(known) == {}


@pytest.mark.parametrize(
    "table", ["cases_case", "cases_place", "cases_question", "audit_event", "people_person"]
)
def test_a_forgotten_identity_is_an_error(table: str, known: Known) -> None:
    speak_as(None)
    with denied():
        ask(f"select * from {table}")


def test_every_table_of_a_case_was_asked(known: Known) -> None:
    asked = set(tables_of_cases())
    assert {
        "cases_case",
        "cases_place",
        "cases_access",
        "audit_event",
        "audit_reading",
        "audit_eventvalue",
    } <= asked
    assert all("case_id" in columns(table) for table in asked - {"cases_case"})
