"""Sending what is due: handed out one at a time, asked again, marked, sent, written down.

A notice is marked as being sent in a transaction of its own before the mail server hears of it. After a crash
in between it is not sent again, and somebody rings: a mail at most once, and never silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import connection

from samsyn.kernel import crypto
from samsyn.notices import mail, wording
from samsyn.notices.kinds import Reason, State
from samsyn.notices.mail import Outcome
from samsyn.notices.models import seal_of

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240)]  # then somebody rings
LEFT_BEHIND = timedelta(minutes=15)  # much longer than any mail server is waited for
AT_ONCE = 100  # a round ends, so that other work gets its turn


@dataclass(frozen=True)
class Claimed:
    """A notice that is ours to send: what `claim_notice()` hands out."""

    notice: int
    token: str
    kind: str
    to_staff: bool
    way: str
    sealed: str
    detail: str
    starts_at: datetime | None
    ends_at: datetime | None
    answer_by: date | None
    number: str
    leader: str | None
    telephone: str | None
    tries: int

    @property
    def message(self) -> wording.Message:
        return wording.message(
            wording.Facts(
                self.kind, self.to_staff, self.detail, self.number, self.leader or "", self.telephone or "",
                self.starts_at, self.ends_at, self.answer_by,
            )
        )  # fmt: skip


def send_due() -> int:
    """Send what is due; how many left. As the role `samsyn_jobs`, outside any transaction."""
    _call("leave_unsure", LEFT_BEHIND)
    sent = 0
    for _turn in range(AT_ONCE):
        claimed = _claim()
        if claimed is None:
            break
        outcome = let_out(claimed.message, claimed.sealed, claimed.way, claimed.token)
        _note(claimed, outcome)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.AWAY:
            break  # the others wait for the server too
    return sent


def send_tests() -> int:
    """The mails that people asked for to see that they arrive; how many left."""
    sent = 0
    while mail.works() and (found := _rows("select * from claim_test()")):
        way, ref, sealed, _detail = found[0]
        outcome = let_out(wording.test(), sealed, ref, ref)
        _call("note_test", way, outcome.value)
        sent += outcome is Outcome.SENT
    return sent


def let_out(message: wording.Message, sealed: str, way: str, token: str) -> Outcome:
    """Hand one mail to the sealed address of a way; one that cannot be opened stops nobody else's mail."""
    try:
        address = crypto.unseal(sealed, seal_of(way))
    except (InvalidTag, KeyError, ValueError):
        return Outcome.REFUSED
    return mail.deliver(message, address, token)


def _claim() -> Claimed | None:
    found = _rows("select * from claim_notice(%s)", mail.works())
    return Claimed(*found[0]) if found else None


def _note(claimed: Claimed, outcome: Outcome) -> None:
    again = None
    if outcome is Outcome.SENT:
        state, why = State.SENT, ""
    elif outcome is Outcome.UNSURE:
        state, why = State.BY_HAND, Reason.UNSURE
    elif outcome is Outcome.REFUSED:
        state, why = State.REFUSED, Reason.ADDRESS
    elif claimed.tries <= len(PAUSES):
        state, why, again = State.WAITING, "", PAUSES[claimed.tries - 1]
    else:
        state, why = State.REFUSED, Reason.UNREACHED
    _call("note_notice", claimed.notice, str(state), str(why), again)


def _call(function: str, *values: Any) -> Any:
    marks = ", ".join(["%s"] * len(values))
    return _rows(f"select {function}({marks})", *values)[0][0]


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
