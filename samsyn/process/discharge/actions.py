"""The verb of the track from hospital."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
from samsyn.people.models import Assignment
from samsyn.process.discharge import rules
from samsyn.process.discharge.models import Discharge, Needs


@dataclass(frozen=True)
class Stay:
    """What is known of a stay in hospital."""

    admitted_on: date
    expected_on: date | None = None
    ready_at: datetime | None = None
    called_on: date | None = None
    contact: Assignment | None = None
    informed: str = ""
    needs: Needs = Needs.UNKNOWN
    compulsory: bool = False


@transaction.atomic
def note_discharge(*, case: Case, by: Actor, stay: Stay) -> Discharge:
    """Hospital, open care or whoever leads notes a stay; the law's clock runs from the notice (C188).

    Raises `Refused` when the dates do not fit together, or when one's yes does not cover all questions.
    """
    case = begin(Op.NOTE_DISCHARGE, case=case, by=by)
    ready_on = clock.local(stay.ready_at).date() if stay.ready_at else None
    require(
        rules.may_note(case),
        rules.in_order(stay.admitted_on, stay.expected_on, ready_on),
        rules.not_ahead(stay.called_on),
    )
    whole = case.scope_of(ScopeKind.WHOLE)
    made = Discharge.objects.create(
        case=case,
        scope=whole,
        admitted_on=stay.admitted_on,
        expected_on=stay.expected_on,
        ready_at=stay.ready_at,
        called_on=stay.called_on,
        contact=stay.contact,
        informed=one_form(stay.informed),
        needs=stay.needs,
        compulsory=stay.compulsory,
        written_by=places_of(by, case)[0],
        at=clock.now(),
    )
    changes = [Change("informed", whole.pk, new=made.informed), Change("needs", whole.pk, new=made.needs)]
    finish(Op.NOTE_DISCHARGE, case=case, subject=made.ref, scope_id=whole.pk, changes=changes)
    return made
