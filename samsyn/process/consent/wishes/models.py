"""What the child itself says about who takes part, and what the others answered (C193)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place


class WishAnswer(models.TextChoices):
    AS_WISHED = "as_wished", _("Ja, så gör vi")
    TALK = "talk", _("Vi pratar om det först")
    NOT_NOW = "not_now", _("Nej, inte den här gången")


class Wish(CaseRow):
    """Who the child wants to have there, or not, in own words; read and answered by the family and the
    convener. Never in a guardian's place: who comes is decided together.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # whose wish
    text = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    conveyed_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=WishAnswer, blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
