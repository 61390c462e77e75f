"""What the worker does here: a changed rule about who sees what is carried out in the cases that run.

Access and age rules follow the version in force today (architecture 3). What begins tomorrow is written ahead
today, so that it holds from 00:00 and nobody has to do anything at midnight.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.models import Profile
from samsyn.cases import ages
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.jobs import every

AT_ONCE = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Guardian:
    """What decides when a guardian's access to content ends."""

    place: int
    agreement: str
    born: date
    until: datetime | None
    agreed_at: datetime | None  # the child's newest yes, when that is the newest it has said


@every(seconds=60 * 60)
def fit_what_guardians_see() -> int:
    """For how many guardians the end of content was moved, for the rule of today and of tomorrow."""
    today = clock.today()
    days = (today, today + timedelta(days=1))
    terms = {code: _in_force(code, days) for code in Profile.objects.values_list("code", flat=True)}
    closing = [code for code, found in terms.items() if any(map(_closes, found.values()))]
    moved = sum(_fit(one, terms[one.agreement]) for one in _guardians(sorted(closing)))
    if moved:
        log.info("a changed agreement moved what %s guardians see", moved)
    return moved


def _in_force(code: str, days: tuple[date, ...]) -> dict[date, Agreement]:
    """The agreement on each of the days; none where none holds."""
    found = {}
    for day in days:
        try:
            found[day] = agreements.in_force(code, day)
        except agreements.NotInForce:
            log.info("no version of agreement %s holds on %s", code, day)
    return found


def _closes(terms: Agreement) -> bool:
    return any(row["guardian"] == "agrees" for row in terms.rows("seeing_ages"))


def _fit(one: Guardian, terms: dict[date, Agreement]) -> bool:
    """True when it was another moment than before. What has been closed is left to the child's yes."""
    at = _ends(one, terms)
    if at == one.until or (one.until and one.until <= clock.now()):
        return False
    with transaction.atomic():
        _call("select fit_content(%s, %s)", one.place, max(at, clock.now()) if at else None)
    return True


def _ends(one: Guardian, terms: dict[date, Agreement]) -> datetime | None:
    """When content ends: by the rule of today, or from tomorrow by tomorrow's."""
    agreed_on = clock.local(one.agreed_at).date() if one.agreed_at else None
    child, ends = Case(born=one.born, agreement=one.agreement), []
    for begins, found in terms.items():
        if day := ages.content_closes(child, agreed_on, found):
            ends.append(clock.midnight(day if begins <= clock.today() else max(day, begins)))
    return min(ends, default=None)


def _guardians(closing: list[str]) -> Iterator[Guardian]:
    """Keys and days alone, some at a time."""
    last = 0
    while rows := _call("select * from guardians_to_fit(%s, %s, %s)", last, AT_ONCE, closing):
        yield from (Guardian(*row) for row in rows)
        last = rows[-1][0]


def _call(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
