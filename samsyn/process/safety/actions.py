"""The verbs of safety: warn, assess, protect, and open by two. Nothing of it is told to anybody."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.audit.actions import Change, write_event
from samsyn.cases import guarding
from samsyn.cases.access import LEADERS, RECEIVER, kinds_of, places_of
from samsyn.cases.actions import begin, enter_case, finish
from samsyn.cases.guarding import Countersign, Grade, Halt, Protection, TwoFor
from samsyn.cases.models import Case, Party, Place, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock, crypto
from samsyn.kernel.decision import ALLOWED, Refused, bar, refuse, require
from samsyn.kernel.ref import new_ref
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.safety import rules
from samsyn.process.safety.models import Answer, MustNotKnow, Outcome, RiskAssessment, SafeContact


@transaction.atomic
def note_answer(*, case: Case, by: Actor, answer: MustNotKnow) -> Answer:
    """The answer that comes first in a request or a worry; a yes or a doubt makes the case wait.

    Part of the verb that opens the case. Staff's lies with those who lead, a family member's in the own talk.
    """
    made = Answer.objects.create(
        case=case, scope=_own_scope(case, by), answer=answer, answered_by=places_of(by, case)[0]
    )
    if answer != MustNotKnow.NO:
        guarding.halt(case)
    return made


@transaction.atomic
def answer_safety(*, case: Case, by: Actor, answer: MustNotKnow) -> Answer:
    """The family, or whoever talked with them, says whether somebody must not know (texts.md 12)."""
    case = begin(Op.ANSWER_SAFETY, case=case, by=by)
    made = note_answer(case=case, by=by, answer=answer)
    finish(Op.ANSWER_SAFETY, case=case, subject=made.ref, scope_id=made.scope_id,
           changes=[Change("answer", made.scope_id, new=answer)])  # fmt: skip
    return made


@transaction.atomic
def assess_risk(
    *,
    case: Case,
    by: Actor,
    assessed_by: str,
    assessed_on: date,
    outcome: Outcome,
    words: str,
    next_look: date | None = None,
) -> RiskAssessment:
    """A named professional has judged the risk: the case waits on, goes on without somebody, or goes on (P9).

    Raises `Refused` when something is kept from somebody and no day is named to look again.
    """
    case = begin(Op.ASSESS_RISK, case=case, by=by)
    require(rules.can_assess(outcome, next_look))
    staff = guarding.staff_scope(case)
    made = RiskAssessment.objects.create(
        case=case,
        scope=staff,
        assessed_by=assessed_by,
        assessed_on=assessed_on,
        outcome=outcome,
        words=one_form(words),
        next_look=next_look if outcome != Outcome.SAFE else None,
        written_by=places_of(by, case)[0],
        at=clock.now(),
    )
    if outcome == Outcome.WAIT:
        guarding.halt(case)
    else:
        Halt.objects.filter(case=case, lifted_at=None).update(lifted_at=clock.now())
        case.forget()
    finish(Op.ASSESS_RISK, case=case, subject=made.ref, scope_id=staff.pk,
           changes=[Change("words", staff.pk, new=made.words)])  # fmt: skip
    return made


@transaction.atomic
def protect(
    *, case: Case, by: Actor, place: Place, grade: Grade, second: Assignment, away_from: Place | None = None
) -> Protection:
    """Particulars are protected, otherwise or no more (domain.md 1.7), when a second person agrees.

    Raises `Refused` when there is nobody to protect so, or the second person is the one who asks.
    """
    case = begin(Op.PROTECT, case=case, by=by)
    require(rules.can_protect(case, place, away_from, grade))
    asked = guarding.ask_second(case, TwoFor.PROTECT, _second(by, second))
    made = Protection.objects.create(
        case=case, scope_id=asked.scope_id, place=place, away_from=away_from, grade=grade, countersign=asked
    )
    finish(Op.PROTECT, case=case, subject=made.ref, scope_id=asked.scope_id,
           changes=[Change("grade", asked.scope_id, new=grade)])  # fmt: skip
    return made


@transaction.atomic
def ask_to_open(*, case: Case, by: Actor, second: Assignment) -> Countersign:
    """Two are needed to read how a protected person is reached; open for a few minutes after the yes.

    Not a verb of the process: nothing of the case changes. Raises `Refused` to one who does not lead.
    """
    case = _led(case, by)
    made = guarding.ask_second(case, TwoFor.OPEN, _second(by, second), settings.PROTECTED_OPEN_MINUTES)
    write_event("ask_to_open", scope_id=made.scope_id, subject=made.ref)
    return made


@transaction.atomic
def write_contact(*, case: Case, by: Actor, place: Place, words: str) -> SafeContact:
    """How a protected person is reached, as agreed with that person. To write it opens nothing."""
    case = _led(case, by)
    staff, ref = guarding.staff_scope(case), new_ref()
    made = SafeContact.objects.create(
        ref=ref,
        case=case,
        scope=staff,
        place=place,
        sealed_words=crypto.seal(one_form(words), f"safety_safecontact.words:{ref}"),
        written_by=places_of(by, case)[0],
        at=clock.now(),
    )
    write_event("write_contact", scope_id=staff.pk, subject=made.ref)
    return made


@transaction.atomic
def show_party(*, case: Case, by: Actor, party: Party, shown: bool) -> None:
    """A party is shown no more to the one it is kept from, or again: to that one, as if it had left the case.

    Not a verb of the process: to everybody else nothing changes. Raises `Refused` where nobody is protected.
    """
    case = _led(case, by)
    require(ALLOWED if shown else rules.can_hide(case, party))
    guarding.show_party(case, party, shown)
    verb = "show_party" if shown else "hide_party"
    write_event(verb, scope_id=guarding.staff_scope(case).pk, subject=party.ref)


@transaction.atomic
def answer_second(*, by: Actor, ref: str, agrees: bool) -> None:
    """The second person says yes or no, in time, once. Raises `Refused` when nothing is asked of that one."""
    if ref not in {asked.ref for asked in guarding.asked_of_me()}:
        raise Refused(
            refuse(_("Det här är redan besvarat, eller så har tiden gått ut. Be kollegan fråga igen."))
        )
    guarding.answer_second(ref, agrees)


def _own_scope(case: Case, by: Actor) -> Scope:
    if by.assignment:
        return guarding.staff_scope(case)
    return case.scope_of(ScopeKind.TALK, owner=by.person.pk)


def _led(case: Case, by: Actor) -> Case:
    enter_case(case.ref)
    if not kinds_of(by, case) & (LEADERS | {RECEIVER}):
        raise Refused(bar(_("Det här kan bara den som håller ihop SIP:en göra.")))
    return case


def _second(by: Actor, second: Assignment) -> Assignment:
    if second not in rules.colleagues(by):
        raise Refused(
            refuse(_("Välj någon annan som arbetar hos er i dag. Det ska vara två olika personer."))
        )
    return second
