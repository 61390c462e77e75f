"""How a step of the process has somebody told: a row in the same transaction, sent later by the worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection

from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.notices.kinds import NoticeKind

MORNING = time(9)  # what is due on a day goes out when people are awake


@dataclass(frozen=True)
class About:
    """What is told of: its scope, its ref, and the times that may stand in the open."""

    scope_id: int
    what: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    answer_by: date | None = None


def tell(
    case: Case, kind: NoticeKind, place: Place, about: About, *, due: datetime | None = None
) -> int | None:
    """Have somebody told. Nothing leaves before `due`; without one the leader has some minutes to look.

    None: that place does not see what it is about, and is told nothing.
    """
    due = due or clock.now() + timedelta(seconds=settings.NOTICE_PAUSE)
    given = (about.scope_id, about.what, about.starts_at, about.ends_at, about.answer_by)
    return _call("tell", place.pk, str(kind), *given, due)


def hush(place: Place, *kinds: NoticeKind) -> None:
    """It need not be told any more: the receiver has answered, or it no longer holds."""
    _call("hush", place.pk, [str(kind) for kind in kinds])


def tell_all(case: Case, kind: NoticeKind, places: Iterable[Place], about: About) -> None:
    """The same to each of them."""
    for place in places:
        tell(case, kind, place, about)


def why_not(place: Place, scope_id: int) -> str:
    """'' when that place may be told now of what lies in that scope; else why not (`Reason`).

    Whoever leads may ask; to everybody else the database says no.
    """
    return _call("may_tell", place.pk, scope_id)


def morning_of(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=clock.STOCKHOLM)


CASTS = {
    "tell": "%s, %s, %s::bigint, %s, %s::timestamptz, %s::timestamptz, %s::date, %s::timestamptz",
    "hush": "%s, %s::text[]",
    "may_tell": "%s, %s",
}


def _call(function: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({CASTS[function]})", values)
        return cursor.fetchone()[0]
