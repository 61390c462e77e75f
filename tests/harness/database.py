"""A PostgreSQL of our own, the database that all tests start from, and copies of it."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.utils import Error
from psycopg import sql

from samsyn import settings as samsyn_settings
from samsyn.command.cluster import SUPERUSER, Cluster
from samsyn.kernel import clock
from tests.harness import content

TEMPLATE, ORDINARY = "samsyn_template", "samsyn_test"
_numbers = itertools.count(1)

# The clock of all policies can be set in tests: for a transaction, or for everybody in the database.
CLOCK = """
create schema test;
create table test.clock (moment timestamptz);
insert into test.clock values (null);
grant usage on schema test to samsyn_app, samsyn_reader, samsyn_jobs;
grant select, update on test.clock to samsyn_app;
grant select on test.clock to samsyn_reader, samsyn_jobs;
create or replace function app_now() returns timestamptz language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.test_now', true), '')::timestamptz,
                  (select moment from test.clock), statement_timestamp())
$$;
"""


def point_at(url: str) -> None:
    """All new connections of this process, in any thread, go there."""
    connections.close_all()
    connections.settings["default"].update(samsyn_settings.database(url), CONN_MAX_AGE=0)
    connections["default"].settings_dict = connections.settings["default"]


class Databases:
    """The cluster, and the databases in it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.cases: dict[str, str] = {}

    def make_template(self) -> None:
        """Migrated by the owner, filled by the web's role, as any installation."""
        self.cluster.create_database(TEMPLATE)
        point_at(self.cluster.url("owner", TEMPLATE))
        call_command("migrate", interactive=False, verbosity=0)
        self.as_owner(TEMPLATE, CLOCK)
        content.load_agreements()
        point_at(self.cluster.url("app", TEMPLATE))
        self.cases = content.build_people_and_cases(self.cluster.url("owner", TEMPLATE))
        connections.close_all()

    def as_owner(self, name: str, statements: str) -> None:
        with psycopg.connect(self.cluster.url("owner", name), autocommit=True) as owner:
            owner.execute(statements)

    def copy(self, name: str) -> str:
        """A database like the template; its address for the web's role."""
        self._super("create database {} template {} owner samsyn_owner", name, TEMPLATE)
        return self.cluster.url("app", name)

    def drop(self, name: str) -> None:
        self._super("drop database if exists {} with (force)", name)

    def _super(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.cluster.url(SUPERUSER, "postgres"), autocommit=True) as superuser:
            superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """A cluster in a temporary folder, which asks no disk to hurry."""
    with (
        tempfile.TemporaryDirectory(prefix="samsyn-") as folder,
        Cluster(Path(folder), fsync=False) as cluster,
    ):
        yield Databases(cluster)


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: Any) -> Iterator[None]:
    """Takes the place of pytest-django's: the default connection is a real login as samsyn_app."""
    with django_db_blocker.unblock():
        databases.make_template()
        point_at(databases.copy(ORDINARY))
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The database of this test: a copy when it asked for one, else the ordinary one, rolled back after."""
    if "fresh_database" in request.fixturenames:
        return request.getfixturevalue("fresh_database")
    request.getfixturevalue("db")
    return ORDINARY


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, databases: Databases, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A copy where a test may commit, tamper as the owner, use threads; yields its name."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError(
            f"{request.node.nodeid}: fresh_database and db (django_db) exclude each other."
        )
    name = f"samsyn_copy_{next(_numbers)}"
    with django_db_blocker.unblock():
        point_at(databases.copy(name))
        yield name
        point_at(databases.cluster.url("app", ORDINARY))
        databases.drop(name)


@pytest.fixture
def owner(database: str, databases: Databases) -> Iterator[psycopg.Connection]:
    """The same database as its owner, committing by itself. Sees nothing that an ordinary test has not
    committed: tampering goes with `fresh_database`."""
    with psycopg.connect(databases.cluster.url("owner", database), autocommit=True) as connected:
        yield connected


@pytest.fixture
def at(database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """`at(moment)`: from now on it is that moment, for the program and for the policies."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        with connection.cursor() as cursor:
            cursor.execute("update test.clock set moment = %s", [moment])

    return set_clock


@contextmanager
def denied(*states: str) -> Iterator[None]:
    """The database must say no (42501 unless told); the test's transaction lives on."""
    with pytest.raises(Error) as caught, transaction.atomic():
        yield
    state = getattr(caught.value.__cause__, "sqlstate", None)
    assert state in (states or ("42501",)), f"{state}: {caught.value}"
