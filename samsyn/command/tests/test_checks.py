"""`samsyn serve` names what is unsafe, one sentence each."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from samsyn.command import checks
from samsyn.command.cluster import Cluster

SAFE = {
    "SAMSYN_SECRET": "x" * 50,
    "SAMSYN_KEYS": "a:c2VjcmV0",
    "SAMSYN_HTTPS": "1",
    "DATABASE_URL": "postgresql:///samsyn",
}
NO_SIGN_IN = "SAMSYN_SIGN_IN"


@pytest.fixture(scope="module")
def running(stopped_cluster: Path) -> Iterator[Cluster]:
    with Cluster(stopped_cluster, fsync=False) as one:
        yield one


@pytest.fixture
def app(running: Cluster) -> Iterator[psycopg.Connection]:
    """What a superuser makes here is seen by the app role, and is gone after the test."""
    with psycopg.connect(running.url("postgres")) as connection:
        connection.execute("set local synchronous_commit = on")
        yield connection
        connection.rollback()


def make(app: psycopg.Connection, *statements: str) -> None:
    app.execute("; ".join((*statements, "set local role samsyn_app")))


def test_without_a_real_sign_in_nothing_else_helps() -> None:
    (only,) = checks.of_settings(SAFE)
    assert NO_SIGN_IN in only


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SAMSYN_DEBUG": "1"}, "SAMSYN_DEBUG"),
        ({"SAMSYN_DEMO": "1"}, "SAMSYN_DEMO"),
        ({"SAMSYN_SECRET": "short"}, "SAMSYN_SECRET"),
        ({"SAMSYN_KEYS": None}, "SAMSYN_KEYS"),
        ({"SAMSYN_HTTPS": None}, "SAMSYN_HTTPS"),
        ({"DATABASE_OWNER_URL": "postgresql:///samsyn"}, "DATABASE_OWNER_URL"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
        ({"SAMSYN_SEAL_KEY": "a:b"}, "SAMSYN_SEAL_KEY"),
    ],
)
def test_an_unsafe_setting_is_named(changed: dict[str, str | None], named: str) -> None:
    environment = {name: value for name, value in {**SAFE, **changed}.items() if value is not None}
    assert any(sentence.startswith(named) for sentence in checks.of_settings(environment))


def test_the_worker_needs_a_key_and_a_place_outside_and_nothing_of_the_owner() -> None:
    safe = {"SAMSYN_SEAL_KEY": "a:b", "SAMSYN_ANCHORS": "/elsewhere/anchors.txt"}
    assert list(checks.of_worker(safe)) == []
    for name in safe:
        (said,) = checks.of_worker({**safe, name: ""})
        assert said.startswith(name)
    (said,) = checks.of_worker({**safe, "DATABASE_OWNER_URL": "postgresql:///samsyn"})
    assert said.startswith("DATABASE_OWNER_URL")


def test_the_web_role_passes(app: psycopg.Connection) -> None:
    make(app)
    assert [*checks.of_role(app), *checks.of_tables(app)] == []


@pytest.mark.parametrize("role", ["postgres", "owner"])
def test_a_strong_role_is_refused(running: Cluster, role: str) -> None:
    with psycopg.connect(running.url(role)) as connection:
        assert any("use samsyn_app" in sentence for sentence in checks.of_role(connection))


def test_a_role_that_forgets_in_a_crash_is_refused(app: psycopg.Connection) -> None:
    make(app, "set local synchronous_commit = off")
    (only,) = checks.of_role(app)
    assert only.startswith("synchronous_commit")


CLOSED = "create table {0} (i int); alter table {0} enable row level security; grant {1} on {0} to samsyn_app"


@pytest.mark.parametrize(
    ("made", "named"),
    [
        ("create table bare (i int)", "The table bare has no row security."),
        ("create view seen as select 1 as i", "The view seen"),
        ("create materialized view kept as select 1 as i", "kept is a materialised view"),
        (CLOSED.format("audit_event", "insert"), "The table audit_event may be written"),
        (CLOSED.format("full_of", "truncate"), "The table full_of may be emptied"),
    ],
)
def test_an_unsafe_table_is_named(app: psycopg.Connection, made: str, named: str) -> None:
    make(app, made)
    (only,) = checks.of_tables(app)
    assert only.startswith(named)


def test_a_safe_table_and_view_pass(app: psycopg.Connection) -> None:
    make(app, CLOSED.format("safe", "select"), "create view shown with (security_invoker = true) as select 1")
    assert list(checks.of_tables(app)) == []
