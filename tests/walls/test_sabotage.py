"""Each wall is taken down in turn, and the test that guards it must notice: else it proves nothing."""

from collections.abc import Callable, Iterator, Mapping

import psycopg
import pytest

from samsyn.cases import access, stages, wall
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import MOVES, Op, Stage
from samsyn.demo.cast import Member
from tests.guards import test_database
from tests.guards.catalogue import rows, tables_of_cases
from tests.harness.client import StrictClient
from tests.walls.matrix import faults
from tests.walls.sql import ask, forge_focus

ALL = "select tablename, policyname from pg_policies where schemaname = 'public' order by 1, 2"


def bent_moves(op: Op) -> Iterator[tuple[frozenset[Stage], Stage | None]]:
    """The entry with each stage taken away or added, and with another end."""
    allowed, leads_to = MOVES[op]
    yield from ((allowed ^ {stage}, leads_to) for stage in Stage)
    yield allowed, Stage.CLOSED if leads_to != Stage.CLOSED else None


@pytest.mark.parametrize("op", list(Op), ids=str)
def test_each_entry_of_when_is_guarded(op: Op, monkeypatch: pytest.MonkeyPatch) -> None:
    for bent in list(bent_moves(op)):
        with monkeypatch.context() as patch:
            patch.setitem(stages.MOVES, op, bent)
            assert faults(op), f"{op}: {bent} was not noticed"


@pytest.mark.parametrize("op", list(Op), ids=str)
def test_each_entry_of_who_is_guarded(op: Op, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in PlaceKind:
        with monkeypatch.context() as patch:
            patch.setitem(access.WHO, op, access.WHO[op] ^ {kind})
            assert faults(op), f"{op}: {kind} was not noticed"


def notices(check: Callable[[], None]) -> bool:
    """Does this guard fail now?"""
    try:
        check()
    except AssertionError:
        return True
    return False


def every_wall() -> bool:
    """Do the guards of the catalogue find something?"""
    return notices(test_database.test_tables_of_cases_have_one_policy_of_the_one_form) or notices(
        test_database.test_row_security_is_on_everywhere_but_where_a_reason_says
    )


@pytest.mark.slow
def test_each_policy_is_guarded(fresh_database: str, owner: psycopg.Connection) -> None:
    """Dropped, opened to all, joined by a second one, or switched off with its table."""
    assert not every_wall()
    for table in sorted(set(tables_of_cases()) & {name for name, _policy in rows(ALL)}):
        for sabotage in (
            "drop policy scoped on {}",
            "alter policy scoped on {} using (true)",
            "create policy another on {} for select to samsyn_app using (true)",
            "alter table {} disable row level security",
        ):
            with owner.transaction(force_rollback=True):
                owner.execute(sabotage.format(table))
                found = sabotaged_catalogue(owner)
            assert found, f"nobody noticed: {sabotage.format(table)}"


def sabotaged_catalogue(owner: psycopg.Connection) -> bool:
    """The guards, asked within the transaction that did it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.guards.catalogue.connection", owner)
        return every_wall()


@pytest.mark.slow
def test_an_open_table_is_found_by_the_stranger(
    fresh_database: str, owner: psycopg.Connection, cases: Mapping[str, str], acting: Callable
) -> None:
    """The test that looks as a stranger sees through every wall that is down, in every table with rows."""
    case = owner.execute("select id from cases_case where ref = %s", [cases["planned"]]).fetchone()[0]
    for table in tables_of_cases():
        key = "id" if table == "cases_case" else "case_id"
        asked = f"select count(*) from {table} where {key} = {case}"
        if table == "audit_chainhead" or not owner.execute(asked).fetchone()[0]:
            continue
        for opened in (False, True):
            if opened:
                owner.execute(f"alter policy scoped on {table} using (true)")
            with acting("stranger"):
                forge_focus(case)
                assert bool(ask(asked)[0][0]) == opened, table


@pytest.mark.slow
def test_the_reading_call_is_guarded(
    database: str, cases: Mapping[str, str], client_as: Callable[[str], StrictClient],
    become: Callable, cast: Mapping[str, Member], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Without it, the test of what was shown fails."""
    from tests.guards.test_urls import addresses, test_what_was_shown_of_a_case_is_written_down

    address = next(a for a in addresses() if a.name == "plans:show")
    monkeypatch.setattr(wall, "note_readings", lambda *given, **named: None)
    with pytest.raises(AssertionError, match="not written down"):
        test_what_was_shown_of_a_case_is_written_down(address, cases, client_as, become)
