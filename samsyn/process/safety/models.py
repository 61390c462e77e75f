"""Who must not know where somebody is, what a professional judged, and how somebody is reached safely.

The mark itself, the protection and the two persons are the spine's (`samsyn.cases.guarding`): every layer
must know of them. All of it lies with those who lead; what the family answers lies in the own talk with them.
"""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.kernel import crypto


class MustNotKnow(models.TextChoices):
    NO = "no", _("Nej")
    YES = "yes", _("Ja")
    UNKNOWN = "unknown", _("Jag vet inte")


class Answer(CaseRow):
    """Is there someone who must not know where you are? Asked before anything else is done."""

    answer = models.CharField(max_length=10, choices=MustNotKnow)
    answered_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())


class Outcome(models.TextChoices):
    """What follows from a risk assessment."""

    WAIT = "wait", _("Vänta. Ingen mer i familjen får komma in, och inget nytt berättas.")
    WITHOUT = "without", _("Gå vidare utan den som inte får veta.")
    SAFE = "safe", _("Gå vidare. Det är säkert att alla är med.")


class RiskAssessment(CaseRow):
    """A named professional's judgement: who, when, what follows, and when it is looked at again (P9)."""

    assessed_by = models.CharField(max_length=200)  # name and title of whoever judged
    assessed_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    words = models.TextField()
    next_look = models.DateField(null=True)
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SafeContact(CaseRow):
    """How a protected person is reached, as agreed with that person; opened by two, for a few minutes."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sealed_words = crypto.SealedField()
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
