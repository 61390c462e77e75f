"""What came of the plan: how each goal went, and why the SIP was closed (C084–C086, C159, C160).

How a goal went lies where the goal lies: who sees the goal sees it. That the SIP is closed, by whom and on
which ground is seen by everybody in the case; the words about it only by those who see all questions.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.process.meetings.models import Meeting
from samsyn.process.plans.models import Goal


class Level(models.TextChoices):
    """C160."""

    MET = "met", _("Nått")
    PARTLY = "partly", _("Delvis nått")
    NOT = "not", _("Inte nått")


class Attainment(CaseRow):
    """How far a goal has been reached, as the follow-up meeting sees it. Append-only: the newest counts."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="attainments")
    level = models.CharField(max_length=10, choices=Level)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Continuing(CaseRow):
    """Those at the follow-up want to go on, with a new SIP (C161, C162). Append-only."""

    round = models.PositiveSmallIntegerField()  # the one that was followed up
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    said_by = models.CharField(max_length=200)
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Closing(CaseRow):
    """The SIP is closed, on one of the agreement's grounds (C085, C086). Append-only, one a case."""

    reason = models.CharField(max_length=40)  # code of the agreement's `closing_grounds`
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="followup_closed_once")]


class How(models.TextChoices):
    """How somebody took part in the decision: nobody needs a device."""

    MEETING = "meeting", _("på mötet")
    TELEPHONE = "telephone", _("på telefon")
    PAPER = "paper", _("på papper")


class Decider(CaseRow):
    """One who decided together with the others that the SIP is closed (C084)."""

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="deciders")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How)


class ClosingWords(CaseRow):
    """What was said when it was closed. May tell of every question, so it lies where all of them are seen."""

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="said")
    text = models.TextField()
    language = models.CharField(max_length=20, default="sv")


class Followed(models.TextChoices):
    """C210: is the plan followed?"""

    YES = "yes", _("Ja, planen följs")
    PARTLY = "partly", _("Delvis")
    NO = "no", _("Nej")


class Needed(models.TextChoices):
    """C210: does the plan need to change?"""

    KEEPS = "keeps", _("Nej, planen fortsätter som den är")
    CHANGES = "changes", _("Ja, planen behöver ändras")


class Review(CaseRow):
    """What the follow-up meeting says of the plan as a whole (C210). Append-only: the newest counts.

    Seen by everybody in the case; the words about it only by those who see all questions.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reviews")
    followed = models.CharField(max_length=10, choices=Followed)
    needed = models.CharField(max_length=10, choices=Needed)
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ReviewWords(CaseRow):
    """What was said about it. May tell of every question, so it lies where all of them are seen."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="said")
    text = models.TextField()
    language = models.CharField(max_length=20, default="sv")
