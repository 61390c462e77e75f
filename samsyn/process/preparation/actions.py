"""The verbs of preparation: write an answer, hand in, and write a party's short round."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, begins_in, finish
from samsyn.cases.models import Case, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.preparation import rules
from samsyn.process.preparation.models import SCOPE_OF_SHOWING, Answer, PartyNote, Showing

PARTS = ("now", "earlier_measures", "other")


@transaction.atomic
def prepare(
    *, case: Case, by: Actor, key: str, text: str, dont_know: bool = False, language: str = "sv"
) -> Answer:
    """Answer one question (C040–C043, C197–C203). Nobody else sees it, nor that anything was written.

    An answer already handed in stays with those who see it: the new words are shown, the old ones kept.
    """
    case = begin(Op.PREPARE, case=case, by=by)
    place = rules.preparer(by, case)
    require(rules.is_asked(place, key))
    own = case.scope_of(ScopeKind.ONE, owner=by.person.pk)
    which = {"case": case, "place": place, "round": case.round.number, "key": key}
    # An earlier one may be behind the child's second step: then this is another answer, and nothing tells.
    written = Answer.objects.filter(**which).select_related("scope__root").order_by("pk")
    answer = written.last() or Answer.objects.create(**which, scope=own, written_at=clock.now())
    change = Change(key, answer.scope_id, old=answer.text, new=one_form(text))
    answer.text, answer.dont_know, answer.language = one_form(text), dont_know, language
    answer.written_at = clock.now()
    answer.changed_at = answer.written_at if answer.handed_in_at else None
    answer.save(update_fields=["text", "dont_know", "language", "written_at", "changed_at"])
    finish(Op.PREPARE, case=case, subject=answer.ref, scope_id=answer.scope_id, changes=[change])
    return answer


@transaction.atomic
def hand_in(*, case: Case, by: Actor, showings: Mapping[str, Showing]) -> None:
    """Choose for each answer who sees it: at the meeting, only the one who leads, or nobody.

    To show is to move the row, word for word. Raises `Refused` for one that has been shown to more.
    """
    case = begin(Op.HAND_IN, case=case, by=by)
    answers = [step.answer for step in rules.steps(case, rules.preparer(by, case)) if step.answered]
    # What is kept from somebody stays so: it is shown again on a page of its own.
    free = [answer for answer in answers if answer.scope.root_id is None]
    chosen = [(answer, Showing(showings[answer.key])) for answer in free if answer.key in showings]
    require(*(rules.may_show(answer, showing) for answer, showing in chosen))
    moves = [(answer, _scope(case, by, showing)) for answer, showing in chosen]
    for answer, scope in moves:
        _show(answer, scope)
    # One line each, where that answer lies: what is later kept from somebody takes its line along.
    for answer, scope in moves:
        said = [Change(answer.key, scope.pk, new=scope.kind)]
        finish(Op.HAND_IN, case=case, subject=answer.ref, scope_id=scope.pk, changes=said)
    if not moves:
        finish(Op.HAND_IN, case=case, scope_id=_scope(case, by, Showing.SELF).pk)


@transaction.atomic
def prepare_party(
    *, case: Case, by: Actor, now: str, earlier_measures: str, other: str, language: str = "sv",
    hand_in_to: Scope | None = None,
) -> PartyNote:  # fmt: skip
    """A party's short round (C130–C132): kept within the unit, or handed in to a scope that it sees."""
    case = begin(Op.PREPARE_PARTY, case=case, by=by)
    note = rules.note_of(by, case) or _new_note(case, by)
    if hand_in_to is not None:
        require(rules.may_hand_in(case, note, hand_in_to))
    target = _target(case, note, hand_in_to)
    words = {"now": now, "earlier_measures": earlier_measures, "other": other}
    # Words that lay in a narrower scope stay in the events of that scope.
    before = {part: getattr(note, part) if target == note.scope else None for part in PARTS}
    changes = [Change(part, target.pk, old=before[part], new=one_form(text)) for part, text in words.items()]
    _write(note, by, {part: one_form(text) for part, text in words.items()} | {"language": language})
    if hand_in_to is not None:
        _show(note, target)
    finish(Op.PREPARE_PARTY, case=case, subject=note.ref, scope_id=target.pk, changes=changes)
    return note


def _scope(case: Case, by: Actor, showing: Showing) -> Scope:
    kind = SCOPE_OF_SHOWING[showing]
    return case.scope_of(kind, owner=None if kind == ScopeKind.WHOLE else by.person.pk)


def _show(row: Answer | PartyNote, scope: Scope) -> None:
    """Move a row to those who shall see it; in a scope of one's own it stays private."""
    if scope.kind == ScopeKind.ONE:
        return
    row.scope, row.handed_in_at = scope, row.handed_in_at or clock.now()
    row.save(update_fields=["scope", "handed_in_at"])


def _target(case: Case, note: PartyNote, hand_in_to: Scope | None) -> Scope:
    """Handed in, it begins without those who are not to see what is new; what is hidden stays hidden."""
    if hand_in_to is None or note.scope.root_id is not None:
        return note.scope
    return Scope.objects.get(pk=begins_in(case, hand_in_to.pk))


def _new_note(case: Case, by: Actor) -> PartyNote:
    mine = places_of(by, case)[0]
    return PartyNote.objects.create(
        case=case,
        scope=case.scope_of(ScopeKind.PARTY, unit=by.assignment.unit_id),
        round=case.round.number,
        party=mine.party,
        place=mine,
        written_at=clock.now(),
    )


def _write(note: PartyNote, by: Actor, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(note, name, value)
    note.place, note.written_at = places_of(by, note.case)[0], clock.now()
    note.changed_at = note.written_at if note.handed_in_at else None
    note.save(update_fields=[*values, "place", "written_at", "changed_at"])
