"""Cases by the thousand, written with COPY: for measuring, and for seeing the pages at national size."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
from psycopg.sql import Composed

from samsyn.agreements import rules as agreements
from samsyn.bench.figure import Unmeasured
from samsyn.bench.synthetic.cases import Cases
from samsyn.bench.synthetic.staff import Staff, staff_tables
from samsyn.kernel import clock

BATCH = 1000
AGREEMENT = "halland"
NEEDS = (
    "Synthetic cases are written without asking each foreign key. The database's superuser lets the owner: "
    "grant set on parameter session_replication_role to samsyn_owner."
)


def generate(address: str, count: int, tell: Callable[[str], None] = lambda _text: None) -> float:
    """So many cases into the database at `address`; how many seconds it took.

    8 persons, 5 goals and 12 measures a case, the plan established. They have no log: they were not made by
    anybody. Raises `Unmeasured` when the role may not write this way.
    """
    begun = time.monotonic()
    with psycopg.connect(address) as one, psycopg.connect(address) as other:
        for connection in (one, other):
            _ask_no_keys(connection)
        _write([one, other], count, tell)
    return time.monotonic() - begun


def _ask_no_keys(connection: psycopg.Connection) -> None:
    """What is written here is consistent by the way it is made; the tests ask every key."""
    try:
        connection.execute("set session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        raise Unmeasured(NEEDS) from None
    connection.execute("set synchronous_commit = off")
    connection.commit()


def _write(connections: list[psycopg.Connection], count: int, tell: Callable[[str], None]) -> None:
    persons, accounts = staff_tables()
    version = agreements.in_force(AGREEMENT, clock.today()).version_id
    cases = Cases(persons, accounts, AGREEMENT, version)
    staff = Staff(persons, accounts, AGREEMENT)
    tables = [persons, accounts, *staff.tables, *cases.tables]
    for table in tables:
        table.begin(connections[0])
    staff.hire(count, connections[0])
    # While one batch is copied in, half of it on each connection, the next one is made up.
    with ThreadPoolExecutor(len(connections)) as copier:
        copied: list[Future[None]] = []
        for number in range(count):
            cases.add(number, staff.of(number))
            if (number + 1) % BATCH == 0 or number + 1 == count:
                batch = sorted((table.taken() for table in tables), key=lambda one: len(one[1]))
                _await(copied)
                copied = [
                    copier.submit(_copy, connection, batch[place :: len(connections)])
                    for place, connection in enumerate(connections)
                ]
                tell(f"{number + 1} of {count}")
        _await(copied)
    for table in tables:
        table.end(connections[0])


def _await(copied: list[Future[None]]) -> None:
    for one in copied:
        one.result()


def _copy(connection: psycopg.Connection, batch: list[tuple[Composed, bytes]]) -> None:
    for statement, rows in batch:
        if rows:
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write(rows)
    connection.commit()
