"""Who shall have a copy of the plan, which version of it, and on which basis. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.cases.access import LEADERS, STAFF, places_of
from samsyn.cases.models import Case, Disclosure, DisclosureKind, Party, Place, PlaceKind
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.copies import basis
from samsyn.process.meetings.models import Meeting, Purpose
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Plan, PlanSection


@dataclass(frozen=True)
class Copy:
    """What one party shall have: the version as that party sees it, and why it may have it."""

    party: Party
    place: Place
    fingerprint: str
    basis: str


def wanting(case: Case, plan: Plan) -> list[Copy]:
    """Each party that sees something of the plan's content and has not got this version of it."""
    had = set(of_plan(plan).values_list("party", "fingerprint"))
    due = (_copy(case, plan, places) for places in _parties(case))
    return [copy for copy in due if copy and (copy.party.pk, copy.fingerprint) not in had]


def _parties(case: Case) -> Iterable[list[Place]]:
    """The places of each party; one who only takes in requests takes part in nothing."""
    found: dict[int, list[Place]] = {}
    for place in case.people:
        if place.kind != PlaceKind.RECEIVER:
            found.setdefault(place.party_id, []).append(place)
    return found.values()


def _copy(case: Case, plan: Plan, places: list[Place]) -> Copy | None:
    seen = {section.place: section for place in places for section in plans.sections_for(plan, place)}
    sections = [seen[number] for number in sorted(seen)]
    if not _has_content(case, sections):
        return None
    place = next((place for place in places if place.kind in LEADERS), places[0])
    why = basis.in_words(case, place, {section.scope_id for section in sections})
    return Copy(place.party, place, plans.shown_hash(sections), why)


def _has_content(case: Case, sections: list[PlanSection]) -> bool:
    """More than who is in the case and when: consent lets that party have something of what was decided."""
    return any(section.scope_id != case.scope_id for section in sections)


def of_plan(plan: Plan) -> QuerySet[Disclosure]:
    """What has been handed over of this plan."""
    return Disclosure.objects.filter(case=plan.case_id, kind=DisclosureKind.PLAN, what=plan.ref)


def sent(plan: Plan) -> list[Disclosure]:
    """Who has received this plan, in the order they got it; the family's own copies too."""
    rows = of_plan(plan).select_related("party__unit", "received_by", "by").order_by("at", "pk")
    return list(rows)


def not_confirmed(copies: Iterable[Disclosure]) -> list[Disclosure]:
    """The units that have not said that the copy lies in their own system."""
    return [copy for copy in copies if copy.party.unit_id and copy.received_at is None]


def copies_of(by: Actor, case: Case) -> list[Disclosure]:
    """What the actor's own unit has been given, in the duty acted in; the newest first."""
    parties = {place.party_id for place in places_of(by, case) if place.kind in STAFF}
    rows = Disclosure.objects.filter(case=case, kind=DisclosureKind.PLAN, party__in=parties)
    return list(rows.select_related("party__unit", "received_by").order_by("-at", "-pk"))


def meets_again(plan: Plan) -> datetime | None:
    """When the plan is followed up: as it was called to, before that as the plan says (C033)."""
    called = Meeting.objects.filter(
        case=plan.case_id, round=plan.round, purpose=Purpose.FOLLOW_UP, replaced_at=None
    )
    meeting = called.order_by("-pk").first()
    return meeting.starts_at if meeting else plan.follow_up_at


def has_plan(plan: Plan | None) -> Decision:
    if plan is not None:
        return ALLOWED
    return refuse(_("Det finns ingen plan som gäller. Fastställ planen först."))


def has_copy(copies: Iterable[Disclosure]) -> Decision:
    if any(copies):
        return ALLOWED
    return bar(_("Din verksamhet har inte fått någon kopia av planen."))
