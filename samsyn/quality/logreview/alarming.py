"""Telling those who review that there is an alarm: by mail, in the words that every notice may have.

As the worker, outside any transaction. A mail at most once, and never silence: the alarm stands on the page.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from samsyn.notices import mail, wording
from samsyn.notices.kinds import Reason, State
from samsyn.notices.mail import Outcome
from samsyn.notices.sending import AT_ONCE, LEFT_BEHIND, PAUSES, let_out
from samsyn.quality.logreview import limits

NEWEST = timedelta(days=1)  # what the worker looks at; whoever opens the page sees the days of the setting


def raise_alarms() -> int:
    """Write down what is unusual, for every organisation where somebody reviews the log; how many are new."""
    return _rows("select raise_alarms(%s)", limits.as_json(days=NEWEST.days))[0][0]


def send_alarms() -> int:
    """Send the mails that are due; how many left."""
    sent = 0
    for _turn in range(AT_ONCE):
        found = _rows("select * from claim_alarm_mail(%s, %s)", mail.works(), LEFT_BEHIND)
        if not found:
            break
        row, token, way, sealed, tries = found[0]
        outcome = let_out(wording.neutral(), sealed, way, token)
        _rows("select note_alarm_mail(%s, %s, %s, %s)", row, *_said(outcome, tries))
        sent += outcome is Outcome.SENT
        if outcome is Outcome.AWAY:
            break  # the others wait for the server too
    return sent


def _said(outcome: Outcome, tries: int) -> tuple[str, str, timedelta | None]:
    """State, why, and when to try again. Nobody is rung: the alarm stands where they begin."""
    if outcome is Outcome.SENT:
        return State.SENT, "", None
    if outcome is Outcome.UNSURE:
        return State.BY_HAND, Reason.UNSURE, None
    if outcome is Outcome.REFUSED:
        return State.REFUSED, Reason.ADDRESS, None
    if tries <= len(PAUSES):
        return State.WAITING, "", PAUSES[tries - 1]
    return State.REFUSED, Reason.UNREACHED, None


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(v) if isinstance(v, (State, Reason)) else v for v in values])
        return cursor.fetchall()
