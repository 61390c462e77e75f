"""What the pages about safety show. Of what is guarded, only those who lead read anything at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from samsyn.cases.guarding import Countersign, Grade, Protection, TwoFor, guarding, opened
from samsyn.cases.models import Case, Party, Place
from samsyn.kernel import crypto
from samsyn.people.actor import Actor
from samsyn.process.safety import rules


@dataclass(frozen=True)
class Reached:
    """How somebody is reached, while it is open."""

    place: Place
    words: str
    at: datetime


def kept(case: Case, by: Actor) -> dict[str, Any]:
    """All that those who lead keep, but for what takes two to open."""
    rows = Protection.objects.filter(case=case).select_related(
        "place", "away_from", "countersign__second__person"
    )
    asked = Countersign.objects.filter(case=case, what=TwoFor.OPEN, asked_by=by.assignment, answered_at=None)
    in_force = _in_force(list(rows.order_by("-pk")))
    return {
        "sees": _seen_now(case, in_force),
        "waits": guarding(case).waits,
        "warnings": rules.warnings(case),
        "assessments": rules.assessments(case),
        "due": rules.look_is_due(case),
        "protections": in_force,
        "proposed": [row for row in rows.order_by("-pk") if row.countersign.agreed is None],
        "asked": asked.select_related("second__person").order_by("-pk").first(),
        "open": opened(case, by.assignment),
        "reached": reached(case),
    }


def _in_force(rows: list[Protection]) -> list[Protection]:
    """The newest that two have agreed on, for each; lifted ones left out."""
    found: dict[int, Protection] = {}
    for row in rows:
        if row.countersign.agreed:
            found.setdefault(row.place_id, row)
    return [row for row in found.values() if row.grade != Grade.NONE]


@dataclass(frozen=True)
class Known:
    """A party that somebody who must not know has known of, and whether it is shown to that one now."""

    party: Party
    unit: str
    shown: bool
    leads: bool


@dataclass(frozen=True)
class Sees:
    """Somebody in the case who must not know, and which parties that one knows of all the same."""

    place: Place
    parties: list[Known]


def _seen_now(case: Case, rows: list[Protection]) -> list[Sees]:
    """What was there before is not taken away by itself: whoever assesses the risk decides."""
    away = {row.away_from_id for row in rows}
    units = {p.party_id: p for p in case.people if p.assignment}
    leads = case.leader.party_id if case.leader else None
    known = [
        Known(p.party, p.assignment.unit.name, p.party.scope_id == case.scope_id, pk == leads)
        for pk, p in units.items()
    ]
    return [Sees(place, known) for place in case.people if place.pk in away]


def reached(case: Case) -> list[Reached]:
    """Nothing until a second person has said yes, and nothing after the minutes."""
    with connection.cursor() as cursor:
        cursor.execute("select * from opened_contacts()")
        rows = cursor.fetchall()
    places = {place.pk: place for place in case.people}
    return [
        Reached(places[place], crypto.unseal(sealed, f"safety_safecontact.words:{ref}"), at)
        for ref, place, sealed, at in rows
        if place in places
    ]
