"""Readings lie in months: nobody reads a month by itself, and a reading is never without a place."""

from __future__ import annotations

import psycopg
import pytest

from tests.harness.database import Databases

pytestmark = pytest.mark.slow
PARTITIONS = "select relid::text from pg_partition_tree('audit_reading') where isleaf order by 1"
ROW = "insert into audit_reading (at, person_id, case_id, part, granted) values (%s, 1, 1, 'plan', true)"


@pytest.fixture
def months(fresh_database: str, owner: psycopg.Connection) -> list[str]:
    return [name for (name,) in owner.execute(PARTITIONS)]


def test_there_is_room_for_a_year_and_a_rest(months: list[str]) -> None:
    assert len(months) == 14  # this month, twelve more, and the rest
    assert "audit_reading_rest" in months


def test_nobody_reads_or_empties_a_month_by_itself(
    fresh_database: str, databases: Databases, months: list[str], owner: psycopg.Connection
) -> None:
    for role in ("app", "jobs", "poll"):
        with psycopg.connect(databases.cluster.url(role, fresh_database), autocommit=True) as somebody:
            for name in months:
                for statement in ("select * from {}", "delete from {}", "truncate {}"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        somebody.execute(statement.format(name))
    unguarded = "select relname from pg_class where relname = any(%s) and not relrowsecurity"
    assert owner.execute(unguarded, [months]).fetchall() == []
    for name in months:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append only"):
            owner.execute(f"truncate {name}")


def test_a_row_in_a_month_cannot_be_changed_by_the_owner(
    fresh_database: str, months: list[str], owner: psycopg.Connection
) -> None:
    owner.execute(ROW, ["now"])
    month = owner.execute("select tableoid::regclass::text from audit_reading").fetchone()[0]
    assert month != "audit_reading_rest"
    for statement in (f"update {month} set part = 'case'", f"delete from {month}"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append only"):
            owner.execute(statement)


def test_a_reading_outside_the_months_is_kept_and_told_of(
    fresh_database: str, databases: Databases, owner: psycopg.Connection
) -> None:
    """Also when a month cannot be made any more, since its rows already lie in the rest."""
    owner.execute(ROW, ["2099-05-05"])
    with psycopg.connect(databases.cluster.url("jobs", fresh_database), autocommit=True) as jobs:
        assert jobs.execute("select make_reading_months(), readings_outside_months()").fetchone() == (0, 1)


def test_the_worker_makes_the_month_that_is_missing_whatever_its_zone(
    fresh_database: str, databases: Databases, months: list[str], owner: psycopg.Connection
) -> None:
    last = max(name for name in months if name != "audit_reading_rest")
    owner.execute(f"drop table {last}")
    with psycopg.connect(databases.cluster.url("jobs", fresh_database), autocommit=True) as jobs:
        jobs.execute("set timezone = 'Europe/Stockholm'")
        assert jobs.execute("select make_reading_months()").fetchone() == (1,)
    assert [name for (name,) in owner.execute(PARTITIONS)] == months
    bound = "select pg_get_expr(relpartbound, oid) from pg_class where relname = %s"
    owner.execute("set timezone = 'UTC'")
    assert "00:00:00+00" in owner.execute(bound, [last]).fetchone()[0]
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append only"):
        owner.execute(f"truncate {last}")
