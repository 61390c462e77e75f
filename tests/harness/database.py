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

# Each with and without the demo's cases: what is copied, and what ordinary tests roll back in.
TEMPLATES = {False: "samsyn_template", True: "samsyn_template_cases"}
ORDINARY = {False: "samsyn_test", True: "samsyn_test_cases"}
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
    """The cluster, and the databases in it. Those with cases are made when a test first asks for cases."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.cases: dict[str, str] = {}
        self.current = ""

    def make_template(self) -> None:
        """Migrated by the owner, filled by the web's role, as any installation."""
        name = TEMPLATES[False]
        self.cluster.create_database(name)
        point_at(self.cluster.url("owner", name))
        call_command("migrate", interactive=False, verbosity=0)
        self.as_owner(name, CLOCK)
        content.load_agreements()
        point_at(self.cluster.url("app", name))
        content.build_people(self.cluster.url("owner", name))
        self.copy(ORDINARY[False])

    def make_cases(self) -> None:
        name = TEMPLATES[True]
        self.drop(name)  # of an attempt that failed
        point_at(self.copy(name))
        self.cases = content.build_cases()
        self.copy(ORDINARY[True], name)

    def use(self, with_cases: bool) -> str:
        """The default connection goes to the ordinary database of that kind; its name."""
        if with_cases and not self.cases:
            self.make_cases()
            self.current = ""
        if self.current != ORDINARY[with_cases]:
            self.current = ORDINARY[with_cases]
            point_at(self.cluster.url("app", self.current))
        return self.current

    def as_owner(self, name: str, statements: str) -> None:
        with psycopg.connect(self.cluster.url("owner", name), autocommit=True) as owner:
            owner.execute(statements)

    def copy(self, name: str, template: str = TEMPLATES[False]) -> str:
        """A database like the template; its address for the web's role."""
        connections.close_all()
        self._super("create database {} template {} owner samsyn_owner", name, template)
        return self.cluster.url("app", name)

    def drop(self, name: str) -> None:
        self._super("drop database if exists {} with (force)", name)

    def _super(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.cluster.url(SUPERUSER, "postgres"), autocommit=True) as superuser:
            superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


NEEDS_ONE = {"databases", "database", "fresh_database", "cluster"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what asks a database, so that `make check` can leave it to `make test`."""
    for item in items:
        if item.get_closest_marker("django_db") or NEEDS_ONE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


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
        databases.use(with_cases=False)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def wants_cases(request: pytest.FixtureRequest) -> bool:
    return "cases" in request.fixturenames


@pytest.fixture
def right_database(
    request: pytest.FixtureRequest, databases: Databases, django_db_setup: None, django_db_blocker: Any
) -> None:
    """Before the transaction of an ordinary test begins."""
    with django_db_blocker.unblock():
        databases.use(wants_cases(request))


@pytest.fixture
def _django_db_helper(right_database: None, _django_db_helper: None) -> None:
    """pytest-django's own, on the right database."""


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The name of this test's database: a copy when it asked for one, else one that is rolled back after."""
    if "fresh_database" in request.fixturenames:
        return request.getfixturevalue("fresh_database")
    request.getfixturevalue("db")
    return ORDINARY[wants_cases(request)]


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, databases: Databases, right_database: None, django_db_blocker: Any
) -> Iterator[str]:
    """A copy where a test may commit, tamper as the owner, use threads; yields its name."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError(
            f"{request.node.nodeid}: fresh_database and db (django_db) exclude each other."
        )
    name = f"samsyn_copy_{next(_numbers)}"
    with django_db_blocker.unblock():
        point_at(databases.copy(name, TEMPLATES[wants_cases(request)]))
        databases.current = name
        yield name
        databases.use(with_cases=False)
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
