"""The verb of answering about a request that somebody else has made."""

from __future__ import annotations

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, Place, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.people.actor import Actor
from samsyn.process.initiative import rules as initiative
from samsyn.process.initiative.approving import rules
from samsyn.process.initiative.models import Approval, ApprovalOf


@transaction.atomic
def approve_request(*, case: Case, by: Actor, place: Place, approves: bool) -> Approval:
    """C016, C018: the guardian says yes or no to what the child, or somebody close, has asked for.

    Raises `Refused` when nobody needs to, or it is not that one's to answer.
    """
    case = begin(Op.APPROVE_REQUEST, case=case, by=by)
    require(rules.may_answer(case, by, place, initiative.worry_of(case)))
    family = case.scope_of(ScopeKind.FAMILY)
    made = Approval.objects.create(
        case=case, scope=family, of=ApprovalOf.REQUEST, place=place, approves=approves,
        written_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    said = Change("approves", family.pk, new="yes" if approves else "no")
    finish(Op.APPROVE_REQUEST, case=case, subject=made.ref, scope_id=family.pk, changes=[said])
    return made
