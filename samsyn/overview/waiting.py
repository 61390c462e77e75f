"""Whose turn it is in each case of a list, in one line; read for all the cases at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.cases.access import LEADERS
from samsyn.cases.models import Case, Disclosure, Place, PlaceKind
from samsyn.cases.stages import OPEN, Stage
from samsyn.kernel import clock
from samsyn.overview import waiting_plan
from samsyn.overview.many import read_together
from samsyn.process.consent.rules import Standing
from samsyn.process.meetings.models import Invitation, Meeting, Reply
from samsyn.web.dates import kortdatum


@dataclass(frozen=True)
class Waits:
    """What is waited for. `mine`: the reader is the one who is waited for."""

    text: str
    mine: bool = False


@dataclass
class Known:
    """What the lines are told from, of one case."""

    case: Case
    place: Place
    standing: Standing
    meeting: Meeting | None = None
    silent: list[Invitation] = field(default_factory=list)
    copies: list[Disclosure] = field(default_factory=list)
    proposed: bool = False  # the plan gives the reader's unit something it has not answered on

    @property
    def leads(self) -> bool:
        return self.place.kind in LEADERS


def waits(places: dict[int, Place], cases: list[Case]) -> dict[int, Waits]:
    """Case → whose turn it is. `places`: the reader's own place in each."""
    standings = read_together(cases)
    known = {case.pk: Known(case, places[case.pk], standings[case.pk]) for case in cases}
    _with_meetings(known)
    for copy in Disclosure.objects.filter(case__in=list(known)).select_related("party").order_by("pk"):
        known[copy.case_id].copies.append(copy)
    for pk in waiting_plan.proposed(places.values(), cases):
        known[pk].proposed = True
    return {pk: _line(one) for pk, one in known.items()}


def _with_meetings(known: dict[int, Known]) -> None:
    standing = Meeting.objects.filter(case__in=list(known), replaced_at=None, ended_at=None)
    for meeting in standing.order_by("pk"):
        known[meeting.case_id].meeting = meeting
    meetings = [one.meeting.pk for one in known.values() if one.meeting]
    for row in Invitation.objects.filter(meeting__in=meetings, answer=Reply.NONE).order_by("pk"):
        known[row.case_id].silent.append(row)


def _line(one: Known) -> Waits:
    if one.place.kind == PlaceKind.MANAGER and one.case.stage in OPEN:
        return Waits(_("Utse någon som tar över"), True)
    return LINES[one.case.stage](one)


def _noticed(one: Known) -> Waits:
    if one.place.kind == PlaceKind.RECEIVER:
        return Waits(_("Läs begäran och ta hand om den"), True)
    return Waits(_("Prata med familjen"), one.leads) if one.leads else Waits(_("Familjen tillfrågas"))


def _preparing(one: Known) -> Waits:
    if not one.leads:
        return Waits(_("Förbered er del"), True)
    if one.standing.inquiry is None:
        return Waits(_("Bestäm frågorna och vilka som ska vara med"), True)
    if one.standing.missing:
        names = ", ".join(place.called for place in one.standing.missing)
        return Waits(_("Väntar på svar om samtycke från %(names)s") % {"names": names})
    if not one.standing.all_said_yes:
        return Waits(_("Alla har svarat, men inte ja till samma sak. Prata med familjen"), True)
    return Waits(_("Bestäm tid och kalla till mötet"), True)


def _called(one: Known) -> Waits:
    if any(row.place_id == one.place.pk for row in one.silent):
        return Waits(_("Svara på kallelsen"), True)
    if one.leads and one.meeting and one.meeting.starts_at <= clock.now():
        return Waits(_("Öppna mötet"), True)
    if one.leads and one.silent:
        text = ngettext("En har inte svarat på kallelsen", "%(n)s har inte svarat på kallelsen",
                        len(one.silent))  # fmt: skip
        return Waits(text % {"n": len(one.silent)})
    return Waits(_("Mötet hålls"))


def _meeting(one: Known) -> Waits:
    return Waits(_("Skriv klart planen"), True) if one.leads else Waits(_("Planen skrivs"))


def _planned(one: Known) -> Waits:
    if one.proposed:
        return Waits(_("Svara om ni tar på er en insats"), True)
    if any(copy.party_id == one.place.party_id and copy.received_at is None for copy in one.copies):
        return Waits(_("För in er kopia i ert eget system och kvittera"), True)
    if one.leads and not one.copies:
        return Waits(_("Lämna ut planen"), True)
    waiting = [copy for copy in one.copies if copy.party.unit_id and copy.received_at is None]
    if one.leads and waiting:
        day = kortdatum(min(copy.at for copy in waiting))
        text = ngettext("En har inte kvitterat sin kopia från %(day)s",
                        "%(n)s har inte kvitterat sin kopia från %(day)s", len(waiting))  # fmt: skip
        return Waits(text % {"n": len(waiting), "day": day})
    return Waits(_("Planen gäller"))


def _following_up(one: Known) -> Waits:
    if any(row.place_id == one.place.pk for row in one.silent):
        return Waits(_("Svara på inbjudan till uppföljningen"), True)
    if one.leads and one.meeting and one.meeting.starts_at <= clock.now():
        return Waits(_("Skriv hur det har gått"), True)
    return Waits(_("Planen följs upp"))


def _over(one: Known) -> Waits:
    return Waits("")


LINES: dict[Stage, Callable[[Known], Waits]] = {
    Stage.NOTICED: _noticed,
    Stage.PREPARING: _preparing,
    Stage.CALLED: _called,
    Stage.MEETING: _meeting,
    Stage.PLANNED: _planned,
    Stage.FOLLOWING_UP: _following_up,
    Stage.CLOSED: _over,
    Stage.DECLINED: _over,
}
