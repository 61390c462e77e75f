"""A stay in hospital, and the way out of it: law (2017:612) on cooperation at discharge.

Each note is a row of its own, the newest counts: what was said before stays. It is seen by those who have a
yes to all questions, the family and whoever leads; that somebody is in hospital is nobody else's to know.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.people.models import Assignment


class Needs(models.TextChoices):
    """C188: whether the stay has given new needs."""

    NEW = "new", _("Ja, det finns nya behov")
    SAME = "same", _("Nej, behoven är desamma")
    UNKNOWN = "unknown", _("Vet inte än")


class Discharge(CaseRow):
    """Somebody is in hospital: since when, until when, and who calls to planning."""

    admitted_on = models.DateField()
    expected_on = models.DateField(null=True)
    ready_at = models.DateTimeField(null=True)  # the notice that the patient is ready to be discharged
    called_on = models.DateField(null=True)  # the kallelse went out in the fast vårdkontakt's own system
    contact = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")  # fast vårdkontakt
    informed = models.TextField(blank=True)  # the units that got the notice of admission
    needs = models.CharField(max_length=10, choices=Needs)
    compulsory = models.BooleanField(default=False)  # care under LPT or LRV: another kind of plan
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
