"""Whose yes is needed, who has answered, and what has been agreed. Nothing here writes.

Called by the family and those who lead: what is read here is the family's (`ScopeKind.FAMILY`).
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.rules import WhoseYes
from samsyn.cases.models import SUBJECT_KINDS, Case, Disclosure, Place, PlaceKind, Question, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.people.models import Assignment
from samsyn.process.consent.models import Answer, Inquiry, NotToRaise, Pair, Stance, WantedParty

GUARDIANS = frozenset({PlaceKind.GUARDIAN})
REPRESENTATIVES = frozenset({PlaceKind.REPRESENTATIVE})
# When the birthday is unknown: the guardians decide, and what the child thinks is written down.
AGE_WHEN_UNKNOWN = {PlaceKind.CHILD: 14, PlaceKind.PERSON: 18}


def agenda(case: Case) -> list[Question]:
    """The questions of the meeting, in the order they were written."""
    return list(Question.objects.filter(case=case, removed_at=None).order_by("number"))


def wanted(case: Case) -> list[WantedParty]:
    """Who should come, in the order they were named."""
    rows = WantedParty.objects.filter(case=case, left_out_at=None).order_by("pk")
    return list(
        rows.select_related("unit__organisation", "assignment__person", "assignment__unit", "wished_by")
    )


def not_to_raise(case: Case) -> list[NotToRaise]:
    return list(NotToRaise.objects.filter(case=case, removed_at=None).order_by("pk"))


def inquiry(case: Case) -> Inquiry | None:
    """The question as last put in this round."""
    asked = Inquiry.objects.filter(case=case, round=case.round.number)
    return asked.select_related("asked_by").order_by("-number").first()


def answers(case: Case) -> dict[int, Answer]:
    """Each person's newest answer, whichever inquiry it was given to."""
    rows = Answer.objects.filter(case=case).select_related("inquiry", "place", "recorded_by").order_by("pk")
    return {answer.place.person_id: answer for answer in rows}


def answer_of(case: Case, place: Place) -> Answer | None:
    return answers(case).get(place.person_id)


def stance(case: Case) -> Stance | None:
    """What the child has last said."""
    return Stance.objects.filter(case=case).select_related("conveyed_by").order_by("-pk").first()


def received(case: Case) -> list[Disclosure]:
    """What others have already got, which nobody can take back."""
    rows = Disclosure.objects.filter(case=case).select_related("party__unit").order_by("at", "pk")
    return list(rows)


def letter(agreement: Agreement, duty: Assignment) -> str:
    """Whether that person is called, with a duty to come, or invited (C123)."""
    return agreements.call_name(agreement, duty.unit.sector)


def whose_yes(case: Case) -> WhoseYes:
    """Under the agreement in force today, at the age of today."""
    today = clock.today()
    age = AGE_WHEN_UNKNOWN[PlaceKind(case.subject_place.kind)] if case.age is None else case.age
    return agreements.whose_yes(agreements.in_force(case.agreement, today), age, today)


def needed(case: Case) -> list[Place]:
    """Whose yes is needed: C028, C189. Every guardian in the case, or the one it is about, or both."""
    rule = whose_yes(case)
    kinds = (GUARDIANS if rule.guardians else REPRESENTATIVES) | (SUBJECT_KINDS if rule.child else set())
    return [place for place in case.people if place.kind in kinds]


def someone_decides(case: Case) -> Decision:
    """A guardian must be in the case while guardians decide; nobody's silence counts as a yes."""
    if whose_yes(case).guardians and not any(p.kind in GUARDIANS for p in case.people):
        return refuse(_("Vårdnadshavarna behöver säga ja, men ingen av dem är med här. Lägg till dem först."))
    return ALLOWED


def missing(case: Case) -> list[Place]:
    """Who has not answered the question as last put."""
    asked, given = inquiry(case), answers(case)
    return [p for p in needed(case) if asked is None or not _answered(given.get(p.person_id), asked)]


def _answered(answer: Answer | None, asked: Inquiry) -> bool:
    return answer is not None and answer.inquiry_id == asked.pk


def granted(case: Case) -> dict[WantedParty, list[Question]]:
    """What all whose yes is needed have said yes to, by party. Empty until all of them have answered."""
    agreed = agreed_pairs(case)
    by_party = {
        party: [asked for asked in agenda(case) if (party.ref, asked.ref) in agreed] for party in wanted(case)
    }
    return {party: questions for party, questions in by_party.items() if questions}


def agreed_pairs(case: Case) -> set[Pair]:
    """The intersection: one no, or one who has not answered, leaves nothing; so does a passed last day."""
    places, given = needed(case), answers(case)
    if not places or not someone_decides(case):
        return set()
    said = [given[place.person_id].allows if place.person_id in given else set() for place in places]
    return set.intersection(*said)


def last_day(case: Case) -> date | None:
    """Through which day what is agreed holds: the earliest of the days in the answers."""
    given = answers(case)
    days = [given[p.person_id].inquiry.valid_to for p in needed(case) if p.person_id in given]
    return min(days, default=None)


def scopes_for(case: Case, questions: list[Question]) -> list[Scope]:
    """What a yes to these questions opens; a yes to every question also opens what concerns all of them."""
    numbers = {asked.scope_id for asked in questions}
    everything = numbers == {asked.scope_id for asked in agenda(case)}
    return [s for s in case.family_scopes if s.pk in numbers or (everything and s.kind == ScopeKind.WHOLE)]


def all_said_yes(case: Case) -> Decision:
    """May others be told and called? C027–C030: all have answered, and there is something all agree to."""
    asked = inquiry(case)
    if asked is None:
        return refuse(_("Familjen har inte fått frågan om samtycke än."))
    if asked.has_ended():
        return refuse(_("Tiden för familjens ja har gått ut. Fråga igen."))
    waiting = missing(case)
    if waiting:
        names = ", ".join(place.called for place in waiting)
        return refuse(
            _("Alla har inte svarat på frågan om samtycke. Vi väntar på: %(names)s.") % {"names": names}
        )
    if not granted(case):
        return refuse(_("Det finns ingenting som alla har sagt ja till. Prata med familjen."))
    return ALLOWED


def is_due(case: Case) -> bool:
    """Has something been added, or has time run out, since the question was last put?"""
    asked = inquiry(case)
    if asked is None or asked.has_ended():
        return True
    return bool(asked_now(case) - asked.pairs)


def asked_now(case: Case) -> set[Pair]:
    questions = agenda(case)
    return {(party.ref, asked.ref) for party in wanted(case) for asked in questions}


def default_last_day(case: Case) -> date | None:
    """The agreement's `consent_valid_days`, counted from today."""
    return case.terms.last_day("consent_valid_days", clock.today())


def works_there(duty: Assignment) -> bool:
    return duty.valid.lower <= clock.now() and (duty.valid.upper is None or clock.now() < duty.valid.upper)
