"""Nobody lets oneself in: every function that writes, called with the keys of a case one is not in."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.db import transaction
from django.db.utils import Error

from samsyn.demo.cast import Member
from samsyn.kernel.ref import new_ref
from tests.guards.catalogue import names
from tests.harness.cast import enter
from tests.harness.database import denied
from tests.walls.conftest import Known, open_case_as
from tests.walls.sql import ask, forge_focus, state_of

WRITES = """
select distinct p.proname from pg_proc p
 where p.pronamespace = 'public'::regnamespace and p.prosecdef
   and has_function_privilege('samsyn_app', p.oid, 'execute')
"""
# Of people, not of cases; proved in people/tests.
OF_PEOPLE = {
    "my_organisations",
    "new_staff",
    "operates",
    "person_for_number",
    "person_without_number",
    "record_guardianship",
    "write_organisation_event",
}
# Of agreements; proved in agreements/tests.
OF_AGREEMENTS = {"change_agreement", "name_agreement_keeper", "remove_agreement_change"}
# Of the log's review, of extracts and of support; proved in quality/logreview/tests.
OF_REVIEW = {
    *("my_reviewed", "make_review", "review_lines", "decide_row", "review_alarms"),
    *("asked_extracts", "extract_size", "release_extract", "note_extracts"),
    *("my_support", "open_support", "support_frame", "support_sessions", "close_support"),
}
ONLY_READ = {"unit_cases", "leaderless", "my_scopes", "my_kinds", "enter_case", "must_steer"}
OPENS_OWN = {
    "new_case": "opens a case of the caller's own",
    "note_readings": "tells of the caller's own reading",
    "note_miss": "tells that the caller did not get in",
}
FINDS_NO_ROW = {"end_access", "end_place", "turn_place", "end_ahead"}
NOBODY = ["stranger", "colleague", "nurse_private", "sister"]

Attack = tuple[str, list[object]]


def attacks(known: Known, me: Member, duty: tuple[str, str] | None, place: int | None) -> Iterator[Attack]:
    """Function and values: myself into the case, or the case's own things into mine."""
    scopes = list(known.scopes.values())
    yield "join_case", [None, me.ref, None, "guardian", "Jag"]
    if duty:
        yield "join_case", [duty[0], me.ref, duty[1], "coordinator", "Jag"]
    for theirs in known.places.values():
        yield "open_place", [theirs]
        yield "give_access", [theirs, scopes, None]
        yield "end_access", [theirs, scopes]
        yield "end_place", [theirs]
        yield "turn_place", [theirs, "member"]
        yield "retire_leader", [theirs, False, None]
        yield "end_ahead", [theirs, "2100-01-01"]
        yield "leave_case", [theirs]
        yield "end_custody", [theirs, "2020-01-01"]
        if duty:
            yield "hand_over", [theirs, duty[1]]
            yield "move_case", [theirs, duty[1]]
    if place:
        yield "give_access", [place, scopes, None]
    yield "new_question_scope", [99]
    yield "come_of_age", []
    yield "step_back", []
    yield "step_in", [known.ref]
    for scope in scopes:
        yield "write_event", ["close", "", scope, "[]"]


def call(function: str, values: list[object]) -> str:
    """'' when it was carried out, else the state of the refusal."""
    marks = ", ".join(["%s"] * len(values))
    try:
        with transaction.atomic():
            ask(f"select {function}({marks})", *values)
    except Error as error:
        return state_of(error)
    return ""


def duty_of(member: Member) -> tuple[str, str] | None:
    joined = "people_assignment a join people_unit u on u.id = a.unit_id"
    row = ask(f"select u.ref, a.ref from {joined} where a.id = %s", member.assignment_id)
    return row[0] if row else None


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_lets_oneself_into_a_case(
    who: str, known: Known, become: Callable, cast: Mapping[str, Member]
) -> None:
    become("coordinator")
    before = known.facts()
    become(who)
    for function, values in attacks(known, cast[who], duty_of(cast[who]), None):
        for focus in (lambda: enter(known.ref), lambda: forge_focus(known.id)):
            focus()
            assert call(function, values) == "42501", f"{function}{values}"
    become("coordinator")
    assert known.facts() == before


