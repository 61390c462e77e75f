"""What the family asks about readings, what waits for an answer, and who reviews and gives support."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from samsyn.cases.models import Case, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.kernel.sorting import Swedish
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, OrganisationKind, Person
from samsyn.quality.logreview.models import Extract, ReadingsAnswer, ReadingsQuestion, Wish

SHOWN = 50  # of the newest


@dataclass(frozen=True)
class Asked:
    """A question with its answers, or its extract."""

    question: ReadingsQuestion
    answers: list[ReadingsAnswer] = field(default_factory=list)
    extracts: list[Extract] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not (self.answers or self.extracts)


def asked(case: Case) -> list[Asked]:
    """What the reader may read, the newest first: a family member its own, whoever leads all of them."""
    rows = ReadingsQuestion.objects.filter(case=case).select_related("asked_by").order_by("-pk")[:SHOWN]
    answers = ReadingsAnswer.objects.filter(case=case).select_related("answered_by").order_by("pk")
    extracts = Extract.objects.filter(case=case).defer("rows").order_by("pk")
    return [
        Asked(
            row,
            [one for one in answers if one.question_id == row.pk],
            [one for one in extracts if one.question_id == row.pk],
        )
        for row in rows
    ]


def answer_by(case: Case, asked_on: date) -> date | None:
    """The last day for an answer; None where the agreement has no number."""
    return case.terms.last_day("readings_answer_within", asked_on)


def own_talk(case: Case, by: Actor) -> Scope:
    """Where a family member asks: alone with whoever leads."""
    return case.scope_of(ScopeKind.TALK, owner=by.person.pk)


def waiting(cases: list[Case]) -> dict[int, tuple[int, date | None]]:
    """Case → questions without an answer, and the first day one is due. An extract is the reviewer's."""
    rows = (
        ReadingsQuestion.objects.filter(case__in=[case.pk for case in cases], wish=Wish.ANSWER)
        .exclude(pk__in=ReadingsAnswer.objects.values("question"))
        .values_list("case", "due")
    )
    found: dict[int, list[date | None]] = {}
    for case, due in rows:
        found.setdefault(case, []).append(due)
    return {pk: (len(dues), min((d for d in dues if d), default=None)) for pk, dues in found.items()}


def is_answerable(question: ReadingsQuestion) -> Decision:
    """An extract is released by whoever reviews the log, not answered by whoever leads."""
    if question.wish == Wish.ANSWER:
        return ALLOWED
    return refuse(_("Ett loggutdrag lämnas av den som granskar loggen."))


def reviewers(case: Case) -> list[Assignment]:
    """Who reviews the log at the organisation that answers for the case."""
    found = Assignment.objects.select_related("person", "unit").filter(
        unit__organisation=case.controller_id, reviews=True, valid__contains=clock.now()
    )
    return list(found.order_by("pk"))


def may_review(by: Actor) -> Decision:
    if by.assignment and by.assignment.reviews:
        return ALLOWED
    return bar(_("Den här sidan är för den som granskar loggen. Din chef vet vem det är."))


def staff(by: Actor) -> list[tuple[str, str]]:
    """Ref and name of those who work or have worked in the reviewer's organisation."""
    theirs = Assignment.objects.filter(unit__organisation=by.assignment.unit.organisation_id)
    people = Person.objects.filter(staff=True, pk__in=theirs.values("person")).order_by(Swedish("name"))
    return list(people.values_list("ref", "name"))


def may_support(by: Actor) -> Decision:
    """Only one who gives support, at the organisation that runs samsyn."""
    duty = by.assignment
    if duty and duty.supports and duty.unit.organisation.kind == OrganisationKind.OPERATOR:
        return ALLOWED
    return bar(_("Den här sidan är för den som ger support hos den som driver samsyn."))


def has_ended(last: date) -> Decision:
    """What is reviewed is over: nobody reads less, or more, because it is being looked at."""
    if last < clock.today():
        return ALLOWED
    return refuse(_("Den sista dagen måste vara i går eller tidigare."))


def is_anothers(own: bool) -> Decision:
    """Nobody reviews oneself."""
    return refuse(_("Det här är din egen läsning. Be en kollega att bedöma den.")) if own else ALLOWED


def may_tick(own: bool) -> Decision:
    """Nobody is done with an alarm about oneself."""
    return refuse(_("Larmet gäller dig. Be en kollega att ta hand om det.")) if own else ALLOWED


def says_why(words: str) -> Decision:
    return ALLOWED if words.strip() else refuse(_("Skriv vad du fick veta."))


def in_order(first: date, last: date) -> Decision:
    if first <= last:
        return ALLOWED
    return refuse(_("Den sista dagen ligger före den första. Ändra någon av dem."))
