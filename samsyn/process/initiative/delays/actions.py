"""The verb that makes a late date an explained one."""

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
from samsyn.process.initiative.delays import rules
from samsyn.process.initiative.models import Delay, DelayReason


@transaction.atomic
def explain_delay(*, case: Case, by: Actor, deadline: str, code: str, words: str = "") -> Delay:
    """Whoever leads says why it takes longer: an explained overrun is a state, not a deviation.

    Everybody in the case sees that there is an explanation; the reason is the family's to read.
    Raises `Refused` when the agreement has no such date.
    """
    case = begin(Op.EXPLAIN_DELAY, case=case, by=by)
    require(rules.may_be_explained(case, deadline))
    delay = Delay.objects.create(
        case=case,
        scope_id=case.scope_id,
        round=case.round.number,
        deadline=deadline,
        written_by=places_of(by, case)[0],
        at=clock.now(),
    )
    family = case.scope_of(ScopeKind.FAMILY)
    DelayReason.objects.create(case=case, scope=family, delay=delay, code=code, words=one_form(words))
    finish(
        Op.EXPLAIN_DELAY,
        case=case,
        subject=delay.ref,
        changes=[Change("code", family.pk, new=code), Change("words", family.pk, new=words)],
    )
    return delay
