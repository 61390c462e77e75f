"""Who took over, who left, and where a case moved: told to those it concerns, and kept.

Who leads is told to everybody in the case. Why a member of the family left is the family's; that a party has
left, and why, is everybody's.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.people.models import Organisation


class Reason(models.TextChoices):
    """Why somebody else leads. The first four are found by the database (`cases/sql/0004`)."""

    ENDED = "ended", _("Har slutat")
    AWAY = "away", _("Är ledig")
    INACTIVE = "inactive", _("Har inte hört av sig")
    ENDS = "ends", _("Slutar snart")
    PLANNED = "planned", _("Lämnar över själv")
    MOVED = "moved", _("Familjen har flyttat")


class Succession(CaseRow):
    """Somebody else leads from a day on (C153). Append-only; lies in the frame."""

    old = models.ForeignKey(Place, models.PROTECT, related_name="+")
    new = models.ForeignKey(Place, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    named_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Why(models.TextChoices):
    """Why somebody is no longer in the case."""

    CUSTODY = "custody", _("Är inte längre vårdnadshavare eller god man")
    WISH = "wish", _("Vill inte vara med längre")
    GROWN = "grown", _("Barnet har blivit vuxet")
    DONE = "done", _("Vår del är klar")
    OTHERS = "others", _("En annan verksamhet tar över")
    NO_CONTACT = "no_contact", _("Vi träffar inte familjen längre")


FAMILY_WHYS = (Why.CUSTODY, Why.WISH)
PARTY_WHYS = (Why.DONE, Why.OTHERS, Why.NO_CONTACT)


class Departure(CaseRow):
    """Somebody is no longer in the case. Append-only; the family's, or for a party in the frame."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    words = models.TextField(blank=True)  # how it was checked; or what the party says
    language = models.CharField(max_length=20, default="sv")
    since = models.DateField()
    told_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class How(models.TextChoices):
    """How somebody said yes to a move: nobody needs a device."""

    MEETING = "meeting", _("när vi sågs")
    TELEPHONE = "telephone", _("på telefon")
    PAPER = "paper", _("på papper")


class Relocation(CaseRow):
    """The family has moved: another body answers for the case. Append-only; the family's."""

    old = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    new = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    told_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class RelocationYes(CaseRow):
    """One of those whose yes is needed has said yes to the move. Append-only."""

    relocation = models.ForeignKey(Relocation, models.PROTECT, related_name="said_yes")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How)
