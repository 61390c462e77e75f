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
        later = _later(standing)
        for party in agreed:
            if party.assignment_id not in leading and rules.works_there(party.assignment):
                _open(case, party, scopes.get(party.assignment_id, []), later)


def count_anew(case: Case) -> None:
    """Somebody has come whose yes may be needed: until that one has answered, nothing is open to parties."""
    if WantedParty.objects.filter(case=case).exists():
        open_what_is_agreed(case)


def _until(standing: rules.Standing) -> datetime:
    """Midnight after the last day; a yes of guardians alone no longer than to the day when the one it is
    about answers too (C065): from then on silence would be taken for a yes.
    """
    ends = clock.midnight(standing.last_day + timedelta(days=1))
    own = any(place.kind in SUBJECT_KINDS for place in standing.needed)
    day = None if own else answers_too(standing.case)
    return min(ends, clock.midnight(day)) if day else ends


def _later(standing: rules.Standing) -> list[tuple[datetime, rules.Standing | None]]:
    """What time alone leaves of it, moment by moment, written ahead: one who is not waited for is waited for
    again, and what was decided in somebody's place is decided no longer. At last nothing is left (None).
    """
    last, days = _until(standing), {fact.valid_to for fact in standing.facts if fact.valid_to}
    found: list[tuple[datetime, rules.Standing | None]] = []
    for day in sorted(days):
        then = rules.Standing(standing.case)
        then.facts = [fact for fact in standing.facts if fact.valid_to is None or fact.valid_to > day]
        found.append((clock.midnight(day + timedelta(days=1)), then))
    return [*((moment, then) for moment, then in found if moment < last), (last, None)]


def _shut(case: Case, place: Place, kept: list[Scope]) -> None:
    """A secretary who no longer sees all is a member again."""
    cases.end_access(place, [scope for scope in case.family_scopes if scope not in kept])
    if place.kind == SECRETARY and not any(scope.kind == ScopeKind.WHOLE for scope in kept):
        cases.turn_place(case, place, PlaceKind.MEMBER)


def _open(
    case: Case, party: WantedParty, scopes: list[Scope], later: list[tuple[datetime, rules.Standing | None]]
) -> None:
    """Each as long as it is agreed. An interpreter sees who is there and when."""
    kind = PlaceKind.INTERPRETER if party.hears else PlaceKind.MEMBER
    place = cases.join_staff(case, duty=party.assignment, kind=kind)
    open_now = [case.scope_of(ScopeKind.FRAME), *scopes]
    for moment, then in later:
        kept = _kept(case, party, then) if then else []
        cases.give_access(place, [scope for scope in open_now if scope not in kept], moment)
        open_now = [scope for scope in open_now if scope in kept]


def _kept(case: Case, party: WantedParty, then: rules.Standing) -> list[Scope]:
    if party in then.open_to:
        return [case.scope_of(ScopeKind.FRAME), *then.scopes(party)]
    return [case.scope_of(ScopeKind.FRAME)] if party in then.hearing else []
