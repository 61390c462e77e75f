"""Which cases nobody leads: told to whoever answers for the unit, without a child's name (C153)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.cases import changing
from samsyn.cases.access import LEADERS, MANAGER, kinds_of, places_of
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.people.actor import Actor
from samsyn.process.succession.models import Reason

STAND_IN = frozenset({MANAGER})


@dataclass(frozen=True)
class Alarm:
    """A case that nobody leads, and until when a successor is named at the latest."""

    found: changing.Leaderless
    last_day: date | None

    @property
    def late(self) -> bool:
        return self.last_day is not None and self.last_day < clock.today()

    @property
    def why(self) -> str:
        return str(Reason(self.found.why).label)


def alarms(by: Actor) -> list[Alarm]:
    """To whoever answers for the unit that leads (C153): the late ones first."""
    duty = by.assignment
    if duty is None or not (duty.manages or duty.administers):
        return []
    found = [Alarm(row, _last_day(row)) for row in changing.leaderless()]
    return sorted(found, key=lambda alarm: (alarm.last_day or date.max, alarm.found.number))


def _last_day(row: changing.Leaderless) -> date | None:
    """The agreement's time to name a successor; before a duty ends, at the latest its last day."""
    if row.why == Reason.ENDS:
        return clock.local(row.since - timedelta(microseconds=1)).date()
    terms = agreements.version(row.agreement_version)
    return terms.last_day("successor_within", clock.local(row.since).date())


def alarm_of(by: Actor, ref: str) -> Alarm | None:
    return next((alarm for alarm in alarms(by) if alarm.found.ref == ref), None)


def may_name(by: Actor, case: Case) -> Decision:
    """The leader may at any time; whoever stepped in, as long as nobody leads."""
    if kinds_of(by, case) & LEADERS or alarm_of(by, case.ref):
        return ALLOWED
    name = case.leader.called if case.leader else str(case.controller)
    return refuse(_("%(name)s håller ihop SIP:en igen. Du behöver inte utse någon.") % {"name": name})


def reason(by: Actor, case: Case) -> Reason:
    """Why somebody else shall lead: as the alarm says, else the leader hands over."""
    alarm = alarm_of(by, case.ref)
    return Reason(alarm.found.why) if alarm else Reason.PLANNED


def standing_in(by: Actor, case: Case) -> Place | None:
    """The place of one who stepped in."""
    return next((place for place in places_of(by, case) if place.kind in STAND_IN), None)
