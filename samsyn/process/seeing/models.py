"""What one in a family keeps from another, who is to see what is new, and the child's own room and code.

A hidden thing is a row that lies in an `apart` scope; `Hidden` says who hid it, and why. No row here is read
by the one it is kept from (docs/adr/0029).
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.kernel import clock
from samsyn.kernel.ref import new_ref

TRIES = 5  # wrong codes in a row, then nothing is tried for a while: a code is short
PAUSE = timedelta(minutes=15)


@cache
def nobodys() -> str:
    """What is tried where there is no code, so that it takes as long: the hash of something nobody knows."""
    return make_password(new_ref() + new_ref())


class How(models.TextChoices):
    AGAIN = "again", _("visad igen")
    TOGETHER = "together", _("visad tillsammans")


class Hidden(CaseRow):
    """That something was hidden, by whom and why; lies where the hidden thing lay then."""

    kind = models.CharField(max_length=20)  # of `items.KINDS`
    row = models.CharField(max_length=16)  # its ref
    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # staff must give one; a child need not
    language = models.CharField(max_length=20, default="sv")
    at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    shown_how = models.CharField(max_length=10, choices=How, blank=True)


class Seeing(models.TextChoices):
    """Is the guardian to see what is new (texts 11)?"""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Ja, men inte allt")
    NO = "no", _("Nej")
    DONT_KNOW = "dont_know", _("Vet inte")


class SeeingAsked(CaseRow):
    """The child has been asked who is to see what is new; before a birthday of the agreement. Append-only."""

    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class SeeingAnswer(CaseRow):
    """What the child said about one guardian, or what was decided instead. The newest counts. Append-only."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Seeing)
    decided = models.BooleanField(default=False)  # by whoever leads, since the child had not answered
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Code(CaseRow):
    """The child's own code, chosen together with a professional. Only a slow hash is kept."""

    hash = models.CharField(max_length=200)
    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)  # in a row
    tried_at = models.DateTimeField(null=True)

    @staticmethod
    def fits(code: Code | None, typed: str) -> bool:
        """Tried against the code or, where there is none, against nobody's: it takes as long either way."""
        resting = bool(code and code.wrong >= TRIES and code.tried_at and clock.now() < code.tried_at + PAUSE)
        right = check_password(typed, code.hash if code else nobodys()) and code is not None and not resting
        if code is not None and not resting:
            code.wrong, code.tried_at = 0 if right else code.wrong + 1, clock.now()
            code.save(update_fields=["wrong", "tried_at"])
        return right


class PrivateNote(CaseRow):
    """Spara bara för mig: in the child's own locked room, where nobody else ever comes."""

    text = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
