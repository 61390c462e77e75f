"""A table as COPY fills it: the columns a row is told, and for the others what the model has by default."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models.expressions import DatabaseDefault
from psycopg import Connection, sql

from samsyn.bench.synthetic.mould import FIRST_KEY, KEYS_A_TABLE, mark
from samsyn.kernel.ref import ALPHABET

NULL = "\\N"
PAIRS = [a + b for a in ALPHABET for b in ALPHABET]


class Table:
    """Rows gather until they are `taken` to be copied in, each with the end of its line."""

    def __init__(self, model: type[models.Model], *told: str):
        self.model = model
        self.rows: list[str] = []
        fields = {f.column: f for f in model._meta.concrete_fields}
        if unknown := set(told) - fields.keys():
            raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
        self.columns = list(fields)
        self.has_ref = "ref" in fields
        given = ("id", *(["ref"] if self.has_ref else []), *told)
        rest = [column for column in fields if column not in given]
        self.columns = (*given, *rest)  # what is told first: the end of every row is the same
        self.end_of_row = "".join(f"\t{_default(fields[column])}" for column in rest) + "\n"
        self.key = 0
        self.last_ref = ""
        self.new_ref: Callable[[], str] = new_ref

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def begin(self, connection: Connection) -> None:
        """Keys go on from the highest that is there."""
        name = sql.Identifier(self.name)
        found = connection.execute(sql.SQL("select coalesce(max(id), 0) from {}").format(name)).fetchone()
        self.key = found[0]

    def begin_mould(self, number: int) -> None:
        """Keys and refs are marks; the number is the table's own."""
        self.key = FIRST_KEY + number * KEYS_A_TABLE
        self.new_ref = lambda: mark(f"ref{self.key}")

    def add(self, *values: str) -> int:
        """One row, its values as COPY writes them, in the order told; the key."""
        self.key += 1
        if self.has_ref:
            self.last_ref = ref = self.new_ref()
            row = "\t".join((str(self.key), ref, *values))
        else:
            row = "\t".join((str(self.key), *values))
        self.rows.append(row + self.end_of_row)
        return self.key

    def taken(self) -> tuple[sql.Composed, bytes]:
        """What has gathered, as one COPY; the table begins anew."""
        name, columns = sql.Identifier(self.model._meta.db_table), map(sql.Identifier, self.columns)
        statement = sql.SQL("copy {} ({}) from stdin").format(name, sql.SQL(", ").join(columns))
        rows, self.rows = self.rows, []
        return statement, "".join(rows).encode()

    def reserve(self, connection: Connection, last: int) -> None:
        """The next real row goes on after ours, also while ours are being written."""
        connection.execute(
            "select setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, 1))", [self.name, last]
        )

    def end(self, connection: Connection) -> None:
        connection.execute(sql.SQL("analyze {}").format(sql.Identifier(self.name)))


def _default(field: models.Field) -> str:
    if field.primary_key or field.name == "ref":
        return ""
    if field.null and not field.has_default():
        return NULL
    default = field.get_default()
    return cell(field.db_default if isinstance(default, DatabaseDefault) else default)


def cell(value: Any) -> str:
    """A value as COPY's text format has it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


class _Refs:
    """Unique and rising, so that the index on them is appended to; half of each is chance."""

    def __init__(self) -> None:
        self.count, self.first, self.chance, self.at = 0, "", "", 0

    def new(self) -> str:
        count = self.count
        if not count & 0xFFFFF:
            self.first = _word(int.from_bytes(os.urandom(3), "big") & 0xFFFFF)
        if self.at >= len(self.chance):
            self.chance, self.at = os.urandom(1 << 16).hex(), 0
        self.count, self.at = count + 1, self.at + 8
        return self.first + _word(count & 0xFFFFF) + self.chance[self.at - 8 : self.at]


def _word(number: int) -> str:
    """Four signs for twenty bits."""
    return PAIRS[number >> 10 & 1023] + PAIRS[number & 1023]


new_ref = _Refs().new
