"""Signing what the log says now: the last link of each chain that has grown, and a time window's readings."""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction

from samsyn.audit import anchors
from samsyn.audit.keys import signing_key
from samsyn.kernel import clock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PATIENCE, PAUSE = 5.0, 0.02  # seconds for those who write to end
QUIET = timedelta(hours=1)  # a seal is made also when nothing has happened: that is said too


class Head(NamedTuple):
    """The last link of a chain."""

    chain: str
    seq: int
    hash: str


@dataclass(frozen=True)
class Last:
    """The seal before; all noughts when there is none."""

    number: int = 0
    at: datetime = EPOCH
    hi: datetime = EPOCH
    to_event: int = 0
    hash: str = ""
    body: str = ""
    signature: str = ""


class Unanchored(Exception):
    """The anchors and the database do not tell the same: nothing is sealed until a person has looked."""


def seal() -> int | None:
    """Seals what is new and anchors it; its number, or None when there was nothing or somebody still wrote.

    The seal is committed before its line is added: a crash between the two is mended at the next turn.
    Raises `NoKey` and `Unanchored`.
    """
    key, path = signing_key(), Path(settings.SAMSYN_ANCHORS)
    before = _last_seal()
    _anchor_what_a_crash_left(path, before)
    to_event, hi, busy = _row("select * from begin_seal()")
    if hi <= before.hi or not _have_ended(busy):
        return None
    with transaction.atomic():
        heads = [
            Head(*row) for row in _rows("select * from unsealed_heads(%s, %s)", before.to_event, to_event)
        ]
        readings = readings_text(_rows("select * from unsealed_readings(%s, %s)", before.hi, hi))
        now = clock.now()
        if not heads and not readings and now - before.at < QUIET:
            return None
        number = before.number + 1
        body = body_text(number, now, before.hi, hi, to_event, heads, readings, before.hash, key.name)
        digest, signature = hashlib.sha256(body.encode()).hexdigest(), key.sign(body)
        _row("select keep_seal(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", number, now, before.hi, hi, to_event,
             json.dumps(heads), readings, body, digest, signature)  # fmt: skip
    anchors.add(path, number, stamp(now), digest, signature)
    return number


def body_text(
    number: int, at: datetime, lo: datetime, hi: datetime, to_event: int,
    heads: list[Head], readings: bytes, before: str, key: str,
) -> str:  # fmt: skip
    """What is signed. The first number is the form's."""
    told = [1, number, stamp(at), stamp(lo), stamp(hi), to_event, len(heads), root_of(heads),
            len(readings) // ENTRY, hashlib.sha256(readings).hexdigest(), before, key]  # fmt: skip
    return json.dumps(told)


ENTRY = 40  # bytes a reading takes: its number and its hash


def readings_text(rows: list[tuple[int, bytes]]) -> bytes:
    return b"".join(number.to_bytes(8) + bytes(leaf) for number, leaf in rows)


def root_of(heads: list[Head]) -> str:
    return hashlib.sha256("\n".join(json.dumps(head) for head in heads).encode()).hexdigest()


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _last_seal() -> Last:
    found = _rows("select number, at, hi, to_event, hash, body, signature from last_seal()")
    return Last(*found[0]) if found and found[0][0] else Last()


def _anchor_what_a_crash_left(path: Path, before: Last) -> None:
    """One line at most; where more is missing, or too much is there, somebody has been at one of them."""
    line = anchors.last(path)
    anchored = line.number if line else 0
    if anchored == before.number - 1:
        anchors.add(path, before.number, stamp(before.at), before.hash, before.signature)
    elif (anchored, line and line.hash) != (before.number, before.hash or None):
        raise Unanchored(f"{path} ends with seal {anchored}, the database with {before.number}.")


def _have_ended(busy: list[str]) -> bool:
    """Whether all who wrote when we looked have committed or given up."""
    deadline = time.monotonic() + PATIENCE
    while set(busy) & set(_row("select holders_of_the_log()")[0]):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


def _rows(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _row(statement: str, *values: Any) -> Any:
    return _rows(statement, *values)[0]
