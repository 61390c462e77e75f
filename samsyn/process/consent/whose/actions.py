"""The verbs of who decides: what is proved, what is judged, and when nobody is waited for any longer."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.calling import call
from samsyn.cases.models import Case, Place, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.gateways.custody import Said
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import custody
from samsyn.process.consent import rules as consent
from samsyn.process.consent.models import Authority, AuthorityKind, CustodyCheck, Ground
from samsyn.process.consent.opening import open_what_is_agreed
from samsyn.process.consent.whose import rules
from samsyn.process.consent.whose.rules import Told
from samsyn.process.initiative import rules as initiative
from samsyn.process.initiative.ending import end_sharing
from samsyn.process.initiative.models import Reply, ReplyKind

PLAN = "plan"  # in a silence: about the preliminary plan, not about consent


@transaction.atomic
def record_authority(*, case: Case, by: Actor, place: Place, kind: str, told: Told) -> Authority:
    """Sole custody, an appointed guardian, one who is away, a decision (FB 6 kap. 13 a §), a god man.

    Changes whose yes opens, from now on. Raises `Refused` without source, document or end.
    """
    case = begin(Op.RECORD_AUTHORITY, case=case, by=by)
    require(rules.can_be_recorded(kind, place, told), rules.someone_is_left(case, kind, place))
    made = _write(case, by, place, kind, told)
    open_what_is_agreed(case)
    _tell(Op.RECORD_AUTHORITY, case, made, told.ground)
    return made


@transaction.atomic
def end_authority(*, case: Case, by: Actor, authority: Authority) -> None:
    """It no longer holds: whose yes is needed is counted anew."""
    case = begin(Op.RECORD_AUTHORITY, case=case, by=by)
    Authority.objects.filter(pk=authority.pk, ended_at=None).update(ended_at=clock.now())
    open_what_is_agreed(case)
    change = Change("authority", authority.scope_id, old=authority.kind)
    finish(
        Op.RECORD_AUTHORITY, case=case, subject=authority.ref, scope_id=authority.scope_id, changes=[change]
    )


@transaction.atomic
def judge_maturity(
    *, case: Case, by: Actor, judged_by: str, on: date, ground: str, alone: bool = False
) -> Authority:
    """C057: how mature the child is, with who judged it, when and on what ground; `alone`: it answers itself.

    Raises `Refused` below the age that the agreement names for answering alone.
    """
    case = begin(Op.JUDGE_MATURITY, case=case, by=by)
    require(rules.may_judge(case, judged_by, ground, on))
    if alone:
        require(rules.may_answer_alone(case))
    told = Told(judged_by, "", on, ground=ground)
    made = _write(case, by, case.subject_place, AuthorityKind.MATURITY, told, alone=alone)
    open_what_is_agreed(case)
    _tell(Op.JUDGE_MATURITY, case, made, ground)
    return made


@transaction.atomic
def check_custody(*, case: Case, by: Actor, place: Place) -> Said:
    """Ask the register now. What it says lies between that guardian and whoever leads."""
    case = begin(Op.CHECK_CUSTODY, case=case, by=by)
    require(rules.is_guardian(place))
    said = custody.ask_register(case, place)
    open_what_is_agreed(case)
    _tell_custody(case, place, said)
    return said


@transaction.atomic
def prove_by_hand(
    *,
    case: Case,
    by: Actor,
    place: Place,
    source: str,
    document: str,
    valid_to: date,
    second: Assignment,
) -> CustodyCheck:
    """For one whom the register does not answer for: a paper that two persons see, with its last day.

    Proves nothing before the second one has seen it too. Raises `Refused`.
    """
    case = begin(Op.CHECK_CUSTODY, case=case, by=by)
    require(rules.is_guardian(place), rules.can_be_second(by, second, valid_to))
    made = CustodyCheck.objects.create(
        case=case, scope=_talk(case, place), place=place, said=Said.GUARDIAN, source=one_form(source),
        document=one_form(document), valid_to=valid_to, second=second, at=clock.now(),
        written_by=places_of(by, case)[0],
    )  # fmt: skip
    _tell_custody(case, place, f"{made.source}: {made.document}")
    return made


@transaction.atomic
def confirm_custody(*, by: Actor, ref: str) -> int:
    """The second of two has seen the paper; not a verb of the case, which that one is not in.

    Raises `ProgrammingError` (42501) for anybody who has not been asked, and for the one who wrote it.
    """
    return call("confirm_custody", ref)


@transaction.atomic
def end_waiting(
    *, case: Case, by: Actor, place: Place, tried: str, since: date | None = None, about: str = ""
) -> Authority:
    """Silence has an end: what was tried is written down, and it goes on with what the others agree to.

    `since`: from which day there has been something to answer, when it is not the question about consent
    (`about`). A no is never taken for silence. Raises `Refused` before the agreement's time has run out.
    """
    case = begin(Op.END_WAITING, case=case, by=by)
    asked = consent.inquiry(case)
    if not about:
        require(rules.is_silent(case, place))
    start = since or clock.local(asked.asked_at).date()
    require(rules.may_end_waiting(case, place, start), rules.has_tried(tried))
    questions = (about,) if about else ()
    told = Told(places_of(by, case)[0].called, "", clock.today(), asked.valid_to, tried, questions)
    made = _write(case, by, place, AuthorityKind.SILENT, told)
    open_what_is_agreed(case)
    _tell(Op.END_WAITING, case, made, tried)
    return made


@transaction.atomic
def end_unanswered(*, case: Case, by: Actor, tried: str) -> None:
    """Nobody whose yes is needed has answered: the request ends as unanswered, and nothing has been opened.

    What was tried is read by the family, who may ask again whenever they want. Raises `Refused` before the
    agreement's time has run out, when anybody has answered, and while a plan is in force.
    """
    case = begin(Op.DECLINE, case=case, by=by)
    require(initiative.may_decline(case, by), rules.may_end_unanswered(case), rules.has_tried(tried))
    family, mine = case.scope_of(ScopeKind.FAMILY), places_of(by, case)[0]
    Reply.objects.create(
        case=case, scope=family, kind=ReplyKind.UNANSWERED, reason=one_form(tried), said_by=mine.called,
        written_by=mine, at=clock.now(),
    )  # fmt: skip
    end_sharing(case)
    said = [Change("answer", family.pk, new=ReplyKind.UNANSWERED), Change("reason", family.pk, new=tried)]
    finish(Op.DECLINE, case=case, scope_id=family.pk, changes=said)


def _write(case: Case, by: Actor, place: Place, kind: str, told: Told, *, alone: bool = False) -> Authority:
    made = Authority.objects.create(
        case=case, scope=case.scope_of(ScopeKind.FAMILY), kind=kind, place=place, alone=alone,
        source=one_form(told.source), document=one_form(told.document), decided_on=told.decided_on,
        valid_to=told.valid_to, questions=list(told.questions), written_by=places_of(by, case)[0],
        at=clock.now(),
    )  # fmt: skip
    if told.ground.strip():
        Ground.objects.create(case=case, scope=_talk(case, place), authority=made, text=one_form(told.ground))
    return made


def _talk(case: Case, place: Place) -> Scope:
    """Between that person and whoever leads."""
    return case.scope_of(ScopeKind.TALK, owner=place.person_id)


def _tell(op: Op, case: Case, made: Authority, ground: str) -> None:
    """That it holds is the family's to read; the ground is read by the one it is about."""
    family = [
        Change("authority", made.scope_id, new=made.kind),
        Change("source", made.scope_id, new=made.source),
        *([Change("document", made.scope_id, new=made.document)] if made.document else []),
    ]
    words = [Change("ground", _talk(case, made.place).pk, new=one_form(ground))] if ground else []
    finish(op, case=case, subject=made.ref, scope_id=made.scope_id, changes=[*family, *words])


def _tell_custody(case: Case, place: Place, said: str) -> None:
    own = _talk(case, place).pk
    change = Change("custody", own, new=str(said))
    finish(Op.CHECK_CUSTODY, case=case, subject=place.ref, scope_id=own, changes=[change])