def test_a_case_of_ones_own_is_no_way_into_another(
    known: Known, become: Callable, cast: Mapping[str, Member]
) -> None:
    """The stranger leads a case, and names the other one's scopes and places from there."""
    become("coordinator")
    before = known.facts()
    by = become("stranger")
    mine = open_case_as(by, cast["adult"])
    place = mine.people[-1].pk
    for function, values in attacks(known, cast["stranger"], duty_of(cast["stranger"]), place):
        if function in {"join_case", "new_question_scope", "come_of_age", "step_back"}:
            continue  # lawful: into one's own case
        enter(mine.ref)
        said = call(function, values)
        # Ending or turning what is not in the case in focus finds no row to change.
        assert said == "42501" or function in FINDS_NO_ROW, f"{function}{values}"
    become("coordinator")
    assert known.facts() == before


@pytest.mark.parametrize("who", ["bup", "school"])
def test_a_party_gives_nobody_access(
    who: str, known: Known, become: Callable, cast: Mapping[str, Member]
) -> None:
    become("coordinator")
    before = known.facts()
    become(who, case=known.ref)
    lawful = [("leave_case", [known.places[who]]), ("step_back", [])]  # to go oneself
    for function, values in attacks(known, cast[who], duty_of(cast[who]), known.places[who]):
        if (function, values) not in lawful and function != "write_event":
            assert call(function, values) == "42501", f"{function}{values}"
    become("coordinator")
    assert known.facts() == before


def test_every_function_that_writes_is_attacked(known: Known, cast: Mapping[str, Member]) -> None:
    tried = {function for function, _values in attacks(known, cast["stranger"], ("x", "y"), 1)}
    assert set(names(WRITES)) <= tried | OF_PEOPLE | OF_AGREEMENTS | OF_REVIEW | ONLY_READ | set(OPENS_OWN)


def test_privately_nobody_opens_a_case_about_somebody_elses_child(
    become: Callable, cast: Mapping[str, Member]
) -> None:
    become("nurse_private")
    organisation = ask("select ref from people_organisation where kind = 'kommun' order by id limit 1")[0][0]
    for kind, about in (("child", "child"), ("guardian", "child"), ("child", "nurse_child")):
        told = [new_ref(), cast[about].ref, "child", "X", None, "", "nationell", 1]
        said = call("new_case", [*told, kind, "Y", organisation, None])
        assert said == ("" if about == "nurse_child" else "42501")


@pytest.mark.parametrize("who", ["coordinator", "guardian", "stranger"])
def test_what_functions_write_nobody_writes_by_hand(who: str, known: Known, become: Callable) -> None:
    become(who, case=known.ref)
    tables = ["cases_party", "cases_place", "cases_access", "cases_scope", "audit_event", "audit_reading"]
    for table in [*tables, "audit_eventvalue", "audit_chainhead"]:
        for statement in (
            f"insert into {table} default values",
            f"delete from {table}",
            f"truncate {table}",
            f"alter table {table} disable row level security",
            f"alter table {table} disable trigger all",
            f"update {table} set {'chain' if table == 'audit_chainhead' else 'id'} = null",
        ):
            with denied():
                ask(statement)


def test_nobody_becomes_another_role(become: Callable) -> None:
    become("stranger")
    for statement in (
        "set role samsyn_owner", "set session authorization samsyn_owner", "set role samsyn_jobs",
        "grant samsyn_owner to samsyn_app", "create table mine (id int)",
        "create function app_now() returns timestamptz language sql as 'select now()'",
        "set session_replication_role = replica", "alter role samsyn_app bypassrls",
    ):  # fmt: skip
        with denied():
            ask(statement)


def test_the_reader_writes_nothing(known: Known, become: Callable) -> None:
    become("coordinator", case=known.ref, reading=True)
    assert ask("select current_user") == [("samsyn_reader",)]
    for statement in (
        "insert into cases_question default values", "update cases_question set number = 2",
        "update cases_round set stage = 'closed'", "update cases_case set plan_in_force = true",
        "delete from cases_question", "insert into kernel_once default values",
    ):  # fmt: skip
        with denied():
            ask(statement)
    for function, values in (("end_place", [known.places["bup"]]), ("new_question_scope", [5])):
        assert call(function, values) == "42501"
