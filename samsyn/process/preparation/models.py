"""What people think through before the meeting: the family's answers, and each party's short round."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Party, Place, ScopeKind


class Showing(models.TextChoices):
    """Who is to see an answer. Each is a scope, so moving the row is all there is to it."""

    MEETING = "meeting", _("Visa på mötet")
    LEADER = "leader", _("Visa bara för den som håller ihop")
    SELF = "self", _("Spara bara för mig")


SCOPE_OF_SHOWING = {
    Showing.MEETING: ScopeKind.WHOLE,
    Showing.LEADER: ScopeKind.TALK,
    Showing.SELF: ScopeKind.ONE,
}
SHOWING_OF_SCOPE = {kind: showing for showing, kind in SCOPE_OF_SHOWING.items()}


class Answer(CaseRow):
    """An answer in own words, kept word for word with its language. Private until it is handed in."""

    round = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    dont_know = models.BooleanField(default=False)
    language = models.CharField(max_length=20, default="sv")
    written_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)  # after it was handed in

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.dont_know

    @property
    def showing(self) -> Showing:
        """What is kept from one in the family was shown where its scope is like."""
        scope = self.scope.root or self.scope
        return SHOWING_OF_SCOPE[ScopeKind(scope.kind)]


class PartyNote(CaseRow):
    """A party's short round (C130–C132): the unit's own until it is handed in."""

    round = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # who wrote last
    now = models.TextField(blank=True)
    earlier_measures = models.TextField(blank=True)
    other = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    written_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
