"""The lists on the start pages: a few statements whatever the number of cases, and no case in focus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from samsyn.agreements import rules
from samsyn.cases.access import LEADERS
from samsyn.cases.models import Case, Place, PlaceKind, Round
from samsyn.cases.stages import OPEN, Stage
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.meetings.models import Meeting
from samsyn.process.plans.models import Plan

AT_MOST = 25

LEADS = {
    Stage.NOTICED: _("Prata med familjen"),
    Stage.PREPARING: _("Frågor, samtycke och tid för möte"),
    Stage.CALLED: _("Håll mötet"),
    Stage.MEETING: _("Skriv klart planen"),
    Stage.PLANNED: _("Lämna ut planen och följ upp"),
    Stage.FOLLOWING_UP: _("Skriv hur det har gått"),
}
TAKES_PART = {
    Stage.PREPARING: _("Förbered er del"),
    Stage.CALLED: _("Svara på kallelsen och förbered er del"),
    Stage.PLANNED: _("Kvittera er kopia"),
}
BEFORE_CALL = {Stage.NOTICED, Stage.PREPARING}
DUE = {
    Stage.CALLED: "meets",
    Stage.MEETING: "meets",
    Stage.PLANNED: "follows",
    Stage.FOLLOWING_UP: "meets",
}


@dataclass(frozen=True)
class Line:
    """One case in a list."""

    case: Case
    role: str
    stage: Stage
    to_do: str
    due: date | None

    @property
    def days_left(self) -> int | None:
        return (self.due - clock.today()).days if self.due else None

    @property
    def late(self) -> bool:
        return self.days_left is not None and self.days_left < 0 and self.stage in OPEN


def lines(by: Actor) -> list[Line]:
    """What is mine to do: late first, then the nearest day, then the rest; closed ones last."""
    newest = Round.objects.filter(case=OuterRef("pk")).order_by("-number")
    cases = Case.objects.seen_by(by).annotate(
        now_stage=Subquery(newest.values("stage")[:1]),
        version=Subquery(newest.values("agreement_version")[:1]),
        began=Subquery(newest.values("started")[:1]),
        meets=Subquery(_of(Meeting.objects.filter(replaced_at=None, ended_at=None), "-pk", "starts_at")),
        follows=Subquery(_of(Plan.objects.established(), "-version", "follow_up_at")),
    )[:AT_MOST]
    places = Place.objects.filter(
        case__in=[case.pk for case in cases], person=by.person, assignment=by.assignment
    ).filter(valid__contains=clock.now())
    mine = {place.case_id: place for place in places.order_by("pk")}
    found = [_line(case, mine[case.pk]) for case in cases if case.pk in mine]
    return sorted(found, key=lambda line: (line.stage not in OPEN, line.due is None, line.due or date.max))


def _of(rows: QuerySet, order: str, field: str) -> QuerySet:
    """The newest of a case's rows."""
    return rows.filter(case=OuterRef("pk")).order_by(order).values(field)[:1]


def _line(case: Case, place: Place) -> Line:
    stage, kind = Stage(case.now_stage), PlaceKind(place.kind)
    tasks = LEADS if kind in LEADERS | {PlaceKind.RECEIVER} else TAKES_PART
    return Line(case, str(kind.label), stage, str(tasks.get(stage, "")), _due(case, stage))


def _due(case: Case, stage: Stage) -> date | None:
    """Before the meeting is called, the agreement's last day; then the meeting; then the follow-up."""
    if stage in BEFORE_CALL:
        asked = clock.local(case.began).date()
        return rules.deadline(rules.version(case.version), "meeting_within", asked).last_day
    moment = getattr(case, DUE[stage]) if stage in DUE else None
    return clock.local(moment).date() if moment else None
