"""When and where people meet, who is asked to come, what they answered, and who came."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.agreements import rules as agreements
from samsyn.cases.access import WHO
from samsyn.cases.guarding import guarding, where_told
from samsyn.cases.models import Case, CaseRow, Place
from samsyn.cases.stages import Op
from samsyn.kernel import clock


class Purpose(models.TextChoices):
    FIRST = "first", _("Planera tillsammans")
    FOLLOW_UP = "follow_up", _("Följa upp planen")


class Duty(models.TextChoices):
    """C123: those who are called have a duty to come; the others are invited."""

    SUMMONS = "summons", _("kallelse")
    INVITATION = "invitation", _("inbjudan")


class Reply(models.TextChoices):
    NONE = "none", _("Har inte svarat")
    COMES = "comes", _("Kommer")
    CANNOT = "cannot", _("Kan inte komma")


class Meeting(CaseRow):
    """One time and one place. A new time is a new meeting; the old one is kept with `replaced_at`."""

    round = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.FIRST)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200)
    message = models.TextField(blank=True)  # what else to know or to prepare (C132)
    called_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meetings_end_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            )
        ]

    def same_time_and_place(self, other: Meeting) -> bool:
        return (self.starts_at, self.ends_at, self.where) == (other.starts_at, other.ends_at, other.where)


class Invitation(CaseRow):
    """One person asked to come: what was answered, and afterwards whether that person came."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20, choices=Duty)
    answer = models.CharField(max_length=10, choices=Reply, default=Reply.NONE)
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    present = models.BooleanField(null=True)
    absence_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="meetings_asked_once")]

    @property
    def must_come(self) -> bool:
        return self.duty == Duty.SUMMONS


def duty_of(case: Case, place: Place) -> Duty:
    """A kallelse to those whose sector has a duty under the agreement of this round, else an inbjudan."""
    if place.assignment and agreements.has_duty(case.terms, place.assignment.unit.sector):
        return Duty.SUMMONS
    return Duty.INVITATION


def to_ask(case: Case) -> list[Place]:
    """Everybody who is in the case: the family, and those whom the family has said yes to (C120).

    But one from whom somebody is protected: whoever leads meets that one alone (docs/adr/0031).
    """
    asked = [place for place in case.people if place.kind in WHO[Op.ANSWER_CALL]]
    return [place for place in asked if not guarding(case).hides_from(place)]


def new_meeting(
    case: Case, *, purpose: Purpose, starts_at: datetime, ends_at: datetime, where: str, message: str = ""
) -> Meeting:
    """A meeting with an invitation to each who is in the case; takes the place of one not yet opened.

    No verb of its own: whoever calls it has begun one. Whoever calls to the meeting comes to it. Answers are
    kept when time and place stay as they were.
    """
    before = {"case": case, "round": case.round.number, "purpose": purpose, "opened_at": None}
    old = Meeting.objects.filter(**before, replaced_at=None).order_by("-pk").first()
    Meeting.objects.filter(**before, replaced_at=None).update(replaced_at=clock.now())
    meeting = Meeting.objects.create(
        case=case,
        scope_id=case.scope_id,
        round=case.round.number,
        purpose=purpose,
        starts_at=starts_at,
        ends_at=ends_at,
        where=where_told(case, where),
        message=message,
        called_at=clock.now(),
    )
    kept = _answers(old) if old and old.same_time_and_place(meeting) else {}
    Invitation.objects.bulk_create(
        [_invitation(meeting, place, kept.get(place.pk)) for place in to_ask(case)]
    )
    return meeting


def end_meeting(case: Case) -> None:
    """The meeting is over. No verb of its own: establishing the plan, or closing, ends it."""
    Meeting.objects.filter(case=case, ended_at=None).exclude(opened_at=None).update(ended_at=clock.now())


def _answers(meeting: Meeting) -> dict[int, Invitation]:
    return {invitation.place_id: invitation for invitation in meeting.invitations.all()}


def _invitation(meeting: Meeting, place: Place, before: Invitation | None) -> Invitation:
    made = Invitation(
        case=meeting.case, scope_id=meeting.scope_id, meeting=meeting, place=place,
        duty=duty_of(meeting.case, place),
    )  # fmt: skip
    if before:
        made.answer, made.reason, made.answered_at = before.answer, before.reason, before.answered_at
    elif place == meeting.case.leader:
        made.answer, made.answered_at = Reply.COMES, meeting.called_at
    return made
