"""Notes to the one who holds the plan together, and help to reach others: who reads them, what waits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, LEADERS, kinds_of
from samsyn.cases.models import Case, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.people.actor import Actor
from samsyn.process.preparation import rules as preparation
from samsyn.process.progress.models import Errand, ErrandAnswer, Note, Outcome

SHOWN = 100  # of the newest


@dataclass(frozen=True)
class Thread:
    """A note with its replies."""

    note: Note
    replies: list[Note] = field(default_factory=list)

    @property
    def last(self) -> Note:
        return self.replies[-1] if self.replies else self.note


@dataclass(frozen=True)
class Asked:
    """An errand with what has been answered, the newest last."""

    errand: Errand
    answers: list[ErrandAnswer] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not self.answers or self.answers[-1].outcome == Outcome.ON_ITS_WAY

    @property
    def is_late(self) -> bool:
        """Nobody has said anything yet, and the day is past."""
        return not self.answers and self.errand.due is not None and self.errand.due < clock.today()


# Notes ----------------------------------------------------------------------


def threads(case: Case) -> list[Thread]:
    """What the reader may read, the newest first."""
    rows = Note.objects.filter(case=case).select_related("written_by", "scope").order_by("pk")
    replies: dict[int, list[Note]] = defaultdict(list)
    for note in rows:
        if note.answers_id:
            replies[note.answers_id].append(note)
    firsts = [note for note in rows if note.answers_id is None]
    return [Thread(note, replies[note.pk]) for note in reversed(firsts[-SHOWN:])]


def readers(by: Actor, case: Case) -> list[tuple[Scope, str]]:
    """Where the actor may write, in words that say who reads it; the narrowest that fits comes first.

    The family writes to the one who leads, alone. Staff choose a question they see, so that the family reads
    it too; the one who leads can also write to one in the family alone.
    """
    kinds = kinds_of(by, case)
    if kinds & FAMILY:
        return [(case.scope_of(ScopeKind.TALK, owner=by.person.pk), "")]
    shared = preparation.places_to_show(case, None)
    return [*shared, *_alone_with(case)] if kinds & LEADERS else shared


def _alone_with(case: Case) -> list[tuple[Scope, str]]:
    names = {place.person_id: place.called for place in case.people if place.kind in FAMILY}
    talks = [scope for scope in case.scopes_seen if scope.kind == ScopeKind.TALK]
    return [
        (scope, _("Bara till %(name)s") % {"name": names[scope.owner_id]})
        for scope in talks
        if scope.owner_id in names
    ]


def reads(case: Case, scope: Scope) -> str:
    """Who reads what lies in this scope, for the line below a note."""
    if scope.kind == ScopeKind.TALK:
        owner = next((place for place in case.people if place.person_id == scope.owner_id), None)
        names = {"name": owner.called if owner else "", "leader": case.leader.called if case.leader else ""}
        return _("Det här läser bara %(name)s och %(leader)s.") % names
    if scope.kind == ScopeKind.QUESTION:
        return _("Det här läser familjen och de som får se frågan %(number)s.") % {"number": scope.question}
    return _("Det här läser familjen och de som får se alla frågor.")


def may_write_in(by: Actor, case: Case, scope: Scope) -> Decision:
    if scope in [one for one, _label in readers(by, case)]:
        return ALLOWED
    return refuse(_("Välj vilken fråga det gäller."))


def says_something(words: str) -> Decision:
    return ALLOWED if words.strip() else refuse(_("Skriv något först."))


# Help to reach others ----------------------------------------------------------------------


def errands(case: Case) -> list[Asked]:
    """What the reader may read, the newest first."""
    rows = Errand.objects.filter(case=case).select_related("written_by", "scope").order_by("-pk")[:SHOWN]
    given = ErrandAnswer.objects.filter(case=case).select_related("written_by").order_by("pk")
    answers: dict[int, list[ErrandAnswer]] = defaultdict(list)
    for answer in given:
        answers[answer.errand_id].append(answer)
    return [Asked(errand, answers[errand.pk]) for errand in rows]


def answer_by(case: Case, asked_on: date) -> date | None:
    """The last day for an answer; None where the agreement has no number."""
    return case.terms.last_day("errand_answer_within", asked_on)


def asks_in(by: Actor, case: Case, together: bool) -> Scope:
    """The family reads it together, or only the one who asks and the one who leads."""
    if together or not kinds_of(by, case) & FAMILY:
        return case.scope_of(ScopeKind.FAMILY)
    return case.scope_of(ScopeKind.TALK, owner=by.person.pk)


# What waits for the one who leads ----------------------------------------------------------------------


def waiting(cases: list[Case]) -> dict[int, tuple[int, int, date | None]]:
    """Case → notes without a reply from one who leads, open errands, and the first day one is due."""
    pks = [case.pk for case in cases]
    notes = _unanswered_notes(pks)
    found: dict[int, list[Errand]] = defaultdict(list)
    for errand in _open_errands(pks):
        found[errand.case_id].append(errand)
    return {
        pk: (notes.get(pk, 0), len(found[pk]), min((e.due for e in found[pk] if e.due), default=None))
        for pk in pks
        if notes.get(pk) or found[pk]
    }


def _unanswered_notes(pks: list[int]) -> dict[int, int]:
    last: dict[int, tuple[int, bool]] = {}
    rows = Note.objects.filter(case__in=pks).order_by("pk")
    for pk, case, answers, kind in rows.values_list("pk", "case", "answers", "written_by__kind"):
        last[answers or pk] = (case, kind in LEADERS)
    counts: dict[int, int] = defaultdict(int)
    for case, answered in last.values():
        counts[case] += not answered
    return counts


def _open_errands(pks: list[int]) -> list[Errand]:
    closing = ErrandAnswer.objects.filter(case__in=pks).exclude(outcome=Outcome.ON_ITS_WAY)
    return list(Errand.objects.filter(case__in=pks).exclude(pk__in=closing.values("errand")).order_by("pk"))
