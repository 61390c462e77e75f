"""The people of every test, and how a test speaks as one of them. Keys: TESTING.md."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection, transaction

from samsyn.demo.cast import Member, members
from samsyn.people.actor import Actor, actor_of, speak_as
from tests.harness.database import Databases


@pytest.fixture(scope="session")
def cast(django_db_setup: None) -> Mapping[str, Member]:
    """Key → member, the same people as in the demo."""
    return members()


@pytest.fixture
def cases(database: str, databases: Databases) -> Mapping[str, str]:
    """Name of a stage → ref of the demo's case there. For stages of one's own: `demo.cases.case_at`."""
    return databases.cases


@pytest.fixture
def become(database: str, cast: Mapping[str, Member]) -> Callable[..., Actor]:
    """`become("guardian")`: the rest of the test speaks to the database as her; returns the Actor.

    Lasts as long as the transaction; on a fresh database use `acting`.
    """

    def speak(key: str, *, case: str = "", reading: bool = False) -> Actor:
        member = cast[key]
        speak_as(member.person_id, member.assignment_id, reading=reading)
        actor = actor_of(member.person_id, member.assignment_id)
        assert actor is not None
        if case:
            enter(case)
        return actor

    return speak


@pytest.fixture
def acting(database: str, become: Callable[..., Actor]) -> Callable[..., AbstractContextManager[Actor]]:
    """`with acting("guardian", case=ref) as by:` one transaction of hers, with the case in focus if named."""

    @contextmanager
    def speak(key: str, *, case: str = "", reading: bool = False) -> Iterator[Actor]:
        with transaction.atomic():
            yield become(key, case=case, reading=reading)

    return speak


def enter(case: str) -> int | None:
    """Take a case into focus by its ref."""
    with connection.cursor() as cursor:
        cursor.execute("select enter_case(%s)", [case])
        return cursor.fetchone()[0]
