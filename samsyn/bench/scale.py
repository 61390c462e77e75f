"""The same pages with 100,000 cases in the database as with 1,000: what others have costs nobody anything.

In a database of its own, made and dropped here. SAMSYN_BENCH_CASES sets another size.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from samsyn.agreements import actions as agreements
from samsyn.bench import list as work_list
from samsyn.bench.figure import Figure, Unmeasured
from samsyn.bench.synthetic.generate import generate
from samsyn.bench.walls import Reader, find_reader, seconds, signed_in
from samsyn.settings import database

FEW = 1_000
PAGES = 40
NAME = "samsyn_bench"
AGAINST = f"same pages with {FEW} cases"


def measure() -> Figure:
    """The slower of the plan page and the list at work, as a ratio; in ms the plan page with many."""
    many = int(os.environ.get("SAMSYN_BENCH_CASES", "100000"))
    with _own_database() as (superuser, owner, app):
        generate(superuser, FEW)
        with _as(owner):
            readers = [find_reader(), work_list.find_reader()]
        few = _pages(app, readers)
        took = generate(superuser, many - FEW)
        later = _pages(app, readers)
    ratios = [after / before for before, after in zip(few, later, strict=True)]
    also = {f"seconds to generate {many - FEW} cases": round(took, 1)}
    return Figure(round(later[0] * 1000, 2), "ms", AGAINST, round(max(ratios), 3), also)


def _pages(app: str, readers: list[Reader]) -> list[float]:
    with _as(app):
        found = []
        for reader in readers:
            with signed_in(reader) as client:
                seconds(client, reader.address)
                found.append(median(seconds(client, reader.address) for _ in range(PAGES)))
    return found


@contextmanager
def _as(address: str) -> Iterator[None]:
    """Django asks there, within."""
    before = connections["default"].settings_dict
    connections.close_all()
    connections["default"].settings_dict = before | database(address)
    try:
        yield
    finally:
        connections.close_all()
        connections["default"].settings_dict = before


@contextmanager
def _own_database() -> Iterator[tuple[str, str, str]]:
    """Addresses for the superuser, the owner and the web's role. Raises `Unmeasured` without a superuser."""
    superuser = os.environ.get("SAMSYN_SUPERUSER_URL", "")
    if not superuser:
        raise Unmeasured("SAMSYN_SUPERUSER_URL is not set: only it may write without asking each key.")
    owner, app = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    _as_superuser(superuser, "drop database if exists {} with (force)")
    _as_superuser(superuser, "create database {} owner samsyn_owner template template0")
    try:
        with _as(_named(owner)):
            call_command("migrate", interactive=False, verbosity=0)
            agreements.load_all()
        yield _named(superuser), _named(owner), _named(app)
    finally:
        _as_superuser(superuser, "drop database if exists {} with (force)")


def _as_superuser(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(NAME)))


def _named(address: str) -> str:
    """The same server and role, the database of this measurement."""
    return re.sub(r"^(postgresql://[^/]*/)[^?]*", rf"\g<1>{NAME}", address)
