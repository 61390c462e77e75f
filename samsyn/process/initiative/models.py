"""The first worry: who noticed what, and what the answer was.

Beside it what can happen on the way: a signal from a unit that may not start, a second request to the other
huvudman, and the explanation of a date that was not kept.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import Case, CaseRow, Place, ScopeKind
from samsyn.kernel import clock, crypto
from samsyn.people.models import Assignment, Organisation, Unit


class NoticedBy(models.TextChoices):
    """C105: who noticed; recorded also when somebody else writes it down (C015)."""

    STAFF = "staff", _("Jag eller någon annan i personalen")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    CHILD = "child", _("Barnet eller den unge")
    PERSON = "person", _("Personen själv")
    CLOSE = "close", _("Någon närstående")
    UNIT = "unit", _("Någon i en annan verksamhet")


class Worry(CaseRow):
    """Why a SIP may be needed. Staff's lies with their unit until the family has been talked to."""

    noticed_by = models.CharField(max_length=20, choices=NoticedBy)
    noticed_on = models.DateField()
    indicators = models.JSONField(default=list)  # codes of the agreement's list (C049–C052)
    why = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sealed_telephone = crypto.SealedField(blank=True)
    talked_at = models.DateTimeField(null=True)
    talked_with = models.CharField(max_length=200, blank=True)
    # C188: a hospital stay has given new needs, so open care must offer a SIP
    after_hospital = models.BooleanField(default=False, db_default=False)

    @property
    def telephone(self) -> str:
        """How the one who asked can be reached."""
        place = f"initiative_worry.telephone:{self.ref}"
        return crypto.unseal(self.sealed_telephone, place) if self.sealed_telephone else ""


class ReplyKind(models.TextChoices):
    STARTED = "started", _("Familjen vill ha en SIP")
    DECLINED = "declined", _("Familjen tackade nej")
    REFUSED = "refused", _("Vi startar ingen SIP nu")
    UNANSWERED = "unanswered", _("Vi fick inget svar")


class Reply(CaseRow):
    """What came of the request, with whoever decided and the reason."""

    kind = models.CharField(max_length=10, choices=ReplyKind)
    reason = models.TextField(blank=True)
    said_by = models.CharField(max_length=200)
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SecondRequest(CaseRow):
    """The other huvudman has said no; this one makes a judgement of its own. One yes is enough."""

    refused_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    refused_on = models.DateField()
    reason = models.TextField(blank=True)  # as the one who asked was told, if the family wants it known
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")


class Signal(CaseRow):
    """A unit that may not start has told one that may (C077). Lies in the scope of the unit that signals."""

    from_duty = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)  # the name, as the one who signals knows it
    seen = models.TextField()
    agreed_by = models.CharField(max_length=200)  # who in the family knows and has said yes to the name
    at = models.DateTimeField()
    answer_by = models.DateField(null=True)


class SignalAnswerKind(models.TextChoices):
    """All that the one who signalled gets to know."""

    STARTED = "started", _("Vi börjar med en SIP")
    TALKING = "talking", _("Vi pratar med familjen")
    NO = "no", _("Det blir ingen SIP nu")


class SignalAnswer(CaseRow):
    """What came of a signal, in general words. Append-only: the newest counts."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=SignalAnswerKind)
    words = models.TextField(blank=True)
    from_duty = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Delay(CaseRow):
    """A date that was not kept has an explanation: a state of its own, no deviation."""

    round = models.PositiveSmallIntegerField()
    deadline = models.CharField(max_length=40)  # the agreement's key
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class DelayReason(CaseRow):
    """The explanation itself: the family's, and the one's who leads. Others see only that there is one."""

    delay = models.ForeignKey(Delay, models.PROTECT, related_name="reasons")
    code = models.CharField(max_length=40)  # of the agreement's list
    words = models.TextField(blank=True)


class ApprovalOf(models.TextChoices):
    REQUEST = "request", _("Att någon annan har bett om en SIP")
    CLOSE = "close", _("Att en närstående är med")


class Approval(CaseRow):
    """The family's answer about what somebody else has begun, or about somebody close who comes in.

    Append-only: of one person's answers about the same the newest counts.
    """

    of = models.CharField(max_length=10, choices=ApprovalOf)
    about = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")  # who comes in
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # who answers
    approves = models.BooleanField()
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @classmethod
    def of_close(cls, case: Case, about: Place, said_yes: Iterable[Place], written_by: Place) -> None:
        """C068: each of the child and the family wants that one; called by the verb that lets it in."""
        scope = case.scope_of(ScopeKind.FAMILY)
        row = {"case": case, "scope": scope, "of": ApprovalOf.CLOSE, "about": about, "approves": True}
        for place in said_yes:
            cls.objects.create(place=place, written_by=written_by, at=clock.now(), **row)
