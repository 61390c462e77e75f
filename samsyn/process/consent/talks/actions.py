"""The verbs of talks about consent: one that is booked, and one about a child's no that has been held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, Place, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.consent.models import Talk, TalkKind
from samsyn.process.consent.talks import rules


@transaction.atomic
def book_talk(
    *,
    case: Case,
    by: Actor,
    place: Place,
    starts_at: datetime,
    how: str,
    interpreter: str = "",
    interpreter_booked: bool = False,
) -> Talk:
    """When and how the question about consent is talked through; an interpreter is booked before (C097).

    Between that person and whoever leads. Raises `Refused`.
    """
    case = begin(Op.BOOK_TALK, case=case, by=by)
    require(rules.may_book(case, by, place), rules.in_time(starts_at))
    require(rules.interpreter_first(by, interpreter, interpreter_booked))
    made = _write(
        case, by, place, kind=TalkKind.CONSENT, starts_at=starts_at, how=how,
        interpreter=one_form(interpreter), interpreter_booked=interpreter_booked,
    )  # fmt: skip
    _tell(Op.BOOK_TALK, case, made, str(starts_at))
    return made


@transaction.atomic
def talk_about_no(*, case: Case, by: Actor, words: str, how: str, language: str = "sv") -> Talk:
    """The child has said no, and somebody has talked with it first about how to do (C057, texts 2).

    What the child says is read by the child and whoever leads. Raises `Refused` when there is no such no.
    """
    case = begin(Op.TALK_ABOUT_NO, case=case, by=by)
    require(rules.has_said_no(case), rules.says_something(words))
    made = _write(
        case, by, case.subject_place, kind=TalkKind.NO, starts_at=clock.now(), how=how,
        words=one_form(words), language=language, stance=consent.stance(case),
    )  # fmt: skip
    _tell(Op.TALK_ABOUT_NO, case, made, made.words)
    return made


def _write(case: Case, by: Actor, place: Place, **told: object) -> Talk:
    scope = case.scope_of(ScopeKind.TALK, owner=place.person_id)
    mine = places_of(by, case)[0]
    return Talk.objects.create(case=case, scope=scope, place=place, written_by=mine, at=clock.now(), **told)


def _tell(op: Op, case: Case, made: Talk, said: str) -> None:
    change = Change("talk", made.scope_id, new=said)
    finish(op, case=case, subject=made.ref, scope_id=made.scope_id, changes=[change])
