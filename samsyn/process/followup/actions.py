"""The verbs of the follow-up: call to it, write how it went, journal it, go on with a new SIP, or close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samsyn.agreements import rules as agreements
from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish, put_in_force, start_round
from samsyn.cases.models import Case, Disclosure, DisclosureKind, Round, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.followup import journal, rules
from samsyn.process.followup.models import (
    Attainment,
    Closing,
    ClosingWords,
    Continuing,
    Decider,
    Review,
    ReviewWords,
)
from samsyn.process.meetings import rules as meetings
from samsyn.process.meetings import telling
from samsyn.process.meetings.actions import end_meeting, new_meeting
from samsyn.process.meetings.models import Meeting, Purpose
from samsyn.process.plans import rules as plans


@transaction.atomic
def begin_follow_up(
    *, case: Case, by: Actor, starts_at: datetime, ends_at: datetime, where: str, message: str = ""
) -> Meeting:
    """The coordinator calls everybody in the case to the follow-up meeting (C151, C171).

    Called again, it takes the place of the one before; when that one has been held, it is one more (C155:
    follow-up is continuous). Raises `Refused` for a time that cannot be.
    """
    case = begin(Op.BEGIN_FOLLOW_UP, case=case, by=by)
    require(meetings.to_come(starts_at), meetings.in_order(starts_at, ends_at))
    end_meeting(case)
    message = one_form(message)
    meeting = new_meeting(
        case, purpose=Purpose.FOLLOW_UP, starts_at=starts_at, ends_at=ends_at, where=where, message=message
    )
    said = {
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "where": meeting.where,
        "message": message,
    }
    changes = [Change(field, case.scope_id, new=value) for field, value in said.items()]
    finish(Op.BEGIN_FOLLOW_UP, case=case, subject=meeting.ref, changes=changes)
    telling.tell_of(case, meeting)
    return meeting


@transaction.atomic
def write_attainment(
    *, case: Case, by: Actor, goal_ref: str, level: str, words: str = "", language: str = "sv"
) -> Attainment:
    """How a goal of the plan has gone: met, partly, not (C159, C160). Written anew, the newest counts.

    Raises `Goal.DoesNotExist` for a goal that is not in the plan, and `Refused`.
    """
    case = begin(Op.WRITE_ATTAINMENT, case=case, by=by)
    goal = rules.goal(plans.established(case), goal_ref)
    require(rules.is_level(level))
    made = Attainment.objects.create(
        case=case, scope_id=goal.scope_id, goal=goal, level=level, words=one_form(words), language=language,
        written_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    changes = [
        Change(f"level:{goal.ref}", goal.scope_id, new=level),
        Change(f"words:{goal.ref}", goal.scope_id, new=made.words),
    ]
    finish(Op.WRITE_ATTAINMENT, case=case, subject=made.ref, changes=changes)
    return made


@transaction.atomic
def review(
    *, case: Case, by: Actor, followed: str, needed: str, words: str = "", language: str = "sv"
) -> Review:
    """C210: is the plan followed, and does it need to change? Written anew, the newest counts.

    Raises `Refused` before a follow-up has been called to, and for what is no answer.
    """
    case = begin(Op.WRITE_ATTAINMENT, case=case, by=by)
    meeting = rules.meeting(plans.established(case))
    require(rules.has_meeting(meeting), rules.is_review(followed, needed))
    Meeting.objects.filter(pk=meeting.pk, opened_at=None).update(opened_at=clock.now())
    made = Review.objects.create(
        case=case, scope_id=case.scope_id, meeting=meeting, followed=followed, needed=needed,
        written_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    changes = [
        Change(f"followed:{meeting.ref}", case.scope_id, new=followed),
        Change(f"needed:{meeting.ref}", case.scope_id, new=needed),
    ]
    if text := one_form(words):
        whole = case.scope_of(ScopeKind.WHOLE)
        ReviewWords.objects.create(case=case, scope=whole, review=made, text=text, language=language)
        changes.append(Change("words", whole.pk, new=text))
    finish(Op.WRITE_ATTAINMENT, case=case, subject=made.ref, changes=changes)
    return made


@transaction.atomic
def journal_follow_up(*, case: Case, by: Actor, meeting_ref: str) -> Disclosure:
    """C163: my unit has journalled the follow-up meeting, whether or not coordination goes on.

    Repeated, it changes nothing. Raises `Refused` for a follow-up that has not been held or that my unit was
    not asked to.
    """
    case = begin(Op.JOURNAL_FOLLOW_UP, case=case, by=by)
    sheet = next((one for one in journal.sheets(by, case) if one.meeting.ref == meeting_ref), None)
    require(rules.has_sheet(sheet))
    if sheet.receipt:
        return sheet.receipt
    mine = sheet.place
    made = Disclosure.objects.create(
        case=case, scope_id=case.scope_id, kind=DisclosureKind.FOLLOW_UP, what=meeting_ref,
        fingerprint=sheet.fingerprint, party=mine.party, basis=journal.basis(case, mine), at=clock.now(),
        by=mine, received_at=clock.now(), received_by=mine,
    )  # fmt: skip
    change = Change(f"journal:{mine.party.ref}", case.scope_id, new=sheet.fingerprint)
    finish(Op.JOURNAL_FOLLOW_UP, case=case, subject=made.ref, changes=[change])
    return made


@transaction.atomic
def next_round(*, case: Case, by: Actor, said_by: str, words: str = "", language: str = "sv") -> Round:
    """More coordination is needed: a new SIP, handled as the first one (C161, C162).

    Under the agreement in force today. The plan stays in force and readable until another takes its place;
    questions are gone through, and consent is asked, anew. Raises `Refused` when nobody is said to want it.
    """
    case = begin(Op.NEXT_ROUND, case=case, by=by)
    require(rules.someone_said(said_by))
    whole = case.scope_of(ScopeKind.WHOLE)
    made = Continuing.objects.create(
        case=case, scope=whole, round=case.round.number, words=one_form(words), language=language,
        said_by=said_by, written_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    end_meeting(case)
    terms = agreements.in_force(case.agreement, clock.today())
    started = start_round(case, agreement_version=terms.version_id)
    case.forget()  # the round that the verb moves and ends in is the new one
    changes = [Change("said_by", whole.pk, new=said_by), Change("words", whole.pk, new=made.words)]
    finish(Op.NEXT_ROUND, case=case, subject=made.ref, changes=changes)
    return started


@transaction.atomic
def close(
    *,
    case: Case,
    by: Actor,
    reason: str,
    decided_with: Mapping[str, str],
    words: str = "",
    language: str = "sv",
) -> Closing:
    """The SIP is closed: decided by guardian and child together with the others (C084), on a ground of the
    agreement (C085, C086). What has been written stays readable; nothing can be written any more.

    `decided_with`: ref of a place → how that one took part. Raises `Refused` without one whose yes is needed.
    """
    case = begin(Op.CLOSE, case=case, by=by)
    require(rules.is_ground(case, reason), rules.decided_together(case, decided_with))
    row = {"case": case, "scope_id": case.scope_id}
    mine = places_of(by, case)[0]
    closing = Closing.objects.create(reason=reason, written_by=mine, at=clock.now(), **row)
    together = {place.ref: place for place in rules.deciders(case)}
    Decider.objects.bulk_create(
        [Decider(closing=closing, place=together[ref], how=how, **row) for ref, how in decided_with.items()]
    )
    changes = [Change("reason", case.scope_id, new=reason)]
    changes += [Change(f"decided:{ref}", case.scope_id, new=how) for ref, how in decided_with.items()]
    changes += _words(case, closing, one_form(words), language)
    end_meeting(case)
    put_in_force(case, False)
    finish(Op.CLOSE, case=case, subject=closing.ref, changes=changes)
    return closing


def _words(case: Case, closing: Closing, text: str, language: str) -> list[Change]:
    """They may tell of all the questions: read by those who see all of them."""
    if not text:
        return []
    whole = case.scope_of(ScopeKind.WHOLE)
    ClosingWords.objects.create(case=case, scope=whole, closing=closing, text=text, language=language)
    return [Change("words", whole.pk, new=text)]
