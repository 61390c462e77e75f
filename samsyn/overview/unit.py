"""The open cases of a unit, for whoever manages it: how far each has come and who leads, no child's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from samsyn.agreements import rules
from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.overview.lists import AT_MOST, BEFORE_CALL


@dataclass(frozen=True)
class UnitLine:
    """`due`: the agreement's last day, until the meeting has been called."""

    case_id: int
    number: str
    stage: Stage
    leader: str
    asked: datetime
    due: date | None

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < clock.today()

    @property
    def place(self) -> str:
        """Where the next sheet begins, for an address."""
        return f"{self.asked.isoformat()}~{self.number}"


def sheet(after: str = "") -> tuple[list[UnitLine], str]:
    """At most 25 of them, the oldest request first; and where the next sheet begins, '' after the last."""
    asked, _tilde, number = after.partition("~")
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from unit_cases(%s::timestamptz, %s, %s)", [_moment(asked), number[:20], AT_MOST]
        )
        found = [_line(*row) for row in cursor.fetchall()]
    return found[:AT_MOST], found[AT_MOST - 1].place if len(found) > AT_MOST else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _line(case_id: int, number: str, stage: str, leader: str, asked: datetime, version: int) -> UnitLine:
    due = None
    if stage in BEFORE_CALL:
        due = rules.deadline(rules.version(version), "meeting_within", clock.local(asked).date()).last_day
    return UnitLine(case_id, number, Stage(stage), leader, asked, due)
