"""The verbs around a signal: a unit that may not start tells one that may, and gets an answer (C077)."""

from __future__ import annotations

from django.db import transaction

from samsyn.agreements.agreement import Agreement
from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import Subject, begin, finish, give_access, join_staff, open_new_case, step_back
from samsyn.cases.models import Case, PlaceKind, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Unit
from samsyn.process.initiative.actions import Told
from samsyn.process.initiative.models import NoticedBy, Signal, SignalAnswer, Worry
from samsyn.process.initiative.rules import receivers, terms_for
from samsyn.process.initiative.signalling import rules
from samsyn.process.safety.actions import note_answer


@transaction.atomic
def signal(*, by: Actor, subject: Subject, unit: Unit, told: Told, agreed_by: str) -> Signal:
    """Staff who may not start tell a unit that judges the need; the family knows and has agreed (C077).

    Opens a case for the receivers, whether or not there is one already: nothing betrays that. The one who
    signals then steps back, and keeps only what lies in the own unit's scope. Raises `Refused` when the unit
    does not take in signals.
    """
    require(rules.may_signal(by, unit))
    terms = terms_for(unit.organisation.agreement, subject.born)
    case = open_new_case(
        by=by,
        subject=subject,
        my_kind=PlaceKind.CONVENER,
        controller=unit.organisation,
        agreement=terms.code,
        agreement_version=terms.version_id,
    )
    own = case.scope_of(ScopeKind.PARTY, unit=by.assignment.unit_id)
    made = _write(case, by, unit, told, agreed_by, own, terms)
    for duty in receivers(unit):
        place = join_staff(case, duty=duty, kind=PlaceKind.RECEIVER)
        give_access(place, [own, *case.family_scopes])
    step_back(case)
    return made


def _write(
    case: Case, by: Actor, unit: Unit, told: Told, agreed_by: str, own: Scope, terms: Agreement
) -> Signal:
    """The signal is its unit's and the receivers'; why a SIP may be needed is the family's to read."""
    mine, today = places_of(by, case)[0], clock.today()
    note_answer(case=case, by=by, answer=told.must_not_know)
    Worry.objects.create(
        case=case,
        scope=case.scope_of(ScopeKind.FAMILY),
        noticed_by=NoticedBy.UNIT,
        noticed_on=told.noticed_on,
        why=one_form(told.why),
        language=told.language,
        written_by=mine,
    )
    return Signal.objects.create(
        case=case,
        scope=own,
        from_duty=by.assignment,
        to_unit=unit,
        about=case.called,
        seen=one_form(told.why),
        agreed_by=agreed_by,
        at=clock.now(),
        answer_by=terms.last_day("signal_answer_within", today),
    )


@transaction.atomic
def answer_signal(*, case: Case, by: Actor, words: str = "") -> SignalAnswer:
    """The one who signalled learns what came of it, and nothing more of the case (C077).

    The answer itself follows from what has been decided. Raises `Refused` for a no without its reason.
    """
    case = begin(Op.ANSWER_SIGNAL, case=case, by=by)
    require(rules.can_answer(case, words))
    about = rules.signal_of(case)
    made = SignalAnswer.objects.create(
        case=case,
        scope_id=about.scope_id,
        signal=about,
        kind=rules.answer_now(case),
        words=one_form(words),
        from_duty=by.assignment,
        at=clock.now(),
    )
    changes = [Change("words", about.scope_id, new=made.words)]
    finish(Op.ANSWER_SIGNAL, case=case, subject=about.ref, changes=changes)
    return made
