"""People change: whoever has left finds nothing in any table, and whoever goes on exactly what there was."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.models import Case
from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import Family
from samsyn.process.plans.tests.cases import Meeting, fill, meeting
from samsyn.process.succession.tests.cases import (
    end_place_of,
    leaves,
    on_leave,
    steps_in,
    takes_over,
)
from tests.guards.catalogue import tables_of_cases
from tests.harness.cast import enter
from tests.walls.sql import ask, forge_focus
from tests.walls.test_forging import call

# What lies in the frame: who is in the case, who coordinates and when, without a word of what it is about.
FRAME = {
    "audit_event", "audit_eventvalue", "cases_access", "cases_case", "cases_party", "cases_place",
    "cases_round", "cases_scope", "meetings_invitation", "meetings_meeting", "plans_plan",
    "plans_plansection", "succession_succession",
}  # fmt: skip


@pytest.fixture
def planned(become: Callable, cast: Mapping[str, Member]) -> Meeting:
    """Adam's plan is in force, and holds words of everybody."""
    ek = meeting(become, cast)
    fill(ek)
    ek.establish()
    return ek


def key_of(family: Family) -> int:
    case, _by = family.speaks("coordinator")
    return case.pk


def rows(pk: int) -> dict[str, list[int]]:
    """Table → keys of the case's rows that the one who asks can see, whatever is in focus."""
    forge_focus(pk)
    found = {}
    for table in tables_of_cases():
        if table not in {"audit_chainhead", "audit_reading"}:
            column = "id" if table == "cases_case" else "case_id"
            keys = ask(f"select id from {table} where {column} = %s order by id", pk)
            found[table] = [row[0] for row in keys]
    return {table: keys for table, keys in found.items() if keys}


def seen_by(family: Family, who: str, pk: int) -> dict[str, list[int]]:
    family.become(who)
    return rows(pk)


def test_whoever_steps_in_finds_the_frame_and_no_content(planned: Meeting) -> None:
    pk = key_of(planned)
    on_leave(planned, "coordinator")
    steps_in(planned)
    found = seen_by(planned, "manager", pk)
    assert {"cases_case", "cases_place", "cases_round"} <= set(found) <= FRAME
    assert ask("select distinct s.kind from cases_scope s where s.case_id = %s", pk) == [("frame",)]
    words = str(ask("select body from plans_plansection")) + str(ask("select old, new from audit_eventvalue"))
    for content in ("Jag vill sova", "Sömnskola", "sömnen", "Anpassad skoldag", "En lugn vardag"):
        assert content not in words


def test_before_stepping_in_nothing_is_found(planned: Meeting) -> None:
    pk = key_of(planned)
    on_leave(planned, "coordinator")
    assert seen_by(planned, "manager", pk) == {}
    alarm = ask("select * from leaderless()")[0]
    with_case = Case.objects.filter(pk=pk).first()
    assert with_case is None
    assert not any("Adam" in str(value) or "Ek" in str(value) for value in alarm)


def test_the_new_leader_finds_exactly_what_the_old_one_had(planned: Meeting) -> None:
    pk = key_of(planned)
    before = seen_by(planned, "coordinator", pk)
    own = set(ask("select id from cases_scope where kind = 'one'"))
    on_leave(planned, "coordinator")
    steps_in(planned)
    takes_over(planned, "successor")
    after = seen_by(planned, "successor", pk)
    changed = {"audit_event", "audit_eventvalue", "cases_access", "cases_place", "cases_scope"}
    changed |= {"succession_succession", "cases_party"}
    for table in before.keys() | after.keys():
        if table not in changed:
            assert before.get(table) == after.get(table), table
        else:
            hidden = set(before.get(table, [])) - set(after.get(table, []))
            assert not hidden or table in {"cases_access", "cases_scope"}, table
    assert not set(ask("select id from cases_scope where kind = 'one'")) & own
    for gone in ("coordinator", "manager"):
        assert seen_by(planned, gone, pk) == {}, gone


