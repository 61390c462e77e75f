"""The verbs about readings: the family asks, whoever leads answers; the log is reviewed, extracts released.

What is not of a case is written by definer functions, which check the caller and chain an event.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.calling import call
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.quality.logreview import limits, rules
from samsyn.quality.logreview.models import Outcome, ReadingsAnswer, ReadingsQuestion, Wish


@transaction.atomic
def ask_readings(*, case: Case, by: Actor, wish: str, words: str, language: str = "sv") -> ReadingsQuestion:
    """A family member asks about the readings, or for an extract of the log; also when the SIP is closed.

    Lies in the asker's own talk: nobody else in the family sees that it was asked. Raises `Refused`.
    """
    case = begin(Op.ASK_READINGS, case=case, by=by)
    scope, words = rules.own_talk(case, by), one_form(words)
    question = ReadingsQuestion.objects.create(
        case=case, scope=scope, wish=Wish(wish), words=words, language=language,
        asked_by=places_of(by, case)[0], at=clock.now(), due=rules.answer_by(case, clock.today()),
    )  # fmt: skip
    changes = [Change("words", scope.pk, new=words)]
    finish(Op.ASK_READINGS, case=case, subject=question.ref, scope_id=scope.pk, changes=changes)
    return question


@transaction.atomic
def answer_readings(
    *, case: Case, by: Actor, question: ReadingsQuestion, words: str, language: str = "sv"
) -> ReadingsAnswer:
    """Whoever leads answers; only the one who asked reads it. Raises `Refused` for an extract."""
    case = begin(Op.ANSWER_READINGS, case=case, by=by)
    require(rules.is_answerable(question))
    words = one_form(words)
    answer = ReadingsAnswer.objects.create(
        case=case, scope_id=question.scope_id, question=question, words=words, language=language,
        answered_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    changes = [Change("words", answer.scope_id, new=words)]
    finish(Op.ANSWER_READINGS, case=case, subject=question.ref, scope_id=answer.scope_id, changes=changes)
    return answer


@transaction.atomic
def make_review(*, by: Actor, first: date, last: date, size: int, who: str | None = None) -> str:
    """Draw a review of the own organisation's readings, from the first day through the last; its ref.

    `who`: the ref of one of the staff, whose readings alone are reviewed.

    HSLF-FS 2016:40 4 kap. 9 §: checks are systematic, recurring, on samples, and documented. The database
    draws the seed when the time is over. Raises `Refused`.
    """
    require(rules.may_review(by), rules.in_order(first, last), rules.has_ended(last))
    since, until = clock.midnight(first), clock.midnight(last + timedelta(days=1))
    return call("make_review", since, until, size, limits.as_json(), who or None)


@transaction.atomic
def decide_row(*, by: Actor, row_ref: str, outcome: str, words: str) -> str:
    """Decide on one reading: in order, ask, or incident; with words. Never changed, only followed by another.

    Raises `Refused`, and `ProgrammingError` (42501) for a row of another organisation.
    """
    require(rules.may_review(by))
    return call("decide_row", row_ref, Outcome(outcome), one_form(words))


@transaction.atomic
def tick_alarm(*, by: Actor, alarm_ref: str, words: str) -> str:
    """An alarm is done with, for a reason; what happens after it raises a new one. Never changed.

    Raises `Refused`, and `ProgrammingError` (42501) for the own one, another organisation's, and a done one.
    """
    require(rules.may_review(by), rules.says_why(words))
    return call("tick_alarm", alarm_ref, one_form(words))


@transaction.atomic
def release_extract(*, by: Actor, question_ref: str, words: str = "") -> str:
    """Give the one who asked what the log says of staff's readings; only what that person sees already."""
    require(rules.may_review(by))
    return call("release_extract", question_ref, one_form(words))


@transaction.atomic
def open_support(*, by: Actor, number: str, reason: str, minutes: int) -> str | None:
    """Open a session in the case of that number; the family reads who, why, how long. None: no such case."""
    require(rules.may_support(by))
    return call("open_support", number, one_form(reason), minutes)


@transaction.atomic
def close_support(*, by: Actor, session_ref: str) -> None:
    """End a session before its time."""
    require(rules.may_support(by))
    call("close_support", session_ref)
