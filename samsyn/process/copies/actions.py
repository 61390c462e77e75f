"""The verbs of copies: hand over the plan, and confirm that it has been received."""

from __future__ import annotations

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import STAFF, places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, Disclosure, DisclosureKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.people.actor import Actor
from samsyn.process.copies import rules
from samsyn.process.plans import rules as plans


@transaction.atomic
def send_copies(*, case: Case, by: Actor) -> list[Disclosure]:
    """Hand over the plan to each who shall have it, on a basis in words (C032, C145, C146, C168).

    Each gets the version that consent lets it see. Repeated, it adds only those who have not got theirs:
    nothing is handed over twice. Raises `Refused` when no plan is in force.
    """
    case = begin(Op.SEND_COPIES, case=case, by=by)
    plan = plans.plan_in_force(case)
    require(rules.has_plan(plan))
    mine = places_of(by, case)[0]
    made = [
        Disclosure(
            case=case, scope_id=case.scope_id, kind=DisclosureKind.PLAN, what=plan.ref, party=copy.party,
            fingerprint=copy.fingerprint, basis=copy.basis, at=clock.now(), by=mine,
        )
        for copy in rules.wanting(case, plan)
    ]  # fmt: skip
    Disclosure.objects.bulk_create(made)
    if made:
        changes = [
            Change(f"copy:{row.party.ref}", case.scope_id, new=f"{row.basis} {row.fingerprint}")
            for row in made
        ]
        finish(Op.SEND_COPIES, case=case, subject=plan.ref, changes=changes)
    return made


@transaction.atomic
def acknowledge_copy(*, case: Case, by: Actor) -> None:
    """My unit has entered its copy in its own system (C147, C154). Repeated, it changes nothing.

    Raises `Refused` when the unit has not been given any copy.
    """
    case = begin(Op.ACKNOWLEDGE_COPY, case=case, by=by)
    copies = rules.copies_of(by, case)
    require(rules.has_copy(copies))
    waiting = [copy for copy in copies if copy.received_at is None]
    mine = next(place for place in places_of(by, case) if place.kind in STAFF)
    for copy in waiting:
        copy.received_at, copy.received_by = clock.now(), mine
        copy.save(update_fields=["received_at", "received_by"])
        finish(Op.ACKNOWLEDGE_COPY, case=case, subject=copy.ref)
