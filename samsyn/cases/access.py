"""WHO: which kinds of place may do which verb; and the one question every button and every verb asks."""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samsyn.cases.guarding import guarding
from samsyn.cases.kinds import SUBJECT_KINDS
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.cases.stages import IN_FORCE, MOVES, Op
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor

CHILD, PERSON, GUARDIAN = PlaceKind.CHILD, PlaceKind.PERSON, PlaceKind.GUARDIAN
REPRESENTATIVE, CLOSE = PlaceKind.REPRESENTATIVE, PlaceKind.CLOSE
RECEIVER, CONVENER = PlaceKind.RECEIVER, PlaceKind.CONVENER
COORDINATOR, SECRETARY, MEMBER = PlaceKind.COORDINATOR, PlaceKind.SECRETARY, PlaceKind.MEMBER
MANAGER, INTERPRETER = PlaceKind.MANAGER, PlaceKind.INTERPRETER

LEADERS = frozenset({CONVENER, COORDINATOR})
DECIDERS = frozenset({PERSON, GUARDIAN, REPRESENTATIVE})  # those whose yes can be needed
FAMILY = DECIDERS | {CHILD}
WRITERS = LEADERS | {SECRETARY}
STAFF = WRITERS | {MEMBER}
INSIDE = FAMILY | STAFF

WHO: dict[Op, frozenset[PlaceKind]] = {
    Op.TAKE_ON: frozenset({RECEIVER}),
    Op.ANSWER_SIGNAL: LEADERS | {RECEIVER},
    Op.NOTE_DISCHARGE: STAFF,
    Op.EXPLAIN_DELAY: LEADERS,
    Op.ATTACH_FILE: INSIDE,
    Op.REMOVE_FILE: INSIDE,
    Op.APPOINT_SUCCESSOR: LEADERS | {MANAGER},
    Op.END_FAMILY_PLACE: LEADERS,
    Op.LEAVE_CASE: STAFF,
    Op.COME_OF_AGE: LEADERS,
    Op.MOVE_CASE: LEADERS,
    Op.TALK_WITH_FAMILY: LEADERS,
    Op.ADD_FAMILY_MEMBER: LEADERS,
    Op.START_PREPARING: LEADERS,
    Op.DECLINE: LEADERS | FAMILY,
    Op.REFUSE: LEADERS | {RECEIVER},
    Op.APPROVE_REQUEST: DECIDERS | LEADERS,  # leaders write down what was said by telephone
    Op.RECORD_AUTHORITY: LEADERS,
    Op.CHECK_CUSTODY: LEADERS | {RECEIVER},
    Op.JUDGE_MATURITY: LEADERS,  # whoever judged is named; the ground is the child's and theirs
    Op.BOOK_TALK: LEADERS | DECIDERS,
    Op.TALK_ABOUT_NO: LEADERS,
    Op.END_WAITING: LEADERS,
    Op.ANSWER_SAFETY: FAMILY | LEADERS | {RECEIVER},
    Op.ASSESS_RISK: LEADERS | {RECEIVER},
    Op.PROTECT: LEADERS | {RECEIVER},
    Op.CHOOSE_SENDING: LEADERS,
    Op.ASK_SEEING: LEADERS,
    Op.ANSWER_SEEING: LEADERS | {CHILD},
    Op.DECIDE_SEEING: LEADERS,
    Op.HIDE: STAFF | {CHILD},
    Op.SHOW_AGAIN: LEADERS | {CHILD},
    Op.SHOW_TOGETHER: LEADERS,
    Op.SET_CODE: LEADERS,
    Op.KEEP: frozenset({CHILD}),
    Op.ASK_READINGS: FAMILY,
    Op.ANSWER_READINGS: LEADERS,
    Op.WRITE_QUESTION: LEADERS | FAMILY,
    Op.REMOVE_QUESTION: LEADERS | FAMILY,
    Op.WISH_PARTY: LEADERS | FAMILY,
    Op.LEAVE_OUT_PARTY: LEADERS | FAMILY,
    Op.SAY_NOT_TO_RAISE: LEADERS | FAMILY,
    Op.ASK_CONSENT: LEADERS,
    Op.ANSWER_CONSENT: DECIDERS | {CHILD},
    Op.RECORD_CONSENT: LEADERS,
    Op.WITHDRAW_CONSENT: DECIDERS | LEADERS | {CHILD},
    Op.SAY_STANCE: LEADERS | {CHILD},
    Op.PREPARE: FAMILY,
    Op.HAND_IN: FAMILY,
    Op.PREPARE_PARTY: STAFF,
    Op.CALL: LEADERS,
    Op.ANSWER_CALL: INSIDE | {CLOSE, INTERPRETER},
    Op.OPEN_MEETING: LEADERS,
    Op.APPOINT_SECRETARY: LEADERS,
    Op.SHOW_PRELIMINARY: LEADERS,
    Op.ANSWER_PRELIMINARY: FAMILY | LEADERS,  # leaders write down what was said by telephone or on paper
    Op.MARK_PRESENCE: WRITERS,
    Op.WRITE_PLAN: WRITERS,
    Op.ESTABLISH: LEADERS,
    Op.APPROVE: FAMILY | LEADERS,  # leaders write down what was said by telephone or on paper
    Op.SEND_COPIES: LEADERS,
    Op.ACKNOWLEDGE_COPY: STAFF,
    Op.CONFIRM_MEASURE: STAFF,
    Op.MARK_MEASURE: INSIDE,
    Op.WRITE_NOTE: INSIDE,
    Op.ASK_ERRAND: LEADERS | FAMILY,
    Op.ANSWER_ERRAND: LEADERS,
    Op.PLAN_WEEK: INSIDE,
    Op.WRITE_TIME: FAMILY,
    Op.JOURNAL_FOLLOW_UP: STAFF,
    Op.BEGIN_FOLLOW_UP: LEADERS,
    Op.WRITE_ATTAINMENT: WRITERS,
    Op.NEXT_ROUND: LEADERS,
    Op.CLOSE: LEADERS,
}

