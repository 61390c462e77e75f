"""When the child comes of age, and what is to be done before and after (C065). Ages are the agreement's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.cases.ages import comes_of_age
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.consent.rules import GUARDIANS

CHILDREN = frozenset({PlaceKind.CHILD})


@dataclass(frozen=True)
class Growing:
    """When the child comes of age. `near`: it is time to talk about it; `due`: the day has come."""

    day: date | None
    near: bool
    due: bool


def growing(case: Case, terms: Agreement | None = None) -> Growing | None:
    """None for a grown-up. How long before is the agreement's (`seeing_ages`): of today, or `terms`."""
    if case.subject_place.kind not in CHILDREN:
        return None
    today = clock.today()
    terms = terms or agreements.in_force(case.agreement, today)
    day = comes_of_age(case, terms)
    if day is None:
        return Growing(None, near=False, due=False)
    row = agreements.who_sees(terms, case.age or 0)
    ahead = row.get("ask_days_before") or 0
    return Growing(day, near=day - timedelta(days=ahead) <= today, due=day <= today)


def has_come_of_age(case: Case, evidence: str) -> Decision:
    """C065. With no known birthday somebody has seen how old the person is."""
    found = growing(case)
    if found is None:
        return refuse(_("%(name)s är redan vuxen i den här SIP:en.") % {"name": case.called})
    if found.day and not found.due:
        return refuse(_("%(name)s har inte blivit myndig än.") % {"name": case.called})
    if found.day is None and not evidence.strip():
        return refuse(_("Skriv hur du vet att %(name)s har blivit myndig.") % {"name": case.called})
    return ALLOWED


def guardians(case: Case) -> list[Place]:
    return [place for place in case.people if place.kind in GUARDIANS]
