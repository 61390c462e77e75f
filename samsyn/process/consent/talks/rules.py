"""What must hold before a talk is booked or written down."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, LEADERS, kinds_of, places_of
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.consent.models import StanceKind, Talk


def may_book(case: Case, by: Actor, place: Place) -> Decision:
    """Whoever leads books with anybody in the family; others ask for a talk of their own."""
    if place.kind in FAMILY and (kinds_of(by, case) & LEADERS or place in places_of(by, case)):
        return ALLOWED
    return bar(_("Du kan boka ett samtal för dig själv."))


def in_time(starts_at: datetime) -> Decision:
    if starts_at > clock.now():
        return ALLOWED
    return refuse(_("Tiden har redan varit. Skriv en tid som kommer."))


def interpreter_first(by: Actor, interpreter: str, booked: bool) -> Decision:
    """A yes in a language one does not know is no yes: the interpreter comes first."""
    if by.assignment is None or not interpreter.strip() or booked:
        return ALLOWED
    return refuse(_("Boka tolken först. Kryssa sedan i att det är gjort."))


def has_said_no(case: Case) -> Decision:
    said = consent.stance(case)
    if said and said.kind == StanceKind.NO:
        return ALLOWED
    return refuse(_("Barnet har inte sagt nej."))


def says_something(words: str) -> Decision:
    return ALLOWED if words.strip() else refuse(_("Skriv vad ni kom fram till, med barnets egna ord."))


def talks(case: Case) -> list[Talk]:
    """Those that the reader may see, the newest first."""
    rows = Talk.objects.filter(case=case).select_related("place", "written_by")
    return list(rows.order_by("-starts_at", "-pk"))
