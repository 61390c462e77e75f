"""What all have said yes to becomes access: the only place where consent opens and shuts anything."""

from __future__ import annotations

from datetime import datetime, timedelta

from samsyn.cases import actions as cases
from samsyn.cases.access import LEADERS, SECRETARY
from samsyn.cases.ages import comes_of_age
from samsyn.cases.models import Case, PlaceKind, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.process.consent import rules
from samsyn.process.consent.models import WantedParty


def open_what_is_agreed(case: Case) -> None:
    """What all have said yes to is open, to those named, until its last day; everything else is shut.

    Whoever leads the work keeps the place that the work gives.
    """
    standing = rules.Standing(case)
    open_to = {party.assignment_id for party in (*standing.open_to, *standing.hearing)}
    named = set(WantedParty.objects.filter(case=case).values_list("assignment_id", flat=True))
    leading = {place.assignment_id for place in case.people if place.kind in LEADERS}
    for place in case.people:
        if place.assignment_id in named - open_to - leading:
            cases.end_place(case, place)
    for party in standing.open_to:
        if party.assignment_id not in leading and rules.works_there(party.assignment):
            _open(case, party, standing.scopes(party), _until(standing))
    for party in standing.hearing:
        if rules.works_there(party.assignment):
            _open(case, party, [], _until(standing))


def _until(standing: rules.Standing) -> datetime:
    """Midnight after the last day; a yes of guardians alone holds no longer than they decide (C065)."""
    ends = clock.midnight(standing.last_day + timedelta(days=1))
    day = None if standing.rule.child else comes_of_age(standing.case)
    return min(ends, clock.midnight(day)) if day else ends


def _open(case: Case, party: WantedParty, scopes: list[Scope], until: datetime) -> None:
    """An interpreter sees who is there and when. A secretary who no longer sees all is a member again."""
    kind = PlaceKind.INTERPRETER if party.hears else PlaceKind.MEMBER
    place = cases.join_staff(case, duty=party.assignment, kind=kind)
    cases.end_access(place, [scope for scope in case.family_scopes if scope not in scopes])
    cases.give_access(place, [case.scope_of(ScopeKind.FRAME), *scopes], until)
    sees_all = any(scope.kind == ScopeKind.WHOLE for scope in scopes)
    if place.kind == SECRETARY and not sees_all:
        cases.turn_place(case, place, PlaceKind.MEMBER)
