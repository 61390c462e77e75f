"""The verbs of keeping something from somebody, of the child's own room, and of who sees what is new."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases import actions as cases
from samsyn.cases import ages, guarding
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, Place, Scope, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.notices.kinds import NoticeKind
from samsyn.notices.telling import About, hush, tell
from samsyn.people.actor import Actor
from samsyn.process.seeing import items, rules, step
from samsyn.process.seeing.models import (
    Code,
    Hidden,
    How,
    PrivateNote,
    Seeing,
    SeeingAnswer,
    SeeingAsked,
)

# The field under which the log names each row that was moved: what the chain goes by (audit/verify.py).
MOVED = "moved"


@transaction.atomic
def hide(
    *,
    case: Case,
    by: Actor,
    item: items.Item,
    places: Iterable[Place],
    reason: str = "",
    language: str = "sv",
) -> Hidden:
    """Keep one thing from one or more in the family; the others see it as before (architecture 3).

    The child its own things, staff with a reason. Raises `Refused`.
    """
    case, places = begin(Op.HIDE, case=case, by=by), list(places)
    require(items.may_hide(case, by, item.kind, item.row), items.has_chosen(places, case))
    require(items.gives_reason(by, reason), step.is_open(by, case))
    scope = Scope.objects.get(pk=item.row.scope_id)
    for place in places:
        scope = cases.apart_scope(case, scope, place)
    moved = cases.move_subtree(item.row, scope)
    hidden = Hidden.objects.create(
        case=case, scope=scope, kind=item.kind, row=item.ref, by=places_of(by, case)[0],
        reason=one_form(reason), language=language, at=clock.now(),
    )  # fmt: skip
    changes = [*_names(moved, scope), Change("reason", scope.pk, new=hidden.reason)]
    finish(Op.HIDE, case=case, subject=item.ref, scope_id=scope.pk, changes=changes)
    return hidden


@transaction.atomic
def show_again(*, case: Case, by: Actor, item: items.Item) -> None:
    """What was hidden is seen by everybody who sees what it belongs to. Raises `Refused`."""
    case = begin(Op.SHOW_AGAIN, case=case, by=by)
    require(items.may_hide(case, by, item.kind, item.row), items.is_kept(item), step.is_open(by, case))
    hidden_in = Scope.objects.get(pk=item.row.scope_id)
    moved = _show(case, item, How.AGAIN)
    # That it was hidden is told where it was hidden.
    finish(
        Op.SHOW_AGAIN, case=case, subject=item.ref, scope_id=hidden_in.pk, changes=_names(moved, hidden_in)
    )


@transaction.atomic
def show_together(*, case: Case, by: Actor, item: items.Item, words: str, language: str = "sv") -> None:
    """Staff and child show it to the guardian together; how it was done is written where all of them read.

    Raises `Refused` without words.
    """
    case = begin(Op.SHOW_TOGETHER, case=case, by=by)
    require(items.is_kept(item), items.says_how(words))
    moved = _show(case, item, How.TOGETHER)
    target = Scope.objects.get(pk=item.row.scope_id)
    changes = [*_names(moved, target), Change("words", target.pk, new=one_form(words))]
    finish(Op.SHOW_TOGETHER, case=case, subject=item.ref, scope_id=target.pk, changes=changes)


@transaction.atomic
def set_code(*, case: Case, by: Actor, code: str) -> Code:
    """The child and whoever leads choose the child's code together; the one before no longer opens anything.

    Raises `Refused` for one that is too easy.
    """
    case = begin(Op.SET_CODE, case=case, by=by)
    require(step.is_good(case, code))
    talk = _talk(case)
    made = Code.objects.create(
        case=case, scope=talk, hash=make_password(code), by=places_of(by, case)[0], at=clock.now()
    )
    # That there is a code is not told to whoever has borrowed the child's sign-in.
    finish(Op.SET_CODE, case=case, subject=made.ref, scope_id=guarding.staff_scope(case).pk)
    return made


@transaction.atomic
def keep(*, case: Case, by: Actor, text: str, language: str = "sv") -> PrivateNote:
    """Spara bara för mig: the child writes in its own room, after the second step. Raises `Refused`."""
    case = begin(Op.KEEP, case=case, by=by)
    require(step.is_open(by, case), items.says_something(text))
    room = cases.private_room(case)
    note = PrivateNote.objects.create(
        case=case, scope_id=room, text=one_form(text), language=language, at=clock.now()
    )
    finish(Op.KEEP, case=case, subject=note.ref, scope_id=room)
    return note


@transaction.atomic
def ask_seeing(*, case: Case, by: Actor) -> SeeingAsked:
    """The child is asked whether its guardians shall see what is new; the guardians read that it is asked.

    Raises `Refused` before the agreement's day.
    """
    case = begin(Op.ASK_SEEING, case=case, by=by)
    require(rules.is_time(case))
    family = case.scope_of(ScopeKind.FAMILY)
    asked = SeeingAsked.objects.create(case=case, scope=family, by=places_of(by, case)[0], at=clock.now())
    finish(Op.ASK_SEEING, case=case, subject=asked.ref, scope_id=family.pk)
    tell(case, NoticeKind.SEEING_ASKED, case.subject_place, About(family.pk, asked.ref))
    return asked


@transaction.atomic
def answer_seeing(
    *, case: Case, by: Actor, place: Place, answer: Seeing, words: str = "", language: str = "sv"
) -> SeeingAnswer:
    """What the child says about one guardian, itself or to whoever leads. Only those two read the answer.

    It holds from the birthday, or at once when that has been. Raises `Refused`.
    """
    case = begin(Op.ANSWER_SEEING, case=case, by=by)
    require(rules.is_time(case), rules.is_about_a_guardian(case, place))
    made = _write(case, by, place, answer, one_form(words), language, decided=False)
    finish(Op.ANSWER_SEEING, case=case, subject=made.ref, scope_id=made.scope_id, changes=_said(made))
    hush(case.subject_place, NoticeKind.SEEING_ASKED)
    return made


@transaction.atomic
def decide_seeing(
    *, case: Case, by: Actor, place: Place, answer: Seeing, words: str, language: str = "sv"
) -> SeeingAnswer:
    """Whoever leads decides instead of a child that has been asked and has not answered, and says why.

    The child may change it at any time. Raises `Refused`.
    """
    case = begin(Op.DECIDE_SEEING, case=case, by=by)
    require(rules.is_about_a_guardian(case, place), rules.can_decide(case, place, words))
    made = _write(case, by, place, answer, one_form(words), language, decided=True)
    finish(Op.DECIDE_SEEING, case=case, subject=made.ref, scope_id=made.scope_id, changes=_said(made))
    return made


def _write(
    case: Case, by: Actor, place: Place, answer: Seeing, words: str, language: str, *, decided: bool
) -> SeeingAnswer:
    _apply(case, place, Seeing(answer))
    return SeeingAnswer.objects.create(
        case=case, scope=_talk(case), place=place, answer=Seeing(answer), decided=decided, words=words,
        language=language, by=places_of(by, case)[0], at=clock.now(),
    )  # fmt: skip


def _apply(case: Case, place: Place, answer: Seeing) -> None:
    """What an answer opens and shuts, from the birthday it is about."""
    turn, shows = rules.turn_of(case), answer in (Seeing.YES, Seeing.PARTLY)
    if turn is None or answer == Seeing.DONT_KNOW:
        return
    if not turn.closes:
        since = max(clock.midnight(turn.day), clock.now())
        cases.keep_new(place, None if shows else since)
        if shows and place.content_until:  # closed by a rule that no longer holds
            cases.close_content(place, None)
            cases.give_access(place, case.family_scopes)
        return
    day = ages.content_closes(case, clock.today() if shows else None)
    until = max(clock.midnight(day), clock.now()) if day else None
    cases.close_content(place, until)
    if shows:
        cases.give_access(place, case.family_scopes)


def _show(case: Case, item: items.Item, how: How) -> list[str]:
    """Back to where it belongs; who had hidden it, and why, stays where it was."""
    root = Scope.objects.get(pk=item.row.scope_id).root
    Hidden.objects.filter(case=case, row=item.ref, shown_at=None).update(shown_at=clock.now(), shown_how=how)
    moved = cases.move_subtree(item.row, root)
    item.row.refresh_from_db(fields=["scope"])
    return moved


def _names(moved: Iterable[str], scope: Scope) -> list[Change]:
    return [Change(MOVED, scope.pk, new=ref) for ref in moved]


def _said(made: SeeingAnswer) -> list[Change]:
    return [
        Change("answer", made.scope_id, new=made.answer),
        Change("words", made.scope_id, new=made.words),
    ]


def _talk(case: Case) -> Scope:
    """What lies between the child and whoever leads."""
    return case.scope_of(ScopeKind.TALK, owner=case.subject_place.person_id)
