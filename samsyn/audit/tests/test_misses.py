"""Asking for a case that one cannot see is written down, and the row does not say whether it exists."""

from collections.abc import Callable, Mapping

import psycopg

from samsyn.audit.models import Miss
from tests.harness.client import StrictClient
from tests.walls.sql import ask


def kept(owner: psycopg.Connection) -> list[tuple]:
    rows = owner.execute(
        "select person_id, assignment_id is null, unit_id is null from audit_miss order by id"
    )
    return rows.fetchall()


def test_a_case_one_cannot_see_and_one_that_is_not_there_leave_the_same_row(
    fresh_database: str,
    cases: Mapping[str, str],
    client_as: Callable[[str], StrictClient],
    cast: Mapping,
    owner: psycopg.Connection,
) -> None:
    client = client_as("stranger")
    for ref in (cases["planned"], "0" * 16):
        assert client.get(f"/sip/{ref}/").status_code == 404
    assert kept(owner) == [(cast["stranger"].person_id, False, False)] * 2
    client_as("nurse_private").get("/sip/" + "0" * 16 + "/")
    assert kept(owner)[-1] == (cast["nurse"].person_id, True, True)


def test_nobody_reads_or_writes_the_rows_by_hand(become: Callable) -> None:
    become("coordinator")
    for right in ("select", "insert", "update", "delete"):
        for role in ("samsyn_app", "samsyn_reader"):
            assert ask("select has_table_privilege(%s, %s, %s)", role, Miss._meta.db_table, right) == [
                (False,)
            ]
