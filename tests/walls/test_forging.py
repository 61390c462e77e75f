"""Nobody lets oneself in: every function that writes, called with the keys of a case one is not in."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from samsyn.demo.cast import Member
from samsyn.kernel.ref import new_ref
from tests.guards.catalogue import names
from tests.harness.cast import enter
from tests.harness.database import denied
from tests.walls.conftest import Known, open_case_as
from tests.walls.forged import (
    GIVEN_BACK,
    OWN,
    WORKER,
    Attack,
    Waiting,
    finds_nothing,
    of_offices,
    of_places,
    of_rows,
    of_the_case,
    waiting,
)
from tests.walls.sql import answer, ask, call, forge_focus

__all__ = ["waiting"]

GRANTED = """
select distinct p.proname from pg_proc p
 where p.pronamespace = 'public'::regnamespace and p.prosecdef
   and has_function_privilege(%s, p.oid, 'execute')
"""
# So far in this transaction.
CHANGED = "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables"
FINDS_NO_ROW = {"end_access", "end_place", "turn_place", "end_ahead"}
# To those who lead a case, or are a party in it, lawful there.
IN_ONES_OWN = {
    *(
        "join_case",
        "new_question_scope",
        "come_of_age",
        "step_back",
        "must_steer",
        "staff_scope",
        "halt_case",
    ),
}
OF_A_PARTY = {"write_event", "apart_scope", "tell"}
NOBODY = ["stranger", "colleague", "nurse_private", "sister"]
NOTHING = (None, False, "", [], 0)
APP, READER, JOBS = "samsyn_app", "samsyn_reader", "samsyn_jobs"


def attacks(known: Known, waiting: Waiting, cast: Mapping[str, Member], who: str) -> Iterator[Attack]:
    """Function and values: oneself into the case, or what is the case's own out of it. All are refused."""
    duty = duty_of(cast[who])
    yield from of_the_case(known, cast[who], duty)
    yield from of_places(known, duty)
    yield from of_rows(waiting, cast)


def duty_of(member: Member) -> tuple[str, str] | None:
    joined = "people_assignment a join people_unit u on u.id = a.unit_id"
    row = ask(f"select u.ref, a.ref from {joined} where a.id = %s", member.assignment_id)
    return row[0] if row else None


def looking_at(known: Known) -> Iterator[None]:
    """From nowhere, after asking for the case by its ref, and with its key set by hand."""
    yield forge_focus(-1)
    yield enter(known.ref)
    yield forge_focus(known.id)


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_lets_oneself_into_a_case(
    who: str, known: Known, waiting: Waiting, become: Callable, cast: Mapping[str, Member]
) -> None:
    become("coordinator")
    before = known.facts()
    become(who)
    tried = [*attacks(known, waiting, cast, who), *of_offices(waiting)]
    for function, values in tried:
        for _focus in looking_at(known):
            assert call(function, values) == "42501", f"{function}{values}"
    become("coordinator")
    assert known.facts() == before


@pytest.mark.parametrize("reading", [False, True])
@pytest.mark.parametrize("who", NOBODY)
def test_what_answers_anybody_tells_nothing(
    who: str, reading: bool, known: Known, waiting: Waiting, become: Callable
) -> None:
    """Carried out for everybody: it finds nothing of the case, and changes nothing at all."""
    become(who)
    mine = {function: str(answer(function, values)) for function, values in finds_nothing(known)}
    become(who, reading=reading)
    before = ask(CHANGED)
    for function, values in finds_nothing(known):
        for _focus in looking_at(known):
            if not reading or may(READER, function):
                found = answer(function, values)
                assert all(value in NOTHING for row in found for value in row) or (
                    str(found) == mine[function]
                ), f"{function} tells {found}"
    for key in known.scopes.values():
        assert reading or [answer(function, [key]) for function in GIVEN_BACK] == [[(key,)]]
    assert ask(CHANGED) == before


def test_what_waits_is_seen_by_the_one_who_is_asked(
    known: Known, waiting: Waiting, become: Callable, cast: Mapping[str, Member]
) -> None:
    """Else the tests above would prove nothing: refs are right, and the one who is asked may answer."""
    become("manager")
    assert answer("asked_of_me", [])
    assert answer("custody_to_confirm", [])
    assert call("answer_second", [waiting.countersign, True]) == ""
    assert call("confirm_custody", [waiting.paper]) == ""
    become("coordinator", case=known.ref)
    assert call("notice_rung", [waiting.notice]) == ""
    become("reviewer")
    assert answer("asked_extracts", [waiting.question])


def test_a_case_of_ones_own_is_no_way_into_another(
    known: Known, waiting: Waiting, become: Callable, cast: Mapping[str, Member]
) -> None:
    """The stranger leads a case, and names the other one's scopes, places and rows from there."""
    become("coordinator")
    before = known.facts()
    by = become("stranger")
    mine = open_case_as(by, cast["adult"])
    place = mine.people[-1].pk
    scopes = list(known.scopes.values())
    for function, values in [
        ("give_access", [place, scopes, None]),
        *attacks(known, waiting, cast, "stranger"),
    ]:
        if function in IN_ONES_OWN:
            continue  # lawful: in one's own case
        enter(mine.ref)
        said = call(function, values)
        # Ending or turning what is not in the case in focus finds no row to change.
        assert said == "42501" or function in FINDS_NO_ROW, f"{function}{values}"
    become("coordinator")
    assert known.facts() == before


@pytest.mark.parametrize("who", ["bup", "school"])
def test_a_party_gives_nobody_access(
    who: str, known: Known, waiting: Waiting, become: Callable, cast: Mapping[str, Member]
) -> None:
    become("coordinator")
    before = known.facts()
    become(who, case=known.ref)
    here = known.places[who]
    lawful = [("leave_case", [here]), ("step_back", []), ("hush", [here, ["called"]])]  # one's own
    mine = [("give_access", [known.places[who], list(known.scopes.values()), None])]
    seen = {row[0] for row in ask("select unnest(my_scopes())")}
    for function, values in [*mine, *attacks(known, waiting, cast, who)]:
        own = function in OF_A_PARTY and seen & set(values)
        if (function, values) not in lawful and not own:
            assert call(function, values) == "42501", f"{function}{values}"
    become("coordinator")
    assert known.facts() == before


def may(role: str, function: str) -> bool:
    return function in names(GRANTED, role)


def test_every_function_has_a_row(known: Known, waiting: Waiting, cast: Mapping[str, Member]) -> None:
    """Whatever looks past the policies is attacked here, or says why it need not be."""
    refused = [*attacks(known, waiting, cast, "stranger"), *of_offices(waiting)]
    listed = {function for function, _values in [*refused, *finds_nothing(known)]} | set(OWN) | GIVEN_BACK
    assert set(names(GRANTED, APP)) | set(names(GRANTED, READER)) == listed
    assert set(names(GRANTED, JOBS)) == WORKER


def test_what_is_the_workers_nobody_else_calls(known: Known, become: Callable) -> None:
    assert not WORKER & {*names(GRANTED, APP), *names(GRANTED, READER)}
    become("stranger")
    for values in ("nothing_is_sent(1, 1)", "claim_notice(true)", "bounce_notice('x')", "last_seal()"):
        with denied():
            ask(f"select {values}")


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
