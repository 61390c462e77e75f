"""A unit that was not at the meeting takes on what the plan proposes for it, or says why not."""

from __future__ import annotations

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure, MeasureReply, Uptake
from samsyn.process.plans.proposed import rules


@transaction.atomic
def confirm_measure(
    *, case: Case, by: Actor, measure: str, kind: str, words: str = "", language: str = "sv"
) -> MeasureReply:
    """Staff of the unit answer for it: it takes the measure (its ref) on, or not, and why.

    Kept beside the plan, which does not change. May be answered anew; all answers are kept. Raises
    `Refused`, and `DoesNotExist` for a measure that is not in the plan or that the actor does not see.
    """
    case = begin(Op.CONFIRM_MEASURE, case=case, by=by)
    plan, words = plans.plan_in_force(case), one_form(words)
    require(rules.is_in_force(plan))
    row = Measure.objects.get(plan=plan, ref=measure, removed_at=None)
    found = next(one for one in rules.measures(plan) if one["ref"] == measure)
    place = rules.place_for(by, case, found)
    require(rules.may_answer(place, found), rules.gives_words(kind, words))
    made = MeasureReply.objects.create(
        case=case, scope_id=row.scope_id, measure=row, kind=Uptake(kind), words=words, language=language,
        by=place, at=clock.now(),
    )  # fmt: skip
    changes = [Change("kind", row.scope_id, new=kind), Change("words", row.scope_id, new=words)]
    finish(Op.CONFIRM_MEASURE, case=case, subject=made.ref, changes=changes)
    return made
