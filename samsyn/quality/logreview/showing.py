"""What the pages of the review show, read through the definer functions; and in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from samsyn.audit.models import Part
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.kernel.decision import Decision
from samsyn.quality.logreview import limits, rules
from samsyn.quality.logreview.models import Extract, Flag, Outcome, Review
from samsyn.quality.logreview.words import PARTS

AT_MOST = 25


@dataclass(frozen=True)
class Line:
    """One reading in a review: who, when, which part; the case by number alone."""

    ref: str
    number: int
    at: datetime
    name: str
    title: str
    unit: str
    telephone: str
    part: str
    granted: bool
    case_id: int
    case_number: str
    sampled: bool
    flags: list[str]
    outcome: str | None
    words: str | None
    decided_at: datetime | None
    own: bool

    @property
    def what(self) -> str:
        return str(PARTS[Part(self.part)])

    @property
    def why(self) -> list[str]:
        """The flags in words; a reading may be there by lot alone."""
        return [str(Flag(flag).label) for flag in self.flags]

    @property
    def decided(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""


def lines(review_ref: str, after: int = 0) -> tuple[list[Line], int]:
    """At most 25 rows of a review in order of time, and the number the next sheet begins after, or 0."""
    found = [Line(*row) for row in _rows("review_lines", review_ref, None, after, AT_MOST + 1)]
    return found[:AT_MOST], found[AT_MOST - 1].number if len(found) > AT_MOST else 0


def line(row_ref: str) -> Line | None:
    """One row; None when it is unknown or another organisation's."""
    return next((Line(*row) for row in _rows("review_lines", None, row_ref, 0, 1)), None)


def decisions_of(review: Review) -> dict[str, int]:
    """How far a review has come: rows, and how many are decided."""
    decided = review.rows.filter(decisions__isnull=False).distinct().count()
    return {"rows": review.rows.count(), "decided": decided}


@dataclass(frozen=True)
class Alarm:
    """P24. `call` says whom to ring: an alarm closes nothing."""

    kind: str
    name: str
    title: str
    unit: str
    telephone: str
    unit_telephone: str
    n: int
    at: datetime
    person_ref: str | None
    ref: str
    own: bool
    mailed: bool

    @property
    def what(self) -> str:
        return _told(self.kind, self.n)

    @property
    def may_tick(self) -> Decision:
        return rules.may_tick(self.own)


@dataclass(frozen=True)
class Ticked:
    """An alarm that somebody is done with."""

    kind: str
    name: str
    unit: str
    n: int
    at: datetime
    words: str
    ticked_by: str
    ticked_at: datetime

    @property
    def what(self) -> str:
        return _told(self.kind, self.n)


def _told(kind: str, n: int) -> str:
    if kind == Flag.REFUSED:
        said = _("Fick nej %(n)s gånger på %(minutes)s minuter.")
        return said % {"n": n, "minutes": limits.limits()["minutes"]}
    return _("Öppnade SIP för %(n)s olika personer på en dag.") % {"n": n}


def alarms() -> list[Alarm]:
    """Of the own organisation's staff: all that nobody is done with."""
    return [Alarm(*row) for row in _rows("review_alarms", limits.as_json())]


def ticked() -> list[Ticked]:
    """The newest that somebody is done with."""
    return [Ticked(*row) for row in _rows("ticked_alarms", AT_MOST)]


@dataclass(frozen=True)
class Asked:
    """An extract that somebody in a case waits for."""

    ref: str
    case_id: int
    case_number: str
    kind: str
    words: str
    at: datetime
    due: date | None

    @property
    def who(self) -> str:
        return str(PlaceKind(self.kind).label)

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()


def asked_extracts(question_ref: str | None = None) -> list[Asked]:
    return [Asked(*row) for row in _rows("asked_extracts", question_ref)]


def note(asked: list[Asked]) -> None:
    """That these were looked at: where only the one who asked, and whoever leads, can see it."""
    if asked:
        _rows("note_extracts", [one.ref for one in asked])


def extract_size(question_ref: str) -> int:
    return next(iter(_rows("extract_size", question_ref)))[0]


@dataclass(frozen=True)
class Read:
    """One row of an extract."""

    at: datetime
    name: str
    title: str
    unit: str
    part: str


def extracted(extract: Extract) -> list[tuple[date, list[Read]]]:
    """In plain words, day by day, the oldest first."""
    rows = [
        Read(datetime.fromisoformat(at), name, title, unit, str(PARTS[Part(part)]))
        for at, name, title, unit, part in extract.rows
    ]
    return [(day, list(of_day)) for day, of_day in groupby(rows, key=lambda row: clock.local(row.at).date())]


@dataclass(frozen=True)
class Frame:
    """What support sees of a case while the session lasts."""

    case_id: int
    number: str
    stage: Stage
    opened_at: datetime
    controller: str
    reason: str
    ends_at: datetime
    places: list[dict[str, Any]]

    @property
    def people(self) -> Iterator[dict[str, Any]]:
        for place in self.places:
            role = PlaceKind(place["kind"]).label
            yield {**place, "role": role, "since": datetime.fromisoformat(place["since"])}


def frame(session_ref: str) -> Frame | None:
    """None: no such session of one's own, or it has ended."""
    for pk, number, stage, opened, controller, reason, ends, places in _rows("support_frame", session_ref):
        seen = json.loads(places) if isinstance(places, str) else places
        return Frame(pk, number, Stage(stage), opened, controller, reason, ends, seen or [])
    return None


@dataclass(frozen=True)
class Session:
    ref: str
    number: str
    reason: str
    opened_at: datetime
    ends_at: datetime

    @property
    def is_open(self) -> bool:
        return clock.now() < self.ends_at


def sessions() -> list[Session]:
    """One's own, the newest first."""
    return [Session(*row[1:]) for row in _rows("support_sessions", None, AT_MOST)]


def _rows(function: str, *values: object) -> list[tuple[Any, ...]]:
    """All rows of a definer function; its name is never a user's."""
    query = sql.SQL("select * from {}({})").format(
        sql.Identifier(function), sql.SQL(", ").join([sql.Placeholder()] * len(values))
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None), values)
        return cursor.fetchall()
