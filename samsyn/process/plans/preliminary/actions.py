"""Showing the preliminary plan to those who could not come, and what they answer."""

from __future__ import annotations

import secrets

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
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.consulting import Standing, prints
from samsyn.process.plans.models import Consultation, Consulted, How, Preliminary
from samsyn.process.plans.preliminary import rules


@transaction.atomic
def show_preliminary(*, case: Case, by: Actor) -> Preliminary:
    """C127: the plan as it is now is shown to those whose yes is needed and who were not at the meeting.

    Needs a recorded yes to making the plan, and a plan with all that must be written. Raises `Refused`.
    """
    case = begin(Op.SHOW_PRELIMINARY, case=case, by=by)
    standing = _standing(case)
    require(rules.may_show(case, standing))
    salt, family = secrets.token_hex(32), case.scope_of(ScopeKind.FAMILY)
    made = Preliminary.objects.create(
        case=case, scope=family, plan=standing.plan, salt=salt, shown=prints(standing.shown, salt),
        by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    finish(Op.SHOW_PRELIMINARY, case=case, subject=made.ref, changes=[])
    return made


@transaction.atomic
def answer_preliminary(
    *,
    case: Case,
    by: Actor,
    place: Place,
    kind: str,
    shown: str,
    words: str = "",
    language: str = "sv",
    how: str = How.SELF,
) -> Consultation:
    """C128: one who could not come says yes to the plan as shown, or what to change.

    `shown` is the ref of the showing that was read; `how` says whether somebody who leads writes it down.
    Raises `Refused`, also when the plan has been changed since it was shown.
    """
    case = begin(Op.ANSWER_PRELIMINARY, case=case, by=by)
    standing, words = _standing(case), one_form(words)
    require(
        rules.may_answer(by, case, place, how),
        rules.is_asked(standing, place),
        rules.was_shown(standing, shown),
        rules.gives_words(kind, words),
    )
    family = case.scope_of(ScopeKind.FAMILY)
    made = Consultation.objects.create(
        case=case, scope=family, preliminary=standing.newest, place=place, kind=Consulted(kind), words=words,
        language=language, how=How(how), recorded_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip
    changes = [Change("kind", family.pk, new=kind), Change("words", family.pk, new=words)]
    finish(Op.ANSWER_PRELIMINARY, case=case, subject=made.ref, changes=changes)
    return made


def _standing(case: Case) -> Standing:
    plan = plans.draft(case)
    require(rules.is_begun(plan))
    return Standing(plan, reading.read(plan.pk))
