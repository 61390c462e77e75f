"""What the worker does here: asks the register of custody anew each night.

It opens nothing and shuts nothing. Where the answer is another than before, whoever leads gets it to do.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import connection

from samsyn.gateways.custody import Said, register
from samsyn.kernel.jobs import every

AT_ONCE = 200
log = logging.getLogger(__name__)


@every(seconds=24 * 60 * 60)
def ask_for_custody_again() -> int:
    """How many answers were another than before. A register that is down is asked again the next night."""
    changed, found = 0, register(at_night=True)
    for place, child, guardian in _to_ask():
        said = found.ask(child, guardian)
        if said != Said.NO_ANSWER:
            changed += _note(place, said, str(found.name))
    if changed:
        log.info("the register says something else than before of %s guardians", changed)
    return changed


def _to_ask() -> Iterator[tuple[int, int, int]]:
    """Keys alone, some at a time."""
    last = 0
    while rows := _call("select * from custody_to_ask(%s, %s)", last, AT_ONCE):
        yield from rows
        last = rows[-1][0]


def _note(place: int, said: Said, name: str) -> bool:
    return _call("select note_custody_at_night(%s, %s, %s)", place, said, name)[0][0]


def _call(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
