"""The verbs from the first worry to the start: notice, take on, talk, add family, start, decline, refuse."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import CLOSE, places_of
from samsyn.cases.actions import (
    Subject,
    begin,
    end_access,
    end_place,
    finish,
    give_access,
    join_family,
    join_staff,
    let_in,
    open_new_case,
    turn_place,
)
from samsyn.cases.models import Case, Place, PlaceKind, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock, crypto
from samsyn.kernel.decision import require
from samsyn.kernel.ref import new_ref
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Organisation, Unit
from samsyn.process.initiative import rules
from samsyn.process.initiative.approving import rules as approving
from samsyn.process.initiative.ending import end_sharing
from samsyn.process.initiative.models import Approval, Reply, ReplyKind, SecondRequest, Worry
from samsyn.process.safety import rules as safety
from samsyn.process.safety.actions import note_answer
from samsyn.process.safety.models import MustNotKnow


@dataclass(frozen=True)
class Told:
    """What is told: who noticed, when and why; and first of all whether somebody must not know."""

    must_not_know: MustNotKnow
    noticed_by: str
    noticed_on: date
    why: str
    indicators: list[str] = field(default_factory=list)
    telephone: str = ""
    language: str = "sv"
    after_hospital: bool = False


@dataclass(frozen=True)
class Refusal:
    """The no that a second request comes after; the reason only if the family wants it known."""

    by: Organisation
    on: date
    reason: str = ""


@transaction.atomic
def notice_at_work(*, by: Actor, subject: Subject, told: Told) -> Case:
    """Staff note a worry (C019, C020, C105). Private to their unit; expires unless the family is talked to.

    Raises `Refused` when the agreement does not let the unit start.
    """
    unit = by.assignment.unit
    terms = rules.terms_for(unit.organisation.agreement, subject.born)
    require(rules.may_start(terms, unit.sector))
    last_day = clock.today() + timedelta(days=terms.number("private_note_expires_days") + 1)
    case = open_new_case(
        by=by,
        subject=subject,
        my_kind=PlaceKind.CONVENER,
        controller=unit.organisation,
        agreement=terms.code,
        agreement_version=terms.version_id,
        until=clock.midnight(last_day),
    )
    _write_worry(case, by, told, case.scope_of(ScopeKind.PARTY, unit=unit.pk))
    return case


@transaction.atomic
def ask_at_home(
    *,
    by: Actor,
    subject: Subject,
    my_kind: PlaceKind,
    unit: Unit,
    told: Told,
    refusal: Refusal | None = None,
) -> Case:
    """A guardian, a child or a grown-up asks a unit for a SIP (C017, C066, C114, C216).

    Whoever takes in requests at the unit sees it; nobody else in the family is told. After a `refusal` it is
    the other huvudman who is asked, and makes a judgement of its own.
    """
    terms = rules.terms_for(unit.organisation.agreement, subject.born)
    case = open_new_case(
        by=by,
        subject=subject,
        my_kind=my_kind,
        controller=unit.organisation,
        agreement=terms.code,
        agreement_version=terms.version_id,
    )
    own = case.scope_of(ScopeKind.TALK, owner=by.person.pk)
    # What one asks for oneself is one's own: a guardian who comes in later does not see it.
    scope = own if subject.ref == by.person.ref else case.scope_of(ScopeKind.FAMILY)
    _write_worry(case, by, told, scope)
    if refusal:
        _write_refusal(case, by, refusal, scope)
    for duty in rules.receivers(unit):
        place = join_staff(case, duty=duty, kind=PlaceKind.RECEIVER)
        give_access(place, [own, *case.family_scopes])
    return case


@transaction.atomic
def take_on(*, case: Case, by: Actor) -> None:
    """One of those who take in requests takes this one; the others no longer see it (C116)."""
    case = begin(Op.TAKE_ON, case=case, by=by)
    mine = places_of(by, case)[0]
    turn_place(case, mine, PlaceKind.CONVENER)
    for place in case.receivers:
        end_place(case, place)
    finish(Op.TAKE_ON, case=case, subject=mine.ref)


@transaction.atomic
def talk_with_family(*, case: Case, by: Actor, talked_with: str) -> None:
    """The family has been told of the worry: it is theirs to read now, and no longer expires (C100, C184)."""
    case = begin(Op.TALK_WITH_FAMILY, case=case, by=by)
    mine = places_of(by, case)[0]
    give_access(mine, [scope for scope in case.scopes_seen if scope.owner_id in (None, by.person.pk)])
    give_access(mine, [scope for scope in case.scopes_seen if scope.kind == ScopeKind.TALK])
    family = case.scope_of(ScopeKind.FAMILY)
    Worry.objects.filter(case=case).update(scope=family, talked_at=clock.now(), talked_with=talked_with)
    finish(
        Op.TALK_WITH_FAMILY,
        case=case,
        changes=[Change("talked_with", family.pk, new=talked_with)],
    )


@transaction.atomic
def add_family_member(
    *,
    case: Case,
    by: Actor,
    kind: PlaceKind,
    called: str,
    evidence: str,
    safe: bool,
    person_ref: str = "",
    said_yes: Collection[Place] = (),
) -> Place:
    """Somebody in the family comes into the case; without a ref, the one it is about.

    `said_yes`: who wants somebody close to come (C068). Raises `Refused` when not all do, or when somebody
    must not know and it has not been said to be safe.
    """
    case = begin(Op.ADD_FAMILY_MEMBER, case=case, by=by)
    require(safety.safe_to_add(case, safe), approving.wanted_by_all(case, kind, said_yes))
    if person_ref:
        place = join_family(case, person_ref=person_ref, kind=kind, called=called)
        if kind == CLOSE:  # takes part in the questions; the family's answers are its own
            end_access(place, [case.scope_of(ScopeKind.FAMILY)])
            Approval.of_close(case, place, said_yes, places_of(by, case)[0])
    else:
        place = let_in(case, case.subject_place)
    family = case.scope_of(ScopeKind.FAMILY)
    said = [Change("evidence", family.pk, new=evidence)]
    finish(Op.ADD_FAMILY_MEMBER, case=case, subject=place.ref, scope_id=family.pk, changes=said)
    return place


@transaction.atomic
def start_preparing(*, case: Case, by: Actor, said_by: str, both_needed: bool) -> None:
    """The family wants a SIP, and both principals are needed: the work begins (C103, C112, C116)."""
    case = begin(Op.START_PREPARING, case=case, by=by)
    require(rules.ready_to_prepare(case, both_needed))
    _write_reply(Op.START_PREPARING, case, by, ReplyKind.STARTED, said_by=said_by)


@transaction.atomic
def decline(*, case: Case, by: Actor, said_by: str, reason: str = "") -> None:
    """It is an offer: the family may say no, without a reason (C185). Whatever was open to others is shut."""
    case = begin(Op.DECLINE, case=case, by=by)
    require(rules.may_decline(case, by))
    end_sharing(case)
    _write_reply(Op.DECLINE, case, by, ReplyKind.DECLINED, said_by=said_by, reason=reason)


@transaction.atomic
def refuse_request(*, case: Case, by: Actor, decided_by: str, reason: str) -> None:
    """Staff say no, only in exceptional cases and with a written reason (C115)."""
    case = begin(Op.REFUSE, case=case, by=by)
    require(rules.may_refuse(case))
    _write_reply(Op.REFUSE, case, by, ReplyKind.REFUSED, said_by=decided_by, reason=reason)


def _write_worry(case: Case, by: Actor, told: Told, scope: Scope) -> None:
    mine = places_of(by, case)[0]
    note_answer(case=case, by=by, answer=told.must_not_know)
    ref = new_ref()
    Worry.objects.create(
        ref=ref,
        case=case,
        scope=scope,
        noticed_by=told.noticed_by,
        noticed_on=told.noticed_on,
        indicators=told.indicators,
        why=one_form(told.why),
        language=told.language,
        after_hospital=told.after_hospital,
        written_by=mine,
        sealed_telephone=crypto.seal(told.telephone, f"initiative_worry.telephone:{ref}")
        if told.telephone
        else "",
    )


def _write_refusal(case: Case, by: Actor, refusal: Refusal, scope: Scope) -> None:
    told = {"refused_by": refusal.by, "refused_on": refusal.on, "reason": refusal.reason}
    SecondRequest.objects.create(case=case, scope=scope, written_by=places_of(by, case)[0], **told)


def _write_reply(op: Op, case: Case, by: Actor, kind: ReplyKind, *, said_by: str, reason: str = "") -> None:
    family = case.scope_of(ScopeKind.FAMILY)
    Reply.objects.create(
        case=case,
        scope=family,
        kind=kind,
        reason=one_form(reason),
        said_by=said_by,
        written_by=places_of(by, case)[0],
        at=clock.now(),
    )
    finish(op, case=case, changes=_said(family, said_by, reason))


def _said(scope: Scope, said_by: str, reason: str) -> Iterable[Change]:
    return [Change("said_by", scope.pk, new=said_by), Change("reason", scope.pk, new=reason)]
