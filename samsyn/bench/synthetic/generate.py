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
    with psycopg.connect(address) as connection:
        try:
            # What is written here is consistent by the way it is made; the tests ask every key.
            connection.execute("set session_replication_role = replica")
        except psycopg.errors.InsufficientPrivilege:
            raise Unmeasured(NEEDS) from None
        connection.execute("set synchronous_commit = off")
        _write(connection, count, tell)
    return time.monotonic() - begun


def _write(connection: psycopg.Connection, count: int, tell: Callable[[str], None]) -> None:
    persons, accounts = staff_tables()
    version = agreements.in_force(AGREEMENT, clock.today()).version_id
    cases = Cases(persons, accounts, AGREEMENT, version)
    staff = Staff(persons, accounts, AGREEMENT)
    tables = [persons, accounts, *staff.tables, *cases.tables]
    for table in tables:
        table.begin(connection)
    staff.hire(count, connection)
    # While one batch is copied in, the next one is made up.
    with ThreadPoolExecutor(1) as copier:
        copied: Future[None] | None = None
        for number in range(count):
            cases.add(number, staff.of(number))
            if (number + 1) % BATCH == 0 or number + 1 == count:
                batch = [table.taken() for table in tables]
                if copied:
                    copied.result()
                copied = copier.submit(_copy, connection, batch)
                tell(f"{number + 1} of {count}")
        if copied:
            copied.result()
    for table in tables:
        table.end(connection)


def _copy(connection: psycopg.Connection, batch: list[tuple[Composed, bytes]]) -> None:
    for statement, rows in batch:
        if rows:
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write(rows)
    connection.commit()
