"""Who is told that a question about consent waits, and that a yes soon ends. No answer is ever told."""

from __future__ import annotations

from datetime import timedelta

from samsyn.agreements import rules as agreements
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.notices.kinds import NoticeKind
from samsyn.notices.telling import About, hush, morning_of, tell
from samsyn.process.consent import rules
from samsyn.process.consent.models import Inquiry, Kind


def ask_all(case: Case, inquiry: Inquiry) -> None:
    """A question waits for each of those who are asked."""
    for place in rules.Standing(case).asked:
        tell(case, NoticeKind.ASKED_CONSENT, place, About(inquiry.scope_id, inquiry.ref))


def answered(case: Case, place: Place, inquiry: Inquiry, kind: str) -> None:
    """The question waits no more; a yes is told of again some days before it ends, as the agreement says."""
    hush(place, NoticeKind.ASKED_CONSENT, NoticeKind.CONSENT_ENDS)
    days = agreements.in_force(case.agreement, clock.today()).number("consent_reminder_days")
    if kind == Kind.NO or days is None:
        return
    first = max(inquiry.valid_to - timedelta(days=days), clock.today() + timedelta(days=1))
    if first <= inquiry.valid_to:
        about = About(inquiry.scope_id, inquiry.ref, answer_by=inquiry.valid_to)
        tell(case, NoticeKind.CONSENT_ENDS, place, about, due=morning_of(first))


def withdrawn(place: Place) -> None:
    hush(place, NoticeKind.CONSENT_ENDS)
