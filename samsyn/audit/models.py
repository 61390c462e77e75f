"""What happened, append-only. No foreign keys: the log never interferes with what it is about.

All rows are written by definer functions of the database (`cases/sql`); the web's role can only read,
within the scopes of the one who asks.
"""

from django.db import models


class Event(models.Model):
    """One verb, in the same transaction: who, for which duty, when; a chained line without content."""

    at = models.DateTimeField()
    chain = models.CharField(max_length=40)  # `case:7`, or `organisation:3` for what is done outside cases
    seq = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    scope_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField()
    assignment_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    line = models.TextField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_in_order")]
        indexes = [models.Index(fields=["case_id", "at"])]


class EventValue(models.Model):
    """The words of an event, deletable without breaking the chain, which holds their salted hashes only."""

    event_id = models.BigIntegerField(db_index=True)
    case_id = models.BigIntegerField(db_index=True)
    scope_id = models.BigIntegerField(db_index=True)
    place = models.PositiveSmallIntegerField()  # which of the line's values this is
    field = models.CharField(max_length=80)
    salt = models.CharField(max_length=80)
    old = models.TextField(null=True)
    new = models.TextField(null=True)


class ChainHead(models.Model):
    """The last link of each chain: what shows that a tail is missing."""

    chain = models.CharField(max_length=40, primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)


class Part(models.TextChoices):
    """What was looked at. A fixed list, so that reading stays countable."""

    LIST = "list"
    CASE = "case"
    WORRY = "worry"
    QUESTIONS = "questions"
    CONSENT = "consent"
    CUSTODY = "custody"
    SEEING = "seeing"
    SAFETY = "safety"
    SENDING = "sending"
    PREPARATION = "preparation"
    MEETING = "meeting"
    PLAN = "plan"
    COPIES = "copies"
    FOLLOW_UP = "followup"
    READINGS = "readings"
    FILES = "files"
    DISCHARGE = "discharge"
    PROGRESS = "progress"
    EVERYDAY = "everyday"
    SUCCESSION = "succession"
    JOURNAL = "journal"


class Reading(models.Model):
    """Who has looked, for which unit, at which case and part; one row per case, also for lists.

    The table is partitioned by month (the migration); a refused attempt is a row with `granted` false.
    """

    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    assignment_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField()
    scope_id = models.BigIntegerField(null=True)
    part = models.CharField(max_length=20, choices=Part)
    granted = models.BooleanField(default=True)


class Miss(models.Model):
    """Somebody asked for a case that is not there or not theirs: one and the same, so no case is named."""

    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    assignment_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit_id", "at"], name="audit_miss_unit_at")]


class Seal(models.Model):
    """What the log said at one moment, signed by a key that the database does not know.

    `body` is the signed text; it holds the hash of the seal before, of the heads, and of `readings`: for each
    reading of the window its number (8 bytes) and its hash (32 bytes), so that a changed row can be named.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    lo = models.DateTimeField()
    hi = models.DateTimeField()
    to_event = models.BigIntegerField()
    readings = models.BinaryField()
    body = models.TextField()
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=100)


class SealedHead(models.Model):
    """The last link of one chain, as a seal found it."""

    seal = models.BigIntegerField(db_index=True)
    chain = models.CharField(max_length=40)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["chain", "seq"], name="audit_sealedhead_link")]