def test_who_leaves_finds_no_row_in_any_table(planned: Meeting) -> None:
    pk = key_of(planned)
    leaves(planned, "school")
    leaves(planned, "bup", by="coordinator")
    end_place_of(planned, "other_guardian")
    for gone in ("school", "bup", "other_guardian"):
        assert seen_by(planned, gone, pk) == {}, gone
        assert enter(planned.ref) is None
    planned.become("guardian")
    assert "plans_measure" in rows(pk)


OTHERS = ["colleague", "administrator", "operator", "school", "bup", "stranger", "guardian", "nurse_private"]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_hears_of_it_or_steps_in(who: str, planned: Meeting) -> None:
    """A colleague, another unit, whoever keeps the organisation while a manager is at work."""
    on_leave(planned, "coordinator")
    planned.become(who)
    assert ask("select * from leaderless()") == []
    assert call("step_in", [planned.ref]) == "42501"


def test_a_manager_steps_into_no_case_that_somebody_leads(planned: Meeting) -> None:
    planned.become("manager")
    assert ask("select * from leaderless()") == []
    assert call("step_in", [planned.ref]) == "42501"


def test_whoever_stepped_in_forges_no_more_than_naming_a_successor(
    planned: Meeting, cast: Mapping[str, Member]
) -> None:
    places = {key: planned.place(key).pk for key in ("coordinator", "guardian", "bup", "child")}
    case, _by = planned.speaks("coordinator")
    scopes = [scope.pk for scope in case.scopes_seen]
    duties = dict(ask("select person_id, ref from people_assignment"))
    mine, strange = (duties[cast[key].person_id] for key in ("manager", "stranger"))
    on_leave(planned, "coordinator")
    steps_in(planned)
    planned.become("manager", case=planned.ref)
    own = (
        planned.place("manager") if False else ask("select id from cases_place where kind = 'manager'")[0][0]
    )
    for function, values in (
        ("give_access", [own, scopes, None]), ("end_place", [places["bup"]]), ("open_place", [own]),
        ("turn_place", [own, "coordinator"]), ("leave_case", [places["bup"]]),
        ("end_custody", [places["guardian"], "2020-01-01"]), ("come_of_age", []), ("new_question_scope", [9]),
        ("move_case", [places["coordinator"], strange]), ("hand_over", [places["coordinator"], strange]),
        ("hand_over", [places["bup"], mine]), ("retire_leader", [places["coordinator"], False, None]),
        ("end_ahead", [places["bup"], "2100-01-01"]),
        ("join_case", [None, cast["manager"].ref, None, "guardian", "Jag"]),
    ):  # fmt: skip
        assert call(function, values) == "42501", f"{function}{values}"


def test_when_the_leader_is_back_whoever_stepped_in_hands_nothing_over(
    planned: Meeting, cast: Mapping[str, Member]
) -> None:
    place = planned.place("coordinator").pk
    successor = dict(ask("select person_id, ref from people_assignment"))[cast["successor"].person_id]
    on_leave(planned, "coordinator")
    steps_in(planned)
    planned.become("administrator")
    ask("update people_assignment set away = null where id = %s", cast["coordinator"].assignment_id)
    planned.become("manager", case=planned.ref)
    assert call("hand_over", [place, successor]) == "42501"


def test_access_never_outlives_its_place(planned: Meeting) -> None:
    """A guardian's end is written ahead; giving anew does not move it."""
    guardian = planned.place("guardian")
    case, _by = planned.speaks("coordinator")
    scopes = [scope.pk for scope in case.family_scopes]
    ends = "select distinct upper(valid) from cases_access where place_id = %s and valid @> app_now()"
    before = ask(ends, guardian.pk)
    assert before == [(guardian.valid.upper,)]
    assert guardian.valid.upper > clock.now()
    ask("select give_access(%s, %s, null)", guardian.pk, scopes)
    ask("select open_place(%s)", guardian.pk)
    assert ask(ends, guardian.pk) == before
