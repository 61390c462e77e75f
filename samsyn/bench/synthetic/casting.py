"""Casts cases from the mould by the thousand, and copies them in."""

from __future__ import annotations

import os
from datetime import timedelta

import psycopg

from samsyn.bench.figure import Unmeasured
from samsyn.bench.synthetic import words
from samsyn.bench.synthetic.cases import OWN, Cases
from samsyn.bench.synthetic.mould import FIRST_KEY, KEYS_A_TABLE, Mould, mark
from samsyn.bench.synthetic.order import Duty, Order
from samsyn.bench.synthetic.plan import OF_SECTION
from samsyn.bench.synthetic.staff import KINDS, of_case, staff_tables
from samsyn.bench.synthetic.tables import Table, cell, new_ref
from samsyn.kernel.ref import numbered
from samsyn.process.plans import sections

SPREAD = 25_214_903_917 % 32**7 | 1  # odd: every key gets a case number of its own
NEEDS = (
    "Synthetic cases are written without asking each foreign key. The database's superuser lets the owner: "
    "grant set on parameter session_replication_role to samsyn_owner."
)


def connect(address: str) -> psycopg.Connection:
    """What is written here is consistent by the way it is made; the tests ask every key."""
    connection = psycopg.connect(address)
    try:
        connection.execute("set session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        connection.close()
        raise Unmeasured(NEEDS) from None
    connection.execute("set synchronous_commit = off")
    connection.commit()
    return connection


def copy_in(connection: psycopg.Connection, tables: list[Table]) -> None:
    for table in tables:
        statement, rows = table.taken()
        if rows:
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write(rows)
    connection.commit()


class Moulds:
    """The tables with one case in them, as moulds."""

    def __init__(self, agreement: str, version: int):
        persons, accounts = staff_tables()
        cases = Cases(persons, accounts, agreement, version)
        self.tables = [persons, accounts, *cases.tables]
        for number, table in enumerate(self.tables):
            table.begin_mould(number)
        names = Duty._fields
        cases.add([Duty(*(mark(f"{name}{duty}") for name in names)) for duty in range(len(KINDS))])
        self.rows = [table.key % KEYS_A_TABLE for table in self.tables]
        told = (*OWN, *(f"{name}{duty}" for duty in range(len(KINDS)) for name in names))
        sealed = [f"{name}{place}" for place in range(len(cases.plans.texts)) for name in OF_SECTION]
        places = self._places([*told, *sealed, "seal", "hash"])
        self.texts = [Mould(text, places) for text in cases.plans.texts]
        self.moulds = [Mould("".join(table.rows), places) for table in self.tables]

    def _places(self, told: list[str]) -> dict[str, int]:
        """A case's values: all keys, then the refs, then what it is told."""
        keys = [
            str(FIRST_KEY + number * KEYS_A_TABLE + row)
            for number, rows in enumerate(self.rows)
            for row in range(1, rows + 1)
        ]
        having = [number for number, table in enumerate(self.tables) if table.has_ref]
        refs = [f"ref{key}" for key in keys if (int(key) - FIRST_KEY) // KEYS_A_TABLE in having]
        self.refs = len(refs)
        return {name: place for place, name in enumerate([*keys, *refs, *told])}


class Casting:
    """A share of the cases: any number of them, each told by its number."""

    def __init__(self, order: Order):
        self.order, self.connection = order, connect(order.address)
        self.moulds = Moulds(order.agreement, order.version)
        # What a day, and one at work, say in every case of theirs.
        began = [order.now - timedelta(days=30 + days) for days in range(200)]
        self.days = [(cell(day), cell(day + timedelta(days=90))) for day in began]
        self.first = [order.keys[table.name] for table in self.moulds.tables]

    def write(self, first: int, last: int) -> int:
        """The cases from `first` and before `last`; how many they are."""
        tables, moulds = self.moulds.tables, self.moulds.moulds
        for table in tables:
            table.rows = []
        for number in range(first, last):
            values = self._values(number)
            for table, mould in zip(tables, moulds, strict=True):
                table.rows.append(mould.cast(values))
        copy_in(self.connection, tables)
        return last - first

    def _values(self, number: int) -> list[str]:
        values: list[str] = []
        for before, rows in zip(self.first, self.moulds.rows, strict=True):
            from_key = before + number * rows + 1
            values += map(str, range(from_key, from_key + rows))
        values += [new_ref() for _ in range(self.moulds.refs)]
        values += self._own(number)
        for duty in of_case(self.order.duties, number):
            values += duty
        self._seal(values)
        return values

    def _own(self, number: int) -> tuple[str, ...]:
        key = self.order.keys["cases_case"] + number + 1
        names = (words.name(number), words.name(number * 7 + 1), words.name(number * 7 + 2))
        return (numbered(key * SPREAD), *names, *self.days[number % len(self.days)])

    def _seal(self, values: list[str]) -> None:
        """As a plan is sealed when it is established."""
        hashes, salts = [], os.urandom(32 * len(self.moulds.texts)).hex()
        for place, mould in enumerate(self.moulds.texts):
            text, salt = mould.cast(values), salts[64 * place : 64 * (place + 1)]
            hashes.append(sections.digest(salt + text))
            values += (text.replace("\\", "\\\\"), salt, hashes[-1])
        seal = sections.seal(hashes)
        values += (seal.replace("\n", "\\n"), sections.digest(seal))
