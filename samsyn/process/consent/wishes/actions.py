"""The verbs of the child's own wish about who comes."""

from __future__ import annotations

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.consent import conditions
from samsyn.process.consent.wishes import rules
from samsyn.process.consent.wishes.models import Wish


@transaction.atomic
def say_wish(*, case: Case, by: Actor, text: str, language: str = "sv") -> Wish:
    """Who the child wants there, or not: said by itself, or conveyed by staff (C193). Opens nothing.

    Raises `Refused` where there is no child, or nothing is said.
    """
    case = begin(Op.SAY_STANCE, case=case, by=by)
    require(conditions.has_child(case), rules.says_something(text))
    family, mine = case.scope_of(ScopeKind.FAMILY), places_of(by, case)[0]
    made = Wish.objects.create(
        case=case, scope=family, place=case.subject_place, text=one_form(text), language=language,
        conveyed_by=mine if by.assignment else None, at=clock.now(),
    )  # fmt: skip
    said = Change("wish", family.pk, new=made.text)
    finish(Op.SAY_STANCE, case=case, subject=made.ref, scope_id=family.pk, changes=[said])
    return made


@transaction.atomic
def answer_wish(*, case: Case, by: Actor, wish: Wish, answer: str, words: str = "") -> None:
    """What comes of the wish, by somebody who decides who comes; the child reads it (C193).

    Changes no list: who is wished for is added or left out as always. Raises `Refused`.
    """
    case = begin(Op.WISH_PARTY, case=case, by=by)
    wish = Wish.objects.get(pk=wish.pk)  # as it is now that the case is held
    require(conditions.may_answer_wish(case, by), rules.can_be_answered(wish, answer, words))
    told = {"answer": answer, "words": one_form(words), "answered_at": clock.now()}
    Wish.objects.filter(pk=wish.pk).update(answered_by=places_of(by, case)[0], **told)
    said = [Change("answer", wish.scope_id, new=answer), Change("words", wish.scope_id, new=told["words"])]
    finish(Op.WISH_PARTY, case=case, subject=wish.ref, scope_id=wish.scope_id, changes=said)
