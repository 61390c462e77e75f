"""Who shall have a copy of the plan, which version of it, and on which basis. Nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samsyn.agreements.agreement import Agreement
from samsyn.cases.access import CLOSE, FAMILY, LEADERS, STAFF, places_of
from samsyn.cases.models import Access, Case, Disclosure, DisclosureKind, Party, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.consent.rules import Standing
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

    @property
    def called(self) -> str:
        return self.place.assignment.unit.name if self.place.assignment else self.place.called


def wanting(case: Case, plan: Plan) -> list[Copy]:
    """Each party that sees something of the plan's content and has not got this version of it."""
    had = set(of_plan(plan).values_list("party", "fingerprint"))
    standing, sections, open_to = Standing(case), plans.sections_for(plan), _open_to(case)
    found = []
    for places in _parties(case):
        scopes = set().union(*(open_to[place.pk] for place in places))
        mine = [section for section in sections if section.scope_id in scopes]
        copy = _copy(standing, places, mine)
        if _has_content(case, mine) and (copy.party.pk, copy.fingerprint) not in had:
            found.append(copy)
    return found


def _parties(case: Case) -> Iterable[list[Place]]:
    """The places of each party; one who only takes in requests takes part in nothing."""
    found: dict[int, list[Place]] = {}
    for place in case.people:
        if place.kind in STAFF | FAMILY | {CLOSE}:
            found.setdefault(place.party_id, []).append(place)
    return found.values()


def _open_to(case: Case) -> dict[int, set[int]]:
    """Place → the scopes that are open to it now, among those that the reader sees."""
    found: dict[int, set[int]] = defaultdict(set)
    now_open = Access.objects.filter(case=case, valid__contains=clock.now())
    for place, scope in now_open.values_list("place", "scope"):
        found[place].add(scope)
    return found


def _copy(standing: Standing, places: list[Place], sections: list[PlanSection]) -> Copy:
    place = next((place for place in places if place.kind in LEADERS), places[0])
    why = basis.in_words(standing, place, {section.scope_id for section in sections})
    return Copy(place.party, place, plans.kept_hash(place.party, plans.shown_hash(sections)), why)


def _has_content(case: Case, sections: list[PlanSection]) -> bool:
    """More than who is in the case and when: consent lets that party have something of what was decided."""
    return any(section.scope_id != case.scope_id for section in sections)


def of_plan(plan: Plan) -> QuerySet[Disclosure]:
    """What has been handed over of this plan."""
    return Disclosure.objects.filter(case=plan.case_id, kind=DisclosureKind.PLAN, what=plan.ref)


def sent(plan: Plan) -> list[Disclosure]:
    """Who has received this plan, in order; the family too. Each has `called`, the name of the receiver."""
    named = Place.objects.filter(party=OuterRef("party")).order_by("pk").values("called")[:1]
    rows = of_plan(plan).annotate(called=Coalesce("party__unit__name", Subquery(named)))
    return list(rows.select_related("party", "received_by").order_by("at", "pk"))


@dataclass(frozen=True)
class Waiting:
    """A unit that has not said that its copy lies in its own system: by when, and whom to ring."""

    copy: Disclosure
    last_day: date | None  # none where the agreement has no number
    ring: list[Place]

    @property
    def is_late(self) -> bool:
        return self.last_day is not None and self.last_day < clock.today()


def confirm_by(terms: Agreement, copy: Disclosure) -> date | None:
    return terms.last_day("copy_receipt_within", clock.local(copy.at).date())


def not_confirmed(by: Actor, case: Case, copies: Iterable[Disclosure]) -> list[Waiting]:
    """The others that the one who leads waits for (C145, C154)."""
    staff = [place for place in case.people if place.kind in STAFF]
    own = {place.party_id for place in places_of(by, case)}
    return [
        Waiting(copy, confirm_by(case.terms, copy), [p for p in staff if p.party_id == copy.party_id])
        for copy in copies
        if copy.party.unit_id and copy.received_at is None and copy.party_id not in own
    ]


def waiting_in(cases: Iterable[int]) -> list[Disclosure]:
    """Case by case, the copies that a unit has been given and not confirmed, of many cases at once."""
    rows = Disclosure.objects.filter(
        case__in=list(cases), kind=DisclosureKind.PLAN, received_at=None, party__unit__isnull=False
    )
    return list(rows.select_related("party__unit").order_by("case", "at", "pk"))


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
