"""The verbs of one's own: how one wants to be told, and a mail to see that it arrives."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.kernel import clock, crypto
from samsyn.kernel.decision import ALLOWED, Decision, refuse, require
from samsyn.kernel.ref import new_ref
from samsyn.notices.kinds import OutletName
from samsyn.notices.models import Way, seal_of, way_of
from samsyn.people.actor import Actor


@transaction.atomic
def say_how(*, by: Actor, outlet: str, address: str = "", detail: str) -> Way:
    """How one wants to be told, in the capacity acted in. "Skicka inget" takes the address away."""
    way = way_of(by) or Way(ref=new_ref(), person=by.person, assignment=by.assignment)
    mails = outlet == OutletName.MAIL
    require(_has_address(address) if mails else ALLOWED)
    changed = mails and address != way.address
    way.outlet, way.detail = outlet, detail
    if changed or not mails:
        way.sealed = crypto.seal(address, seal_of(way.ref)) if mails else ""
        way.failed_at = way.test_asked_at = way.test_claimed_at = None
        way.test_result = ""
    _keep(way)
    return way


@transaction.atomic
def ask_for_test(*, by: Actor) -> Way:
    """A mail to one's own address. Raises `Refused` when there is none, or one has just been asked for."""
    way = way_of(by)
    require(_has_address(way.address if way else ""), _not_just_asked(way))
    way.test_asked_at, way.test_claimed_at, way.test_result = clock.now(), None, ""
    way.failed_at = None  # whoever asks has seen to the box
    _keep(way)
    return way


COLUMNS = ("outlet", "sealed", "detail", "failed_at", "test_asked_at", "test_claimed_at", "test_result")
MINUTE = 60


def _keep(way: Way) -> None:
    if way.pk is None:
        way.save(force_insert=True)
    else:
        way.save(update_fields=COLUMNS)


def _has_address(address: str) -> Decision:
    return ALLOWED if address else refuse(_("Skriv din mejladress först."))


def _not_just_asked(way: Way | None) -> Decision:
    """Nobody's box is filled from here."""
    asked = way.test_asked_at if way else None
    if asked is None or (clock.now() - asked).total_seconds() > MINUTE:
        return ALLOWED
    return refuse(_("Du har nyss skickat ett provmejl. Vänta en minut och försök igen."))
