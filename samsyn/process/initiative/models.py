"""The first worry: who noticed what, whether somebody must not know, and what the answer was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.kernel import crypto


class NoticedBy(models.TextChoices):
    """C105: who noticed; recorded also when somebody else writes it down (C015)."""

    STAFF = "staff", _("Jag eller någon annan i personalen")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    CHILD = "child", _("Barnet eller den unge")
    PERSON = "person", _("Personen själv")
    CLOSE = "close", _("Någon närstående")


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

    @property
    def telephone(self) -> str:
        """How the one who asked can be reached."""
        place = f"initiative_worry.telephone:{self.ref}"
        return crypto.unseal(self.sealed_telephone, place) if self.sealed_telephone else ""


class MustNotKnow(models.TextChoices):
    NO = "no", _("Nej")
    YES = "yes", _("Ja")
    UNKNOWN = "unknown", _("Jag vet inte")


class Safety(CaseRow):
    """Is there someone who must not know where you are? Asked before anything else is done."""

    answer = models.CharField(max_length=10, choices=MustNotKnow)
    answered_by = models.ForeignKey(Place, models.PROTECT, related_name="+")


class ReplyKind(models.TextChoices):
    STARTED = "started", _("Familjen vill ha en SIP")
    DECLINED = "declined", _("Familjen tackade nej")
    REFUSED = "refused", _("Vi startar ingen SIP nu")


class Reply(CaseRow):
    """What came of the request, with whoever decided and the reason."""

    kind = models.CharField(max_length=10, choices=ReplyKind)
    reason = models.TextField(blank=True)
    said_by = models.CharField(max_length=200)
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
