"""The verbs between the meetings: how a measure goes, notes, and help to reach others."""

from __future__ import annotations

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, begins_in, finish
from samsyn.cases.models import Case, Scope
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.kernel.text import one_form
from samsyn.people.actor import Actor
from samsyn.process.progress import asking, rules
from samsyn.process.progress.models import Errand, ErrandAnswer, Mark, Note, Outcome, State


@transaction.atomic
def mark_measure(
    *, case: Case, by: Actor, measure_ref: str, state: str, words: str = "", language: str = "sv"
) -> Mark:
    """A measure's owner says that it has begun, is done or is stopped, and why (C155).

    The plan stays as it was established; the newest mark counts. The same said twice is said once.
    Raises `Measure.DoesNotExist` for one that is not in the newest plan, and `Refused`.
    """
    case = begin(Op.MARK_MEASURE, case=case, by=by)
    item, words = rules.item(case, measure_ref), one_form(words)
    require(rules.is_mine(by, case, item), rules.gives_why(state, words))
    if item.newest and (item.newest.state, item.newest.words) == (state, words):
        return item.newest
    made = Mark.objects.create(
        measure=item.measure, state=State(state), scope_id=item.measure.scope_id,
        **_written(case, by, words, language),
    )  # fmt: skip
    changes = [
        Change(f"state:{measure_ref}", made.scope_id, new=state, old=item.newest and item.newest.state),
        Change(f"words:{measure_ref}", made.scope_id, new=words),
    ]
    finish(Op.MARK_MEASURE, case=case, subject=made.ref, scope_id=made.scope_id, changes=changes)
    return made


@transaction.atomic
def write_note(
    *,
    case: Case,
    by: Actor,
    words: str,
    scope: Scope | None = None,
    answers: Note | None = None,
    language: str = "sv",
) -> Note:
    """Write to the one who holds the plan together, or reply: a reply lies where the note lies (C174).

    Of the family it is read by the two alone; of staff by those who see the question chosen, the family too.
    Raises `Refused` for nothing written and for a scope that is not the actor's to write in.
    """
    case = begin(Op.WRITE_NOTE, case=case, by=by)
    words = one_form(words)
    require(asking.says_something(words))
    if answers is None:
        scope = scope or asking.readers(by, case)[0][0]
        require(asking.may_write_in(by, case, scope))
        scope = Scope.objects.get(pk=begins_in(case, scope.pk))
    else:
        scope = answers.scope
    note = Note.objects.create(answers=answers, scope=scope, **_written(case, by, words, language))
    changes = [Change("words", scope.pk, new=words)]
    finish(Op.WRITE_NOTE, case=case, subject=note.ref, scope_id=scope.pk, changes=changes)
    return note


@transaction.atomic
def ask_errand(
    *, case: Case, by: Actor, whom: str, words: str, together: bool = True, language: str = "sv"
) -> Errand:
    """Child or family asks for help to reach another body that may be concerned (C150).

    Answered within the agreement's days. `together`: the family reads it together, else the asker alone with
    the one who leads. Raises `Refused` when it does not say whom or about what.
    """
    case = begin(Op.ASK_ERRAND, case=case, by=by)
    whom, words = one_form(whom), one_form(words)
    require(asking.says_something(whom), asking.says_something(words))
    scope = asking.asks_in(by, case, together)
    errand = Errand.objects.create(
        whom=whom, due=asking.answer_by(case, clock.today()), scope=scope,
        **_written(case, by, words, language),
    )  # fmt: skip
    changes = [Change("whom", scope.pk, new=whom), Change("words", scope.pk, new=words)]
    finish(Op.ASK_ERRAND, case=case, subject=errand.ref, scope_id=scope.pk, changes=changes)
    return errand


@transaction.atomic
def answer_errand(
    *, case: Case, by: Actor, errand: Errand, outcome: str, words: str, language: str = "sv"
) -> ErrandAnswer:
    """The one who leads says what happened; whoever asked reads it (C150). Raises `Refused`."""
    case = begin(Op.ANSWER_ERRAND, case=case, by=by)
    words = one_form(words)
    require(asking.says_something(words))
    made = ErrandAnswer.objects.create(
        errand=errand, outcome=Outcome(outcome), scope_id=errand.scope_id,
        **_written(case, by, words, language),
    )  # fmt: skip
    changes = [Change("outcome", made.scope_id, new=outcome), Change("words", made.scope_id, new=words)]
    finish(Op.ANSWER_ERRAND, case=case, subject=errand.ref, scope_id=made.scope_id, changes=changes)
    return made


def _written(case: Case, by: Actor, words: str, language: str) -> dict[str, object]:
    return {
        "case": case,
        "words": words,
        "language": language,
        "written_by": places_of(by, case)[0],
        "at": clock.now(),
    }
