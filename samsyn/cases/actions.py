"""The spine's own verbs: `begin` and `finish`, and the primitives that alone write who sees what.

The primitives have no Op: the verbs of the process call them between `begin` and `finish`. They are definer
functions of the database, which checks the caller once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samsyn.audit.actions import Change, write_event
from samsyn.cases import apart
from samsyn.cases.access import may
from samsyn.cases.ages import comes_of_age, content_closes
from samsyn.cases.calling import call as _call
from samsyn.cases.joining import has_joined
from samsyn.cases.models import Case, CaseRow, Place, PlaceKind, Question, Round, Scope
from samsyn.cases.stages import MOVES, Op, Stage
from samsyn.kernel import clock, crypto
from samsyn.kernel.decision import require
from samsyn.kernel.ref import new_ref
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Organisation


@dataclass(frozen=True)
class Subject:
    """Who a case is about, as the one who opens it says."""

    ref: str
    kind: PlaceKind
    called: str
    born: date | None = None
    number: str = ""


def begin(op: Op, *, case: Case, by: Actor) -> Case:
    """Lock the case, read it anew and ask both tables. Raises `Refused`."""
    enter_case(case.ref)
    cases = Case.objects.select_for_update(no_key=True, of=("self",))
    case = apart.stand(apart.standing(cases).get(pk=case.pk))
    require(may(by, op, case))
    return case


def finish(
    op: Op, *, case: Case, subject: str = "", scope_id: int | None = None, changes: Iterable[Change] = ()
) -> None:
    """Move the stage as the table says and write the event; without a scope the frame's readers see it."""
    _stages, leads_to = MOVES[op]
    if leads_to is not None:
        Round.objects.filter(pk=case.round.pk).update(stage=leads_to)
        case.round.stage = leads_to
    write_event(op, scope_id=scope_id or case.scope_id, subject=subject, changes=changes)


def enter_case(ref: str) -> int | None:
    """Take a case into focus, for this transaction. None when it is unknown or unseen: no difference."""
    return _call("enter_case", ref)


@transaction.atomic
def open_new_case(
    *,
    by: Actor,
    subject: Subject,
    my_kind: PlaceKind,
    controller: Organisation,
    agreement_version: int,
    agreement: str = "",
    until: datetime | None = None,
) -> Case:
    """A case about someone, with the actor in it; whatever is opened ends at `until`.

    `agreement`: the code of the one that holds, when it is not the controller's own.
    """
    ref = new_ref()
    sealed = crypto.seal(subject.number, f"cases_case.number:{ref}") if subject.number else ""
    pk = _call(
        "new_case", ref, subject.ref, subject.kind, subject.called, subject.born, sealed,
        agreement or controller.agreement, agreement_version, my_kind, by.person.name, controller.ref, until,
    )  # fmt: skip
    case = Case.objects.get(pk=pk)
    for place in case.people:
        _until_grown(case, place)
    write_event("open", scope_id=case.scope_id, subject=case.ref)
    return case


def join_family(case: Case, *, person_ref: str, kind: PlaceKind, called: str) -> Place:
    """A family member gets a place, and what is the family's together."""
    place = _placed(case, _call("join_case", None, person_ref, None, kind, called))
    give_access(place, case.family_scopes)
    place = _until_grown(case, place)
    has_joined(case, kind)
    return place


def let_in(case: Case, place: Place) -> Place:
    """A family member who was named in the case comes in, as the others in the family."""
    place = _placed(case, _call("open_place", place.pk))
    give_access(place, case.family_scopes)
    return _until_grown(case, place)


def join_staff(case: Case, *, duty: Assignment, kind: PlaceKind) -> Place:
    """A staff member gets a place, sees who is in the case and what is the own unit's; nothing else."""
    name = duty.person.name
    return _placed(case, _call("join_case", duty.unit.ref, duty.person.ref, duty.ref, kind, name))


def give_access(place: Place, scopes: Iterable[Scope], until: datetime | None = None) -> None:
    """Open scopes for a place, or move the end of what it has."""
    _call("give_access", place.pk, [scope.pk for scope in scopes], until)


def apart_scope(case: Case, base: Scope, without: Place) -> Scope:
    """The scope like `base`, always, but for that family member: to hide one thing is to move it there."""
    pk = _call("apart_scope", base.pk, without.pk)
    case.__dict__.pop("scopes_seen", None)
    return Scope.objects.get(pk=pk)


def move_subtree(row: CaseRow, scope: Scope) -> list[str]:
    """A row, all that lies below it and what the log says of it, between scopes of one root. Their refs."""
    return _call("move_row", row._meta.db_table, row.ref, scope.pk)


def begins_in(case: Case, scope_id: int) -> int:
    """Where what staff write for that scope begins: without those who are not to see what is new."""
    return _call("begins_in", scope_id)


def keep_new(place: Place, since: datetime | None) -> None:
    """Since then that guardian does not see what staff write anew; None: does again."""
    _call("keep_new", place.pk, since)


def private_room(case: Case) -> int:
    """The scope that only the actor sees, after the second step; made when first asked for."""
    return _call("private_room")


def close_content(place: Place, at: datetime | None) -> None:
    """When a guardian's access to content ends; None: with the place."""
    _call("close_content", place.pk, at)


def end_access(place: Place, scopes: Iterable[Scope]) -> None:
    """At work in the next statement: the rows are no longer found."""
    _call("end_access", place.pk, [scope.pk for scope in scopes])


def end_place(case: Case, place: Place) -> None:
    """Someone leaves the case."""
    _call("end_place", place.pk)
    case.forget()


def turn_place(case: Case, place: Place, kind: PlaceKind) -> None:
    """The same person goes on as something else."""
    _call("turn_place", place.pk, kind)
    case.forget()


def step_back(case: Case) -> None:
    """The actor leaves the case and keeps what is the own unit's: a signal, and the answer to it (C077)."""
    _call("step_back")
    case.forget()


def add_question(case: Case, *, text: str, language: str = "sv") -> Question:
    """A question of its own scope, seen by the family and the one who prepares with them."""
    number = Question.objects.filter(case=case).count() + 1
    scope_id = _call("new_question_scope", number)
    case.forget()
    return Question.objects.create(
        case=case, scope_id=scope_id, number=number, text=one_form(text), language=language
    )


def remove_question(question: Question) -> None:
    """Kept, but no longer asked."""
    Question.objects.filter(pk=question.pk).update(removed_at=clock.now())


def start_round(case: Case, *, agreement_version: int) -> Round:
    """Once more round: the next plan is handled as the first one (C162)."""
    case.forget()
    return Round.objects.create(
        case=case,
        scope_id=case.scope_id,
        number=case.round.number + 1,
        agreement_version=agreement_version,
        started=clock.now(),
        stage=Stage.PREPARING,
    )


def put_in_force(case: Case, in_force: bool) -> None:
    """A plan is (no longer) in force; independent of the stage."""
    Case.objects.filter(pk=case.pk).update(plan_in_force=in_force)
    case.plan_in_force = in_force


def _placed(case: Case, pk: int) -> Place:
    case.forget()
    return Place.objects.get(pk=pk)


def _until_grown(case: Case, place: Place) -> Place:
    """C065: what a guardian sees ends when the child comes of age: written ahead, at 00:00 that day."""
    day = comes_of_age(case) if place.kind == PlaceKind.GUARDIAN else None
    if day:
        _call("end_ahead", place.pk, clock.midnight(day))
        case.forget()
    if place.kind == PlaceKind.GUARDIAN and (day := content_closes(case)):
        close_content(place, clock.midnight(day))
    return place
