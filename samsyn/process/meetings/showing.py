"""What the page of a meeting shows, gathered for whoever reads."""

from __future__ import annotations

from typing import Any

from samsyn.cases.access import INTERPRETER, is_subject, kinds_of, may
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.people.actor import Actor
from samsyn.process.meetings import rules
from samsyn.process.meetings.models import Invitation, Meeting
from samsyn.process.preparation import rules as preparation


def interpreting(case: Case) -> list[tuple[Place, str]]:
    """Who interprets, and what: whoever calls books them."""
    spoken = rules.languages(case)
    return [(place, spoken[place.assignment_id]) for place in case.people if place.assignment_id in spoken]


def about(by: Actor, case: Case, meeting: Meeting) -> dict[str, Any]:
    """What is said of a meeting that has been called to."""
    mine, asked = rules.invitation_of(by, case), rules.invitations(meeting)
    return {
        "mine": mine,
        "secretary": rules.secretary(case),
        "is_subject": is_subject(by, case),
        "interprets": INTERPRETER in kinds_of(by, case),
        "convener": rules.convener_title(case),
        "letter": rules.letter(case, mine.place) if mine else "",
        "duty_source": rules.duty_source(case) if mine and mine.must_come else "",
        "questions": rules.questions(case),
        "speaks_for": preparation.spokespersons(case),
        "invitations": asked,
        "answer_by": rules.answer_by(case, meeting),
        "earlier": rules.earlier(case),
        "may_answer": may(by, Op.ANSWER_CALL, case),
        "may_open": may(by, Op.OPEN_MEETING, case),
        "may_mark": may(by, Op.MARK_PRESENCE, case),
    } | _to_whoever_leads(by, case, meeting, asked)


def _to_whoever_leads(by: Actor, case: Case, meeting: Meeting, asked: list[Invitation]) -> dict[str, Any]:
    """Who is late, who is not asked, which huvudman is missing; nothing of it to the others."""
    may_call, leads = may(by, Op.CALL, case), may(by, Op.APPOINT_SECRETARY, case)
    before = leads and not meeting.opened_at
    return {
        "may_appoint": leads,
        "late": rules.last_day(case) if may_call and rules.is_late(case, meeting) else None,
        "not_asked": rules.not_asked(case, meeting) if may_call else [],
        "sides_missing": rules.sides_missing(asked) if before else [],
        "languages": interpreting(case) if before else [],
    }
