"""What must hold before somebody is let in, a risk is assessed, or something guarded is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, places_of
from samsyn.cases.guarding import Grade, Halt, guarding
from samsyn.cases.models import Case, Party, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.safety.models import Answer, MustNotKnow, Outcome, RiskAssessment


def warnings(case: Case) -> list[Answer]:
    """Who has said that somebody must not know, as far as the reader may see; a doubt counts."""
    rows = Answer.objects.filter(case=case).exclude(answer=MustNotKnow.NO)
    return list(rows.select_related("answered_by").order_by("-pk"))


def own_answer(case: Case, by: Actor) -> Answer | None:
    """What the reader has answered, the latest time."""
    mine = [place.pk for place in places_of(by, case)]
    return Answer.objects.filter(case=case, answered_by__in=mine).order_by("-pk").first()


def assessments(case: Case) -> list[RiskAssessment]:
    """The newest first; only those who lead or take in requests see any."""
    return list(RiskAssessment.objects.filter(case=case).order_by("-pk"))


def newest(case: Case) -> RiskAssessment | None:
    return RiskAssessment.objects.filter(case=case).order_by("-pk").first()


def is_marked(case: Case) -> bool:
    """Has anyone warned, and no assessment since said that all may know?"""
    last = newest(case)
    return guarding(case).waits or (last is not None and last.outcome != Outcome.SAFE)


def safe_to_add(case: Case, confirmed: bool) -> Decision:
    """Nobody is let in while a marked case waits; after that, one says for each that it is safe."""
    if guarding(case).waits:
        return refuse(_("Stopp! Någon får kanske inte veta. Gör en riskbedömning först."))
    if not confirmed and is_marked(case):
        return refuse(_("Stopp! Någon får inte veta. Kryssa i att det är säkert att just den här personen "
                        "är med."))  # fmt: skip
    return ALLOWED


def can_assess(outcome: Outcome, next_look: date | None) -> Decision:
    """While something is kept from somebody, there is a day when it is looked at again."""
    if outcome == Outcome.SAFE:
        return ALLOWED
    if next_look is None or next_look <= clock.today():
        return refuse(_("Skriv en dag längre fram då ni bedömer igen."))
    return ALLOWED


def can_protect(case: Case, place: Place, away_from: Place | None, grade: Grade) -> Decision:
    if place.kind not in FAMILY:
        return refuse(_("Bara någon i familjen kan ha skyddade uppgifter här."))
    if away_from == place:
        return refuse(_("Skyddet kan inte gälla mot personen själv."))
    if grade == Grade.NONE and place.pk not in guarding(case).grades:
        return refuse(_("Personen har inget skydd att ta bort."))
    return ALLOWED


def can_hide(case: Case, party: Party) -> Decision:
    """Only where somebody must not know; and never whoever leads: whom would that one ring?"""
    if not guarding(case).away:
        return refuse(_("Ingen i SIP:en har ett skydd mot någon annan här."))
    if case.leader and case.leader.party_id == party.pk:
        return refuse(_("Det är den som håller ihop SIP:en som alla i familjen ringer. Den visas alltid."))
    return ALLOWED


def colleagues(by: Actor) -> list[Assignment]:
    """Who can be the second person: others at work in the same body, the own unit first."""
    mine = by.assignment
    if mine is None:
        return []
    rows = Assignment.objects.filter(
        unit__organisation=mine.unit.organisation_id, unit__closed_at=None, valid__contains=clock.now()
    ).exclude(person=by.person)
    found = rows.exclude(away__contains=clock.now()).select_related("person", "unit").order_by("person__name")
    return sorted(found, key=lambda duty: duty.unit_id != mine.unit_id)


def waiting(cases: Iterable[int]) -> dict[int, date | None]:
    """Which cases wait for an assessment (None), or for another one since that day; two statements."""
    found: dict[int, date | None] = {}
    rows = RiskAssessment.objects.filter(case__in=list(cases)).order_by("pk")
    newest_of = {row.case_id: row for row in rows}
    for pk, row in newest_of.items():
        if row.next_look and row.next_look <= clock.today():
            found[pk] = row.next_look
    waits = Halt.objects.filter(case__in=list(cases), lifted_at=None).values_list("case", flat=True)
    return found | dict.fromkeys(pk for pk in waits if pk not in found)


def look_is_due(case: Case) -> date | None:
    """The day when a risk shall be assessed again, once it has come."""
    last = newest(case)
    due = last.next_look if last and last.outcome != Outcome.SAFE else None
    return due if due and due <= clock.today() else None
