"""Who has looked: the family's questions and answers, extracts, support sessions, and the review of the log.

What the family asks lies in the asker's own talk, like everything a family member says to whoever leads.
A review belongs to an organisation, not to a case: its tables name readings by number, hold no content, and
are written by definer functions of the database alone (`sql/`).
"""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.kernel import clock
from samsyn.kernel.ref import RefField
from samsyn.notices.kinds import Reason, State
from samsyn.people.models import Assignment, Organisation, Person, Unit


class Wish(models.TextChoices):
    """What a family member asks for."""

    ANSWER = "answer", _("Ett svar på en fråga")
    EXTRACT = "extract", _("Ett loggutdrag: en lista att spara eller skriva ut")


class ReadingsQuestion(CaseRow):
    """A family member asks about the readings; the other ones in the family do not see that (texts 6)."""

    wish = models.CharField(max_length=10, choices=Wish)
    words = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    asked_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due = models.DateField(null=True)  # none where the agreement has no number

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < clock.today()


class ReadingsAnswer(CaseRow):
    """What whoever leads answers; the newest last."""

    question = models.ForeignKey(ReadingsQuestion, models.PROTECT, related_name="answers")
    words = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    answered_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Extract(CaseRow):
    """What the log says of staff's readings, released to the one who asked: rows as they were that moment."""

    question = models.ForeignKey(ReadingsQuestion, models.PROTECT, related_name="extracts")
    since = models.DateTimeField()
    until = models.DateTimeField()
    rows = models.JSONField()  # [moment, name, title, unit, part]
    fingerprint = models.CharField(max_length=64)  # of the rows as text
    words = models.TextField(blank=True)
    released_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SupportSession(CaseRow):
    """Somebody who gives support looks at the frame of a case: named, with a reason and an end."""

    opened_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()


class Flag(models.TextChoices):
    """Why a reading should be looked at. A flag is a question, not an accusation."""

    REFUSED = "refused", _("Fick inte öppna")
    NO_PLACE = "no_place", _("Var inte med i SIP:en då")
    ENDED = "ended", _("SIP:en var avslutad sedan länge")
    NO_TURN = "no_turn", _("Gjorde inget i SIP:en, varken före eller efter")
    BREADTH = "breadth", _("Öppnade ovanligt många olika personers SIP samma dag")
    PROTECTED = "protected", _("Skyddade uppgifter")


class Review(models.Model):
    """A check of an organisation's readings during a time: a random sample, and what is flagged.

    The sample is the readings with the lowest SHA-256 of "seed:number"; the seed is drawn by the database
    when the time is over: nobody can know or choose which rows are checked, everybody can draw it again.
    """

    ref = RefField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seed = models.CharField(max_length=32)
    since = models.DateTimeField()
    until = models.DateTimeField()
    size = models.PositiveIntegerField()  # how many were asked for
    readings = models.PositiveIntegerField()  # how many there were
    flagged = models.PositiveIntegerField()  # how many of them had a flag
    made_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # of whose readings alone

    @property
    def last(self) -> date:
        """The last day of the time that was reviewed."""
        return clock.local(self.until - timedelta(microseconds=1)).date()


class ReviewRow(models.Model):
    """One reading that is to be decided on. Named by number: the log is never touched by what is about it."""

    ref = RefField()
    review = models.ForeignKey(Review, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    reading_id = models.BigIntegerField()
    reading_at = models.DateTimeField()
    unit_id = models.BigIntegerField()
    sampled = models.BooleanField()
    flags = ArrayField(models.CharField(max_length=20))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="logreview_row_in_order")]


class Outcome(models.TextChoices):
    IN_ORDER = "in_order", _("I sin ordning")
    ASK = "ask", _("Jag frågar den som läste")
    INCIDENT = "incident", _("Incident: jag lämnar vidare")


class RowDecision(models.Model):
    """What the reviewer decided on a row, and why. Never changed: a new decision is a new row."""

    ref = RefField()
    row = models.ForeignKey(ReviewRow, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    words = models.TextField()
    decided_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Alarm(models.Model):
    """Something unusual (P24), raised once; open until it is ticked off. Stops nobody from anything.

    No unit: somebody who was signed in privately; told to the organisation that runs samsyn, without a name.
    """

    ref = RefField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Flag)  # refused or breadth
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    n = models.BigIntegerField()  # as it was raised
    at = models.DateTimeField()  # of the last of them, as it was raised
    raised_at = models.DateTimeField()


class AlarmTick(models.Model):
    """Who was done with an alarm, and why. Chained in the organisation's log; never changed."""

    ref = RefField()
    alarm = models.OneToOneField(Alarm, models.PROTECT, related_name="tick")
    words = models.TextField()
    ticked_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class AlarmMail(models.Model):
    """One who reviews is to be told, once, that there is something to read: neutral words, as any notice."""

    ref = RefField()
    alarm = models.ForeignKey(Alarm, models.PROTECT, related_name="mails")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    due = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="logreview_alarm_mail_due")]
