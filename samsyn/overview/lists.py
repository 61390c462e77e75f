"""The lists on the start pages: a few statements whatever the number of cases, and no case in focus."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from samsyn.agreements import rules
from samsyn.cases.models import Case, Place, Round
from samsyn.cases.stages import OPEN, Stage
from samsyn.kernel import clock
from samsyn.kernel.ref import case_number
from samsyn.overview.reminders import Reminder, reminders
from samsyn.overview.waiting import Waits, waits
from samsyn.people.actor import Actor
from samsyn.people.numbers import NumberError, parse
from samsyn.process.initiative.delays.rules import rounds_explained
from samsyn.process.meetings.models import Meeting
from samsyn.process.plans.models import Plan

AT_MOST = 25
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
    waits: Waits
    due: date | None
    reminders: list[Reminder] = field(default_factory=list)
    explained: bool = False  # before the meeting: why it comes late has been said

    @property
    def days_left(self) -> int | None:
        return (self.due - clock.today()).days if self.due else None

    @property
    def late(self) -> bool:
        return self.days_left is not None and self.days_left < 0 and self.stage in OPEN


@dataclass(frozen=True)
class Sheet:
    """At most 25 lines of a longer list. `after`: where the next sheet begins; '' when this is the last."""

    lines: list[Line]
    after: str = ""


@dataclass(frozen=True, order=True)
class Key:
    """The order of the list: what is still open first, then the nearest day."""

    closed: bool
    due: date
    ref: str

    def __str__(self) -> str:
        return f"{int(self.closed)}.{self.due:%Y%m%d}.{self.ref}"

    @classmethod
    def read(cls, text: str) -> Key | None:
        """From an address; None for anything else than one of ours."""
        closed, _dot, rest = text.partition(".")
        day, _dot, ref = rest.partition(".")
        try:
            return cls(closed == "1", date.fromisoformat(day), ref)
        except ValueError:
            return None


def mine(by: Actor, after: str = "") -> Sheet:
    """What is mine to do: late first, then the nearest day, then the rest; closed ones last."""
    dues = {key.ref: key for key in _keys(Case.objects.seen_by(by))}
    keys = sorted(dues.values())
    start = bisect_right(keys, since) if (since := Key.read(after)) else 0
    wanted = keys[start : start + AT_MOST]
    more = str(wanted[-1]) if start + AT_MOST < len(keys) else ""
    return Sheet(_lines(by, wanted), more)


def found(by: Actor, term: str) -> Sheet:
    """Those of one's own cases that have the name, the case number or the person's number."""
    keys = sorted(_keys(_matching(by, term.strip())))
    return Sheet(_lines(by, keys[:AT_MOST]), str(keys[AT_MOST - 1]) if len(keys) > AT_MOST else "")


def _matching(by: Actor, term: str) -> QuerySet[Case]:
    cases = Case.objects.seen_by(by)
    if not term:
        return cases.none()
    if number := case_number(term):
        return cases.filter(number=number)
    if number := _person_number(term):
        # Sealed: nothing but the one who may open a case can find it by number.
        return cases.filter(pk__in=[case.pk for case in cases if case.subject_number == number])
    for word in term.split():
        cases = cases.filter(called__icontains=word)
    return cases


def _person_number(term: str) -> str:
    try:
        return parse(term).text
    except NumberError:
        return ""


def _keys(cases: QuerySet[Case]) -> Iterable[Key]:
    """One statement for the whole list: how it lies in order is known before any of it is shown."""
    newest = Round.objects.filter(case=OuterRef("pk")).order_by("-number")
    rows = cases.order_by("pk").annotate(
        now_stage=Subquery(newest.values("stage")[:1]),
        version=Subquery(newest.values("agreement_version")[:1]),
        began=Subquery(newest.values("started")[:1]),
        meets=Subquery(_of(Meeting.objects.filter(replaced_at=None, ended_at=None), "-pk", "starts_at")),
        follows=Subquery(_of(Plan.objects.established(), "-version", "follow_up_at")),
    )
    for row in rows.values("ref", "now_stage", "version", "began", "meets", "follows"):
        stage = Stage(row["now_stage"])
        yield Key(stage not in OPEN, _due(row, stage) or date.max, row["ref"])


def _of(rows: QuerySet, order: str, field: str) -> QuerySet:
    """The newest of a case's rows."""
    return rows.filter(case=OuterRef("pk")).order_by(order).values(field)[:1]


def _due(row: dict[str, object], stage: Stage) -> date | None:
    """Before the meeting is called, the agreement's last day; then the meeting; then the follow-up."""
    if stage in BEFORE_CALL:
        asked = clock.local(row["began"]).date()
        return rules.deadline(rules.version(row["version"]), "meeting_within", asked).last_day
    moment = row[DUE[stage]] if stage in DUE else None
    return clock.local(moment).date() if moment else None


def _lines(by: Actor, keys: list[Key]) -> list[Line]:
    order = {key.ref: key for key in keys}
    cases = {case.pk: case for case in Case.objects.filter(ref__in=list(order)).order_by("pk")}
    places = Place.objects.filter(case__in=list(cases), person=by.person, assignment=by.assignment)
    own = {place.case_id: place for place in places.filter(valid__contains=clock.now()).order_by("pk")}
    told = waits(own, [case for case in cases.values() if case.pk in own])
    to_do = reminders(by, [cases[pk] for pk in told])
    lines = [
        _line(cases[pk], own[pk], waiting, order[cases[pk].ref], to_do[pk]) for pk, waiting in told.items()
    ]
    known = rounds_explained([line.case for line in lines if line.late and line.stage in BEFORE_CALL])
    lines = [
        replace(line, explained=True) if (line.case.pk, line.case.round.number) in known else line
        for line in lines
    ]
    return sorted(lines, key=lambda line: order[line.case.ref])


def _line(case: Case, place: Place, waiting: Waits, key: Key, to_do: list[Reminder]) -> Line:
    due = None if key.due == date.max else key.due
    return Line(case, str(place.get_kind_display()), case.stage, waiting, due, to_do)
