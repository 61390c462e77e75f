"""Cases by the thousand, written with COPY: for measuring, and for seeing the pages at national size."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager

import psycopg

from samsyn.agreements import rules as agreements
from samsyn.bench.synthetic import beside
from samsyn.bench.synthetic.casting import Casting, Moulds, connect, copy_in
from samsyn.bench.synthetic.order import Duty, Order
from samsyn.bench.synthetic.staff import Staff, staff_tables
from samsyn.kernel import clock

BATCH = 1000
ALONE = 5 * BATCH  # so few are written sooner than another process has started
MOST_PROCESSES = 4
AGREEMENT = "halland"


def generate(address: str, count: int, tell: Callable[[str], None] = lambda _text: None) -> float:
    """So many cases into the database at `address`; how many seconds it took.

    8 persons, 5 goals and 12 measures a case, the plan established. They have no log: they were not made by
    anybody. Raises `Unmeasured` when the role may not write this way.
    """
    begun = time.monotonic()
    with connect(address) as connection:
        moulds = Moulds(AGREEMENT, version := agreements.in_force(AGREEMENT, clock.today()).version_id)
        order = Order(address, AGREEMENT, version, clock.now(), *_prepare(connection, moulds, count))
        written = 0
        for so_many in _write(order, count):
            written += so_many
            tell(f"{written} of {count}")
        for table in moulds.tables:
            table.end(connection)
    return time.monotonic() - begun


def _prepare(
    connection: psycopg.Connection, moulds: Moulds, count: int
) -> tuple[dict[str, int], list[list[list[Duty]]]]:
    """Those at work, written; and the keys of all the cases, taken before they are used."""
    staff = Staff(*staff_tables(), AGREEMENT)
    at_work = [staff.persons, staff.accounts, *staff.tables]
    for table in at_work:
        table.begin(connection)
    staff.hire(count)
    keys = {table.name: table.key for table in at_work}
    for table, rows in zip(moulds.tables, moulds.rows, strict=True):
        if table.name not in keys:
            table.begin(connection)
            keys[table.name] = table.key
        table.reserve(connection, keys[table.name] + count * rows)
    for table in staff.tables:
        table.reserve(connection, table.key)
    copy_in(connection, at_work)
    return keys, staff.duties


def _write(order: Order, count: int) -> Iterator[int]:
    """Batch by batch, how many they were."""
    if count <= ALONE:
        yield Casting(order).write(0, count)
        return
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    with ExitStack() as stack:
        writing = []
        for share in range(processes):
            beside_us = stack.enter_context(_process(order))
            first, last = (count * one // processes for one in (share, share + 1))
            writing += [
                beside_us.submit(beside.write, at, min(at + BATCH, last)) for at in range(first, last, BATCH)
            ]
        for one in as_completed(writing):
            yield one.result()


@contextmanager
def _process(order: Order) -> Iterator[Executor]:
    """One that writes its share with a connection of its own; when we fail, what it has begun and no more."""
    started = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=started, initializer=beside.begin, initargs=(order,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
