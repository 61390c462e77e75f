"""What all have said yes to becomes access: the only place where consent opens and shuts anything."""

from __future__ import annotations

from datetime import datetime, timedelta

from samsyn.cases import actions as cases
from samsyn.cases.access import LEADERS, SECRETARY
from samsyn.cases.ages import answers_too
from samsyn.cases.models import SUBJECT_KINDS, Case, Place, PlaceKind, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.process.consent import custody, rules
from samsyn.process.consent.models import WantedParty


def open_what_is_agreed(case: Case) -> None:
    """What all have said yes to is open, to those named, until its last day; everything else is shut.

    Whoever leads the work keeps the place that the work gives. Without proof of custody, fresh enough,
    nothing is opened; what is no longer agreed is shut all the same.
    """
    standing = rules.Standing(case)
    agreed = [*standing.open_to, *standing.hearing]
    open_to = {party.assignment_id for party in agreed}
    named = set(WantedParty.objects.filter(case=case).values_list("assignment_id", flat=True))
    leading = {place.assignment_id for place in case.people if place.kind in LEADERS}
    for place in case.people:
        if place.assignment_id in named - open_to - leading:
            cases.end_place(case, place)
    scopes = {party.assignment_id: standing.scopes(party) for party in standing.open_to}
    for place in case.people:
        if place.assignment_id in open_to - leading:
            _shut(case, place, scopes.get(place.assignment_id, []))
    if agreed and custody.prove(case, standing.needed):
        for party in agreed:
            if party.assignment_id not in leading and rules.works_there(party.assignment):
                _open(case, party, scopes.get(party.assignment_id, []), _until(standing))


def _until(standing: rules.Standing) -> datetime:
    """Midnight after the last day; a yes of guardians alone no longer than to the day when the one it is
    about answers too (C065): from then on silence would be taken for a yes.
    """
    ends = clock.midnight(standing.last_day + timedelta(days=1))
    own = any(place.kind in SUBJECT_KINDS for place in standing.needed)
    day = None if own else answers_too(standing.case)
    return min(ends, clock.midnight(day)) if day else ends


def _shut(case: Case, place: Place, kept: list[Scope]) -> None:
    """A secretary who no longer sees all is a member again."""
    cases.end_access(place, [scope for scope in case.family_scopes if scope not in kept])
    if place.kind == SECRETARY and not any(scope.kind == ScopeKind.WHOLE for scope in kept):
        cases.turn_place(case, place, PlaceKind.MEMBER)


def _open(case: Case, party: WantedParty, scopes: list[Scope], until: datetime) -> None:
    """An interpreter sees who is there and when."""
    kind = PlaceKind.INTERPRETER if party.hears else PlaceKind.MEMBER
    place = cases.join_staff(case, duty=party.assignment, kind=kind)
    cases.give_access(place, [case.scope_of(ScopeKind.FRAME), *scopes], until)
