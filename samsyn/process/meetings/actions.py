"""The verbs of a meeting: call to it, answer, open it, and write down who came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.actions import begin, finish, turn_place
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.meetings import rules, telling
from samsyn.process.meetings.models import Invitation, Meeting, Purpose, end_meeting, new_meeting

__all__ = [
    "answer_call",
    "appoint_secretary",
    "call",
    "end_meeting",
    "mark_presence",
    "new_meeting",
    "open_meeting",
]


@transaction.atomic
def call(
    *, case: Case, by: Actor, starts_at: datetime, ends_at: datetime, where: str, message: str = ""
) -> Meeting:
    """Call to the meeting that plans (C022, C123): kallelse to those with a duty, inbjudan to others.

    Called again before it is opened, it takes the place of the one before. Raises `Refused` before every
    needed yes (C120: nobody is called whom the guardian has not said yes to), and for a time that cannot be.
    """
    case = begin(Op.CALL, case=case, by=by)
    require(
        consent.all_said_yes(case),
        rules.to_come(starts_at),
        rules.in_order(starts_at, ends_at),
    )
    meeting = new_meeting(
        case,
        purpose=Purpose.FIRST,
        starts_at=starts_at,
        ends_at=ends_at,
        where=where,
        message=one_form(message),
    )
    said = {
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "where": meeting.where,
        "message": message,
    }
    changes = [Change(field, case.scope_id, new=value) for field, value in said.items()]
    finish(Op.CALL, case=case, subject=meeting.ref, changes=changes)
    telling.tell_of(case, meeting)
    return meeting


@transaction.atomic
def answer_call(*, case: Case, by: Actor, answer: str, reason: str = "") -> Invitation:
    """Come, or cannot, with a reason; may be changed until the meeting is opened.

    Raises `Refused` when one who must come gives no reason (C123).
    """
    case = begin(Op.ANSWER_CALL, case=case, by=by)
    invitation = rules.invitation_of(by, case)
    require(rules.has_invitation(invitation))
    require(rules.gives_reason(invitation, answer, reason))
    changes = [
        Change("answer", case.scope_id, old=invitation.answer, new=answer),
        Change("reason", case.scope_id, old=invitation.reason, new=one_form(reason)),
    ]
    invitation.answer, invitation.reason, invitation.answered_at = answer, one_form(reason), clock.now()
    invitation.save(update_fields=["answer", "reason", "answered_at"])
    finish(Op.ANSWER_CALL, case=case, subject=invitation.ref, changes=changes)
    telling.answered(invitation)
    return invitation


@transaction.atomic
def open_meeting(*, case: Case, by: Actor) -> Meeting:
    """The meeting begins."""
    case = begin(Op.OPEN_MEETING, case=case, by=by)
    meeting = rules.current(case)
    meeting.opened_at = clock.now()
    meeting.save(update_fields=["opened_at"])
    finish(Op.OPEN_MEETING, case=case, subject=meeting.ref)
    return meeting


@transaction.atomic
def appoint_secretary(*, case: Case, by: Actor, place: Place | None) -> None:
    """One of the staff writes the plan and who came, beside the one who leads (C157); None: nobody any more.

    Whoever wrote before goes on as a member. Raises `Refused` for one who does not see every question.
    """
    case = begin(Op.APPOINT_SECRETARY, case=case, by=by)
    require(rules.may_be_secretary(case, place))
    before = rules.secretary(case)
    if before and before != place:
        turn_place(case, before, PlaceKind.MEMBER)
    if place and before != place:
        turn_place(case, place, PlaceKind.SECRETARY)
    names = {"old": before.called if before else "", "new": place.called if place else ""}
    finish(Op.APPOINT_SECRETARY, case=case, changes=[Change("secretary", case.scope_id, **names)])


@transaction.atomic
def mark_presence(*, case: Case, by: Actor, marks: Mapping[str, rules.Presence]) -> None:
    """Who came, and why the others did not (C133). `marks`: by the ref of the invitation.

    A follow-up has no verb that opens it: it has begun when it is written down who came.
    """
    case = begin(Op.MARK_PRESENCE, case=case, by=by)
    meeting = rules.current(case)
    asked = {invitation.ref: invitation for invitation in rules.invitations(meeting)}
    require(
        rules.all_asked(asked.values(), marks),
        rules.someone_came(mark.present for mark in marks.values()),
    )
    Meeting.objects.filter(pk=meeting.pk, opened_at=None).update(opened_at=clock.now())
    changes = []
    for ref, mark in marks.items():
        changes += _mark(asked[ref], mark)
    finish(Op.MARK_PRESENCE, case=case, subject=meeting.ref, changes=changes)


def _mark(invitation: Invitation, mark: rules.Presence) -> list[Change]:
    before = invitation.absence_reason
    invitation.present = mark.present
    invitation.absence_reason = "" if mark.present else one_form(mark.reason)
    invitation.save(update_fields=["present", "absence_reason"])
    came = "present" if mark.present else "absent"
    scope, new = invitation.scope_id, invitation.absence_reason
    found = [Change(f"presence:{invitation.ref}", scope, new=came)]
    return found + (
        [Change(f"absence:{invitation.ref}", scope, old=before, new=new)] if before != new else []
    )
