"""Who is told of a meeting, and who is reminded. The family is told once, and never chased."""

from __future__ import annotations

from datetime import date

from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.notices.kinds import NoticeKind
from samsyn.notices.telling import About, hush, morning_of, tell
from samsyn.process.meetings import rules
from samsyn.process.meetings.models import Invitation, Meeting, Reply


def tell_of(case: Case, meeting: Meeting) -> None:
    """C126: kallelse to all concerned; those who have a duty are reminded on the last day to answer."""
    last = rules.answer_by(case, meeting)
    for invitation in rules.invitations(meeting):
        if invitation.answer == Reply.NONE:
            _tell_one(case, meeting, invitation, last)


def answered(invitation: Invitation) -> None:
    hush(invitation.place, NoticeKind.CALLED, NoticeKind.CALL_UNANSWERED)


def _tell_one(case: Case, meeting: Meeting, invitation: Invitation, last: date | None) -> None:
    place, staff = invitation.place, invitation.place.assignment_id is not None
    about = About(meeting.scope_id, meeting.ref, meeting.starts_at, meeting.ends_at, last if staff else None)
    tell(case, NoticeKind.CALLED, place, about)
    if staff and last and last > clock.today():
        tell(case, NoticeKind.CALL_UNANSWERED, place, about, due=morning_of(last))
