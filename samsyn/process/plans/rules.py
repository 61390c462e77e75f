"""What must hold before a plan is written in, established or answered; and which plan is meant."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.audit.models import EventValue
from samsyn.cases.access import DECIDERS, FAMILY, LEADERS, kinds_of, places_of
from samsyn.cases.models import Access, Case, Party, Place, PlaceKind, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.plans import sections
from samsyn.process.plans.fields import BOXES, Lists
from samsyn.process.plans.lacking import candidates, is_complete, lacks
from samsyn.process.plans.models import ROWS, SINGLE, Approval, ApprovalKind, Assessor, How, Plan, PlanSection

HIDDEN_HASH = "hidden_hash"
__all__ = ["candidates", "is_complete", "lacks"]


def draft(case: Case) -> Plan | None:
    """What is being written in this round."""
    return Plan.objects.filter(case=case, round=case.round.number, state="draft").first()


def established(case: Case) -> Plan | None:
    """The newest plan that has been established; still readable when the case is closed."""
    return Plan.objects.filter(case=case).established().newest_first().select_related("coordinator").first()


def plan_in_force(case: Case) -> Plan | None:
    return established(case) if case.plan_in_force else None


def plan_to_show(case: Case, *, newest: bool = False) -> Plan | None:
    """The established plan, else the draft; `newest`: the draft although an older plan is in force."""
    plans = Plan.objects.filter(case=case).newest_first()
    if not newest:
        plans = plans.order_by("-state", "-version")  # "established" comes after "draft"
    return plans.first()


# Whose sections, and do they still say what was established? ------------------------------------------------


def sections_for(plan: Plan, place: Place | None = None) -> list[PlanSection]:
    """The sections that the reader sees, in order; of another `place`, those among them that it sees too."""
    found = PlanSection.objects.filter(plan=plan).order_by("place")
    if place is not None:
        open_now = Access.objects.filter(place=place, valid__contains=clock.now())
        found = found.filter(scope__in=open_now.values("scope"))
    return list(found)


def shown_hash(found: list[PlanSection]) -> str:
    """What stands for exactly these sections: the version as one reader sees it."""
    return sections.digest(sections.seal([section.hash for section in found]))


def kept_hash(party: Party, shown: str) -> str:
    """As it is kept, where others in the family read it: from two that differ, nobody sees who sees more."""
    return sections.digest(party.ref + shown)


def verify_plan(plan: Plan) -> list[str]:
    """What no longer holds, in words; empty when all that the reader sees is as it was established."""
    wrong = []
    lines = plan.seal.split("\n")
    if sections.digest(plan.seal) != plan.hash:
        wrong.append(_("Planens sigill är ändrat."))
    for section in sections_for(plan):
        if sections.digest(section.salt + section.body) != section.hash:
            wrong.append(_("Del %(number)s av planen är ändrad.") % {"number": section.place + 1})
        elif section.hash not in lines[section.place : section.place + 1] and not _is_told_of(section):
            wrong.append(_("Del %(number)s hör inte till planen.") % {"number": section.place + 1})
    return wrong


def _is_told_of(section: PlanSection) -> bool:
    """What is kept from somebody lies outside the seal: the log of its own scope holds its hash."""
    told = EventValue.objects.filter(scope_id=section.scope_id, field=HIDDEN_HASH, new=section.hash)
    return told.exists()


# Writing ---------------------------------------------------------------------------------------------------


def fits(row: Any, field: str, value: Any) -> Decision:
    """Can this value stand beside what is there already?"""
    dates = {"start": getattr(row, "start", None), "end": getattr(row, "end", None)} | {field: value}
    if dates["start"] and dates["end"] and dates["end"] < dates["start"]:
        return refuse(_("Slutdatumet är före startdatumet. Ändra ett av dem. Inget är sparat än."))
    if field == "scope_id" and row.scope.kind == ScopeKind.APART:
        return refuse(_("Det här är dolt för någon. Visa det igen innan du ändrar vilken fråga det gäller."))
    if field == "follow_up_at" and value and value <= clock.now():
        return refuse(_("Tiden för uppföljningen har redan varit. Välj en tid framåt."))
    return ALLOWED


def find(plan: Plan, row: str) -> Any:
    """ "plan", "voice", "summary", "assessment.social", or kind and ref. None for one not written in yet.

    Raises `KeyError` for no such kind, `DoesNotExist` for a row that is not in this plan.
    """
    kind, _dot, ref = row.partition(".")
    if kind == "plan":
        return plan
    rows = ROWS[kind].objects.filter(plan=plan)
    if kind == "assessment" and ref in Assessor:
        return rows.filter(assessor=ref).first()
    return rows.first() if kind in SINGLE else rows.get(ref=ref)


def stands(case: Case, row: str, field: str) -> str:
    """The text form of what a box holds now."""
    plan = draft(case)
    thing, box = plan and find(plan, row), BOXES[row.partition(".")[0]][field]
    return box.to_text(getattr(thing, box.column), Lists(case)) if thing else ""


# Approving -------------------------------------------------------------------------------------------------


def approvers(case: Case) -> list[Place]:
    """C144, C146: each guardian or representative, and the one it is about where it fits (agreement)."""
    subject = case.subject_place
    grown = subject.kind in DECIDERS
    asked = grown or agreements.needs_child_approval(case.terms, case.age or 0)
    kinds = {PlaceKind.GUARDIAN, PlaceKind.REPRESENTATIVE} | ({PlaceKind(subject.kind)} if asked else set())
    return [place for place in case.people if place.kind in kinds]


def may_answer(by: Actor, case: Case, place: Place, how: str) -> Decision:
    """One answers for oneself; whoever leads writes down what was said by telephone or on paper."""
    if place.kind not in FAMILY or place not in case.people:
        return refuse(_("Bara familjen svarar på planen."))
    if how == How.SELF:
        own = place in places_of(by, case)
        return ALLOWED if own else bar(_("Man svarar bara för sig själv."))
    if kinds_of(by, case) & LEADERS:
        return ALLOWED
    return bar(_("Bara den som håller ihop planen skriver in svar per telefon eller på papper."))


def gives_words(kind: str, words: str) -> Decision:
    if kind == ApprovalKind.DISSENT and not words.strip():
        return refuse(_("Skriv vad du tycker i stället."))
    return ALLOWED


def same_version(shown: str, now: str) -> Decision:
    if shown == now:
        return ALLOWED
    return refuse(_("Det du ser av planen har ändrats sedan du öppnade sidan. Läs den igen och svara sedan."))


def answers(plan: Plan) -> dict[int, Approval]:
    """The newest answer of each, by place: all of them are kept."""
    found = Approval.objects.filter(plan=plan).select_related("place", "recorded_by").order_by("pk")
    return {answer.place_id: answer for answer in found}


def not_answered(plan: Plan) -> list[Place]:
    given = answers(plan)
    return [place for place in approvers(plan.case) if place.pk not in given]


def has_answered(plan: Plan, by: Actor, case: Case) -> bool:
    """Has the reader said yes to this version, or what it thinks instead?"""
    return Approval.objects.filter(plan=plan, place__in=[place.pk for place in places_of(by, case)]).exists()


def own_place(by: Actor, case: Case) -> Place | None:
    """As whom the reader answers: the own place in the family."""
    return next((place for place in places_of(by, case) if place.kind in FAMILY), None)
