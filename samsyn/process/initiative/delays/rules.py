"""Which dates have not been kept, and which of them have an explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.agreements import rules as agreements
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.initiative import rules
from samsyn.process.initiative.models import Delay, DelayReason, ReplyKind

START, MEETING, DISCHARGE = "start_within", "meeting_within", "discharge_call_within"
WHAT = {
    START: _("Att arbetet börjar"),
    MEETING: _("Mötet"),
    DISCHARGE: _("Kallelsen när någon skrivs ut från sjukhus"),
}
DEADLINES = tuple(WHAT)


@dataclass(frozen=True)
class Explained:
    """A date with its explanation, as far as the reader may see it."""

    what: str
    delay: Delay
    label: str  # empty for those who only see that there is one
    words: str


def explained(case: Case) -> list[Explained]:
    """What this round's delays are due to, the newest explanation of each date."""
    newest = {
        row.deadline: row for row in Delay.objects.filter(case=case, round=case.round.number).order_by("pk")
    }
    reasons = {row.delay_id: row for row in DelayReason.objects.filter(case=case).order_by("pk")}
    labels = {row.code: row.label for row in case.terms.rows("delay_reasons")}
    found = []
    for key, delay in newest.items():
        reason = reasons.get(delay.pk)
        label = labels.get(reason.code, reason.code) if reason else ""
        found.append(Explained(heading(key), delay, label, reason.words if reason else ""))
    return found


def rounds_explained(cases: list[Case]) -> set[tuple[int, int]]:
    """(case, round) where it has been said why the meeting comes late; one statement for a whole list."""
    found = Delay.objects.filter(case__in=cases, deadline=MEETING)
    return set(found.values_list("case_id", "round"))


def heading(key: str) -> str:
    """What it is that comes late."""
    return str(WHAT[key])


def late(case: Case, today: date | None = None) -> list[agreements.Deadline]:
    """The dates of this round that have passed without what they were for."""
    today = today or clock.today()
    passed = [one for one in case.deadlines if one.last_day and one.last_day < today]
    if not passed:
        return []
    reply = rules.reply_of(case)
    started = reply is not None and reply.kind == ReplyKind.STARTED
    return [one for one in passed if one.key != START or not started]


def unexplained(case: Case) -> list[agreements.Deadline]:
    """What the one who leads is asked about."""
    passed = late(case)
    if not passed:
        return []
    known = set(Delay.objects.filter(case=case, round=case.round.number).values_list("deadline", flat=True))
    return [one for one in passed if one.key not in known]


def may_be_explained(case: Case, key: str) -> Decision:
    """Only a date that there is: an agreement without a number of days has none to miss."""
    if key not in DEADLINES or case.terms.number(key) is None:
        return refuse(
            gettext("Överenskommelsen har inget sista datum för det, så det finns inget att förklara.")
        )
    return ALLOWED
