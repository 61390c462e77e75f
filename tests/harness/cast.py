"""The people of every test, and how a test speaks as one of them. Keys: TESTING.md."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connection, transaction

from samsyn.people.actor import Actor, actor_of, speak_as
from tests.harness import content, plain_cast
from tests.harness.database import TEMPLATE, Databases


@dataclass(frozen=True)
class Member:
    """One of the cast in one capacity: with an assignment at work, without one privately."""

    key: str
    name: str
    person: int
    person_ref: str
    assignment: int | None
    assignment_ref: str | None
    unit: int | None
    unit_ref: str | None


PRIVATELY = "_privately"  # `cast["nurse_privately"]`: the same person, off duty
FIND = """
select p.name, p.id, p.ref, a.id, a.ref, u.id, u.ref
  from people_person p
  left join people_assignment a on a.person_id = p.id
  left join people_unit u on u.id = a.unit_id
 where p.name = %s
"""


def names() -> dict[str, str]:
    """Key → name."""
    demo = content.module("samsyn.demo.cast")
    return {key: part.name for key, part in (demo or plain_cast).CAST.items()}


@pytest.fixture(scope="session")
def cast(django_db_setup: None, databases: Databases) -> Mapping[str, Member]:
    """Key → member; every one who works somewhere is there twice: at work and privately."""
    members: dict[str, Member] = {}
    with psycopg.connect(databases.cluster.url("owner", TEMPLATE)) as owner:
        for key, name in names().items():
            row = owner.execute(FIND, [name]).fetchone()
            members[key] = Member(key, *row)
            members[key + PRIVATELY] = Member(key + PRIVATELY, *row[:3], None, None, None, None)
    return members


@pytest.fixture
def become(database: str, cast: Mapping[str, Member]) -> Callable[..., Actor]:
    """`become("mother")`: the rest of the test speaks to the database as her; returns the Actor.

    Lasts as long as the transaction; on a fresh database use `acting`.
    """

    def speak(key: str, *, reading: bool = False) -> Actor:
        member = cast[key]
        speak_as(member.person, member.assignment, reading=reading)
        actor = actor_of(member.person, member.assignment)
        assert actor is not None
        return actor

    return speak


@pytest.fixture
def acting(database: str, become: Callable[..., Actor]) -> Callable[..., AbstractContextManager[Actor]]:
    """`with acting("mother", case_ref) as by:` one transaction of hers, with the case in focus if named."""

    @contextmanager
    def speak(key: str, case: str | None = None, *, reading: bool = False) -> Iterator[Actor]:
        with transaction.atomic():
            actor = become(key, reading=reading)
            if case is not None:
                enter(case)
            yield actor

    return speak


def enter(case: str) -> int | None:
    """Take a case into focus by its ref."""
    with connection.cursor() as cursor:
        cursor.execute("select enter_case(%s)", [case])
        return cursor.fetchone()[0]