# What lets somebody in, or tells somebody something new: in a marked case it waits (interop.md 5, P9).
WAITS_FOR_RISK = frozenset({
    Op.ADD_FAMILY_MEMBER, Op.ASK_CONSENT, Op.CALL, Op.SHOW_PRELIMINARY, Op.ESTABLISH, Op.SEND_COPIES,
    Op.BEGIN_FOLLOW_UP, Op.NEXT_ROUND, Op.SHOW_TOGETHER, Op.MOVE_CASE,
})  # fmt: skip


def places_of(by: Actor, case: Case) -> list[Place]:
    """The current places of the one who acts, in the duty acted in."""
    duty = by.assignment.pk if by.assignment else None
    return [p for p in case.people if p.person_id == by.person.pk and p.assignment_id == duty]


def kinds_of(by: Actor, case: Case) -> frozenset[PlaceKind]:
    return frozenset(PlaceKind(place.kind) for place in places_of(by, case))


def is_subject(by: Actor, case: Case) -> bool:
    """Is it the actor's own plan?"""
    return bool(kinds_of(by, case) & SUBJECT_KINDS)


def is_child(by: Actor, case: Case) -> bool:
    """Is the actor the child, to whom pages speak more plainly? Decides nothing."""
    return CHILD in kinds_of(by, case)


def is_renewing(case: Case) -> bool:
    """Is the next plan being prepared or written, while the one before it is still in force?"""
    return case.plan_in_force and case.stage not in IN_FORCE


def _unheard_of(case: Case) -> frozenset[PlaceKind]:
    """Kinds that nobody in this case can be: a grown-up reads nothing of children and guardians (C222)."""
    there = {place.kind for place in case.people}
    if PERSON in there:
        return frozenset({CHILD, GUARDIAN})
    return frozenset({PERSON}) if CHILD in there else frozenset()


def may(by: Actor, op: Op, case: Case) -> Decision:
    """Reads both tables; the same answer shows the button, the sentence in its place, and the 403.

    Only those who lead can do what waits in a marked case: nobody else meets that sentence.
    """
    if not kinds_of(by, case) & WHO[op]:
        names = sorted({str(PlaceKind(kind).label) for kind in WHO[op] - _unheard_of(case)})
        return bar(_("Det här kan bara %(who)s göra.") % {"who": get_text_list(names, _("eller"))})
    stages, _leads_to = MOVES[op]
    if case.stage not in stages:
        return refuse(_("Det går inte just nu: %(stage)s.") % {"stage": case.stage.label})
    if op in WAITS_FOR_RISK and guarding(case).waits:
        return refuse(_("Vänta. Någon får kanske inte veta var familjen är. Gör först en riskbedömning."))
    return ALLOWED
