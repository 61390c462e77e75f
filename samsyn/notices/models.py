"""How each one wants to be told, and what waits to be told or has been. Ids and times only: no content."""

from __future__ import annotations

from typing import Any

from django.db import models

from samsyn.cases.models import CaseRow, Place, Scope
from samsyn.kernel import crypto
from samsyn.kernel.ref import RefField
from samsyn.notices.kinds import TO_RING, Choice, Detail, NoticeKind, OutletName, Reason, State
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Person


class Way(models.Model):
    """How one wants to be told: privately, or in one duty. Seen by nobody else.

    A nurse who is also a mother has one of each: what concerns her child never goes to her work.
    """

    ref = RefField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    outlet = models.CharField(max_length=10, choices=OutletName, default=OutletName.RING)
    sealed = crypto.SealedField(blank=True)
    detail = models.CharField(max_length=10, choices=Detail, default=Detail.NEUTRAL)
    failed_at = models.DateTimeField(null=True)  # the address did not take what we sent
    test_asked_at = models.DateTimeField(null=True)
    test_claimed_at = models.DateTimeField(null=True)
    test_result = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "assignment"], name="notices_one_way_each", nulls_distinct=False
            )
        ]

    @property
    def address(self) -> str:
        return crypto.unseal(self.sealed, seal_of(self.ref)) if self.sealed else ""

    @property
    def test_waits(self) -> bool:
        return self.test_asked_at is not None and not self.test_result


def seal_of(ref: str) -> str:
    """The place an address is sealed for."""
    return f"notices_way.sealed:{ref}"


def way_of(by: Actor) -> Way | None:
    """One's own, in the capacity acted in."""
    return Way.objects.filter(person=by.person, assignment=by.assignment).first()


class NoticeQuerySet(models.QuerySet["Notice"]):
    def to_ring(self, now: Any) -> NoticeQuerySet:
        """Those that somebody has to be rung about."""
        return self.filter(state__in=TO_RING, done_at=None, due__lte=now)

    def to_come(self) -> NoticeQuerySet:
        """What will be sent unless something is chosen."""
        return self.filter(state__in=(State.WAITING, State.SENDING))


class Notice(CaseRow):
    """Somebody is to be told something, once. Written by definer functions alone (`sql/`).

    It lies with those who lead (scope `staff`): how somebody is told, and why not, is nobody else's. `about`
    is the scope of what it tells of: at the moment of sending the receiver must still see that.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    about = models.ForeignKey(Scope, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    what = models.CharField(max_length=16, blank=True)  # ref of the meeting or the question
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    outlet = models.CharField(max_length=10, choices=OutletName)
    detail = models.CharField(max_length=10, choices=Detail)
    state = models.CharField(max_length=10, choices=State)
    choice = models.CharField(max_length=10, choices=Choice, blank=True)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    told_at = models.DateTimeField()  # when it was written
    due = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)  # sent, or rung

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="notices_due")]

    @property
    def to_staff(self) -> bool:
        return self.place.assignment_id is not None
