"""The verbs of questions and consent. Answers become access in `opening`, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases import actions as cases
from samsyn.cases.access import places_of
from samsyn.cases.models import Case, Place, Question, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import conditions, deciders, rules, telling, wording
from samsyn.process.consent.models import (
    Answer,
    Authority,
    How,
    Inquiry,
    Kind,
    NotToRaise,
    Pair,
    Stance,
    StanceKind,
    WantedParty,
)
from samsyn.process.consent.opening import open_what_is_agreed


@transaction.atomic
def write_question(*, case: Case, by: Actor, text: str, language: str = "sv") -> Question:
    """The family and staff agree on what the meeting shall answer, word for word (C026, C027).

    Raises `Refused` when the agreement's number of questions is reached.
    """
    case = cases.begin(Op.WRITE_QUESTION, case=case, by=by)
    require(conditions.room_for_question(case))
    question = cases.add_question(case, text=text, language=language)
    open_what_is_agreed(case)  # a yes to every question is no longer that
    _tell(Op.WRITE_QUESTION, case, question.ref, [Change("question", question.scope_id, new=question.text)])
    return question


@transaction.atomic
def take_away_question(*, case: Case, by: Actor, question: Question) -> None:
    """No longer asked at the meeting. Who had a yes to it alone no longer sees it."""
    case = cases.begin(Op.REMOVE_QUESTION, case=case, by=by)
    cases.remove_question(question)
    open_what_is_agreed(case)
    _tell(Op.REMOVE_QUESTION, case, question.ref, [Change("question", question.scope_id, old=question.text)])


@transaction.atomic
def wish_party(
    *, case: Case, by: Actor, duty: Assignment, wished_by: Place, language: str = ""
) -> WantedParty:
    """Name who should come: a person at a unit (C005, C120). Nobody is told anything by this.

    `language`: which one an interpreter shall speak (C097). Raises `Refused` when the agreement lets
    somebody else decide, or that person cannot come.
    """
    case = cases.begin(Op.WISH_PARTY, case=case, by=by)
    require(conditions.may_decide_who_comes(case, by), conditions.may_wish_for(case, by, wished_by))
    require(conditions.can_come(case, duty))
    row = {"case": case, "scope": _family(case), "wished_by": wished_by, "wished_at": clock.now()}
    party = WantedParty.objects.create(unit=duty.unit, assignment=duty, language=one_form(language), **row)
    said = _said(_family(case), party=f"{duty.person.name}, {duty}", language=party.language)
    _tell(Op.WISH_PARTY, case, party.ref, said)
    return party


@transaction.atomic
def leave_out_party(*, case: Case, by: Actor, party: WantedParty) -> None:
    """That one shall not come after all: whatever was open to that one is shut at once."""
    case = cases.begin(Op.LEAVE_OUT_PARTY, case=case, by=by)
    require(conditions.may_decide_who_comes(case, by))
    WantedParty.objects.filter(pk=party.pk, left_out_at=None).update(left_out_at=clock.now())
    open_what_is_agreed(case)
    change = Change("party", _family(case).pk, old=f"{party.assignment.person.name}, {party.assignment}")
    _tell(Op.LEAVE_OUT_PARTY, case, party.ref, [change])


@transaction.atomic
def say_not_to_raise(*, case: Case, by: Actor, text: str, language: str = "sv") -> NotToRaise:
    """What nobody shall bring up, in own words."""
    case = cases.begin(Op.SAY_NOT_TO_RAISE, case=case, by=by)
    said = NotToRaise.objects.create(
        case=case, scope=_family(case), text=one_form(text), language=language, said_at=clock.now()
    )
    _tell(Op.SAY_NOT_TO_RAISE, case, said.ref, _said(_family(case), not_to_raise=said.text))
    return said


@transaction.atomic
def let_be_raised(*, case: Case, by: Actor, said: NotToRaise) -> None:
    """It may be brought up after all."""
    case = cases.begin(Op.SAY_NOT_TO_RAISE, case=case, by=by)
    NotToRaise.objects.filter(pk=said.pk, removed_at=None).update(removed_at=clock.now())
    _tell(Op.SAY_NOT_TO_RAISE, case, said.ref, [Change("not_to_raise", _family(case).pk, old=said.text)])


@transaction.atomic
def ask(*, case: Case, by: Actor, valid_to: date) -> Inquiry:
    """Put one question for the whole, frozen as it is shown (C027, C029, C030). Opens and shuts nothing.

    Raises `Refused` when questions or parties are missing (C070), or the day is not in time.
    """
    case = cases.begin(Op.ASK_CONSENT, case=case, by=by)
    require(
        conditions.ready_to_ask(case), conditions.in_time(case, valid_to), conditions.is_new(case, valid_to)
    )
    inquiry = Inquiry.objects.create(
        case=case,
        scope=_family(case),
        number=Inquiry.objects.filter(case=case).count() + 1,
        round=case.round.number,
        asked_at=clock.now(),
        asked_by=places_of(by, case)[0],
        valid_to=valid_to,
        questions=wording.questions(case),
        parties=wording.parties(case),
        not_to_raise=wording.left_unsaid(case),
        wording=wording.sentences(case, valid_to),
    )
    _tell(Op.ASK_CONSENT, case, inquiry.ref, _said(_family(case), valid_to=str(valid_to)))
    telling.ask_all(case, inquiry)
    return inquiry


@transaction.atomic
def answer(
    *, case: Case, by: Actor, inquiry: Inquiry, kind: str, pairs: Iterable[Pair] = (), **said: str
) -> Answer:
    """One's own yes, yes to a part, or no, with `words` and `language` if wished (C028, C189).

    Answering anew is allowed; the newest counts. Raises `Refused` when the question has been changed
    meanwhile, or no yes is needed from that one.
    """
    case = cases.begin(Op.ANSWER_CONSENT, case=case, by=by)
    return _receive(Op.ANSWER_CONSENT, case, conditions.own_place(case, by), inquiry, kind, pairs, **said)


@transaction.atomic
def record(
    *,
    case: Case,
    by: Actor,
    place: Place,
    inquiry: Inquiry,
    kind: str,
    pairs: Iterable[Pair] = (),
    **said: str,
) -> Answer:
    """Write down what somebody answered, `how`: of equal worth, and marked as such. As `answer` otherwise."""
    case = cases.begin(Op.RECORD_CONSENT, case=case, by=by)
    mine = places_of(by, case)[0]
    return _receive(Op.RECORD_CONSENT, case, place, inquiry, kind, pairs, recorded_by=mine, **said)


@transaction.atomic
def withdraw(
    *, case: Case, by: Actor, place: Place, pairs: Iterable[Pair] | None = None, how: str = How.SELF
) -> None:
    """Take back a yes: all of it, or for some parties and questions. At work in the next request.

    It limits, it does not close: the case goes on, and what others have received they keep.
    """
    case = cases.begin(Op.WITHDRAW_CONSENT, case=case, by=by)
    before = rules.answer_of(case, place)
    back = before.pairs if pairs is None and before else set(pairs or ())
    require(conditions.may_speak_for(case, by, place), conditions.has_yes(before, back))
    Answer.objects.filter(pk=before.pk).update(withdrawn_at=clock.now())
    left = before.pairs - back
    if left:
        own = place in places_of(by, case)
        recorder = None if own else places_of(by, case)[0]
        kept = {"scope": _own(case, place), "how": how, "recorded_by": recorder}
        before.inquiry.receive(place, Kind.PARTLY, left, **kept)
    open_what_is_agreed(case)
    change = Change("answer", _own(case, place).pk, old=before.kind, new=Kind.PARTLY if left else "withdrawn")
    changes = [change, *_said(_own(case, place), how=how)]
    _tell_between(Op.WITHDRAW_CONSENT, case, place, before.ref, changes)
    if not left:
        telling.withdrawn(place)


@transaction.atomic
def say_stance(
    *, case: Case, by: Actor, kind: str, words: str = "", language: str = "sv", why: str = ""
) -> Stance:
    """What the child thinks, said by itself or conveyed by staff (C183, C185). Opens and shuts nothing."""
    case = cases.begin(Op.SAY_STANCE, case=case, by=by)
    mine = places_of(by, case)[0]
    require(conditions.has_child(case), conditions.stance_adds_up(kind, why))
    told = {"words": one_form(words), "why": one_form(why) if kind == StanceKind.NOT_ASKED else ""}
    row = {"case": case, "scope": _family(case), "conveyed_by": mine if by.assignment else None}
    said = Stance.objects.create(kind=kind, language=language, at=clock.now(), **told, **row)
    _tell(Op.SAY_STANCE, case, said.ref, _said(_family(case), stance=kind, **told))
    return said


def _receive(
    op: Op, case: Case, place: Place, inquiry: Inquiry, kind: str, pairs: Iterable[Pair], **said: Any
) -> Answer:
    given = {Kind.YES: inquiry.pairs, Kind.NO: set()}.get(kind, set(pairs))
    require(conditions.is_asked(case, place), conditions.is_current(case, inquiry))
    require(conditions.adds_up(inquiry, kind, given))
    own = _own(case, place)
    made = inquiry.receive(place, kind, given, scope=own, **said)
    late = Authority.objects.filter(place=place, kind__in=deciders.NOT_WAITED_FOR, ended_at=None)
    late.update(ended_at=clock.now())  # one who answers is there again, and counts
    open_what_is_agreed(case)
    _tell_between(op, case, place, made.ref, _said(own, answer=kind, words=made.words, how=made.how))
    telling.answered(case, place, inquiry, kind)
    return made


def _family(case: Case) -> Scope:
    return case.scope_of(ScopeKind.FAMILY)


def _own(case: Case, place: Place) -> Scope:
    """Between that person and whoever leads: what one answered is not read by the others in the family."""
    return case.scope_of(ScopeKind.TALK, owner=place.person_id)


def _said(scope: Scope, **words: str) -> list[Change]:
    return [Change(field, scope.pk, new=text) for field, text in words.items() if text]


def _tell_between(op: Op, case: Case, place: Place, subject: str, changes: list[Change]) -> None:
    """That one has answered is read by that one and whoever leads: an answer that has come, and opened
    nothing, would tell the other parent that it was a no.
    """
    cases.finish(op, case=case, subject=subject, scope_id=_own(case, place).pk, changes=changes)


def _tell(op: Op, case: Case, subject: str, changes: list[Change]) -> None:
    """The family and whoever leads read this in the log; nobody else."""
    cases.finish(op, case=case, subject=subject, scope_id=_family(case).pk, changes=changes)
