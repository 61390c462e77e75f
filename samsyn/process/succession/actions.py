"""The verbs of people changing. What ends the actor's own place comes last: nothing can be written after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.audit.actions import Change, write_event
from samsyn.cases import changing
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, end_place, enter_case, finish
from samsyn.cases.models import Case, Place, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused, bar, require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent.opening import open_what_is_agreed
from samsyn.process.succession import alarms, growing, rules
from samsyn.process.succession.models import (
    Departure,
    Reason,
    Relocation,
    RelocationYes,
    Succession,
    Why,
)


@transaction.atomic
def step_in(*, by: Actor, ref: str) -> Case:
    """Whoever answers for a unit takes care of a case that nobody leads (C153): who is in it, no content.

    Not a verb of the case: the actor is not in it before. Raises `Refused` when somebody leads it.
    """
    if alarms.alarm_of(by, ref) is None:
        raise Refused(bar(_("Den SIP:en har någon som håller ihop den, eller så hör den inte till dig.")))
    case = changing.step_in(ref)
    write_event("step_in", scope_id=case.scope_id, subject=places_of(by, case)[0].ref)
    return case


@transaction.atomic
def step_out(*, case: Case, by: Actor) -> None:
    """Whoever stepped in goes out again and names nobody: the one who led is back. Raises `Refused`."""
    enter_case(case.ref)
    mine = alarms.standing_in(by, case)
    if mine is None:
        raise Refused(bar(_("Bara den som har gått in som chef kan gå ur så.")))
    write_event("step_out", scope_id=case.scope_id, subject=mine.ref)
    changing.leave_case(case, mine)


@transaction.atomic
def appoint_successor(*, case: Case, by: Actor, successor: Assignment, stays: bool = False) -> Place:
    """Somebody else leads from now on (C153): with exactly what the leader had, and the family is told.

    By the leader ahead of a leave, or by whoever stepped in. `stays`: the one who led goes on as a member.
    Raises `Refused` for one who is not at work in the same organisation.
    """
    case = begin(Op.APPOINT_SUCCESSOR, case=case, by=by)
    require(alarms.may_name(by, case))
    old, why = rules.leader(case), alarms.reason(by, case)
    require(rules.can_succeed(rules.colleagues(case), successor), rules.can_stay(why, stays))
    new = changing.hand_over(case, old, successor)
    row = _write_succession(case, by, old, new, why)
    finish(Op.APPOINT_SUCCESSOR, case=case, subject=row.ref, changes=_led(case, old, new))
    changing.retire_leader(case, old, stays=stays)
    return new


@transaction.atomic
def end_family_place(*, case: Case, by: Actor, place: Place, evidence: str, since: date) -> None:
    """A guardian no longer has custody, or somebody else in the family leaves: nothing is open from now on.

    Whose yes is needed is counted anew. `evidence`: how it was checked; `since`: from which day.
    Raises `Refused`.
    """
    case = begin(Op.END_FAMILY_PLACE, case=case, by=by)
    require(rules.may_be_ended(case, place, since))
    custody = rules.answers_for(place)
    row = _write_departure(
        case, by, place, ScopeKind.FAMILY, Why.CUSTODY if custody else Why.WISH, words=evidence, since=since
    )
    if custody:
        changing.end_custody(case, place, clock.midnight(since))
    else:
        end_place(case, place)
    open_what_is_agreed(case)
    _tell_family(Op.END_FAMILY_PLACE, case, row, {"evidence": row.words, "since": str(since)})


@transaction.atomic
def leave_case(
    *, case: Case, by: Actor, place: Place, why: str, words: str = "", language: str = "sv"
) -> None:
    """A party leaves, by itself or as whoever leads writes down: it sees nothing more, and no old yes lets it
    in again. Everybody in the case is told. Raises `Refused` for the one who leads.
    """
    case = begin(Op.LEAVE_CASE, case=case, by=by)
    require(rules.may_leave(case, by, place))
    row = _write_departure(
        case, by, place, ScopeKind.FRAME, Why(why), words=words, since=clock.today(), language=language
    )
    said = [Change("why", case.scope_id, new=row.why), Change("words", case.scope_id, new=row.words)]
    finish(Op.LEAVE_CASE, case=case, subject=row.ref, changes=said)
    changing.leave_case(case, place)


@transaction.atomic
def move_case(
    *, case: Case, by: Actor, successor: Assignment, said_yes: Mapping[str, str], stays: bool = False
) -> Place:
    """The family has moved: another body answers for the case, and somebody there leads it.

    Its agreement holds for ages at once and for days from the next round. `said_yes`: ref of a place → how
    that one said yes; everybody whose yes is needed. Raises `Refused`.
    """
    case = begin(Op.MOVE_CASE, case=case, by=by)
    new_body = successor.unit.organisation
    require(rules.moves_away(case, new_body), rules.everyone_said_yes(case, dict(said_yes)))
    require(rules.can_succeed(rules.people_at(case, successor.unit), successor))
    old = rules.leader(case)
    moved = _write_relocation(case, by, successor, said_yes)
    new = changing.move_case(case, old, successor)
    case = Case.objects.get(pk=case.pk)
    _write_succession(case, by, old, new, Reason.MOVED)
    open_what_is_agreed(case)
    finish(Op.MOVE_CASE, case=case, subject=moved.ref, changes=_led(case, old, new))
    changing.retire_leader(case, old, stays=stays)
    return new


@transaction.atomic
def come_of_age(*, case: Case, by: Actor, evidence: str = "") -> None:
    """The child has come of age: the plan is the person's own, and guardians see nothing more (C065).

    What guardians alone have agreed to is open no longer; the person is asked. `evidence` is needed when the
    birthday is unknown. Raises `Refused` before the day.
    """
    case = begin(Op.COME_OF_AGE, case=case, by=by)
    evidence = one_form(evidence)
    require(growing.has_come_of_age(case, evidence))
    for guardian in growing.guardians(case):
        _write_departure(case, by, guardian, ScopeKind.FAMILY, Why.GROWN, words="", since=clock.today())
        end_place(case, guardian)
    changing.come_of_age(case)
    open_what_is_agreed(case)
    family = case.scope_of(ScopeKind.FAMILY)
    said = [Change("evidence", family.pk, new=evidence)] if evidence else []
    finish(Op.COME_OF_AGE, case=case, subject=case.subject_place.ref, scope_id=family.pk, changes=said)


def _write_succession(case: Case, by: Actor, old: Place, new: Place, why: Reason) -> Succession:
    mine = places_of(by, case)[0]
    return Succession.objects.create(
        case=case, scope_id=case.scope_id, old=old, new=new, reason=why, named_by=mine, at=clock.now()
    )


def _led(case: Case, old: Place, new: Place) -> list[Change]:
    return [Change("leader", case.scope_id, old=_named(old), new=_named(new))]


def _named(place: Place) -> str:
    return f"{place.called}, {place.assignment}"


def _write_departure(
    case: Case, by: Actor, place: Place, where: ScopeKind, why: Why, *, words: str, since: date,
    language: str = "sv",
) -> Departure:  # fmt: skip
    return Departure.objects.create(
        case=case, scope=case.scope_of(where), place=place, why=why, words=one_form(words), language=language,
        since=since, told_by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip


def _write_relocation(
    case: Case, by: Actor, successor: Assignment, said_yes: Mapping[str, str]
) -> Relocation:
    row = {"case": case, "scope": case.scope_of(ScopeKind.FAMILY)}
    made = Relocation.objects.create(
        old=case.controller, new=successor.unit.organisation, told_by=places_of(by, case)[0],
        at=clock.now(), **row,
    )  # fmt: skip
    places = {place.ref: place for place in case.people}
    RelocationYes.objects.bulk_create(
        [RelocationYes(relocation=made, place=places[ref], how=how, **row) for ref, how in said_yes.items()]
    )
    return made


def _tell_family(op: Op, case: Case, row: Departure, said: Mapping[str, str]) -> None:
    """The family and whoever leads read why; nobody else."""
    changes = [Change(field, row.scope_id, new=text) for field, text in said.items() if text]
    finish(op, case=case, subject=row.ref, scope_id=row.scope_id, changes=changes)
