"""Who may go on leading, who may leave, what holds before a case moves; and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.cases.access import DECIDERS, INTERPRETER, LEADERS, STAFF, kinds_of, places_of
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, Refused, bar, refuse
from samsyn.kernel.sorting import Swedish
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Organisation, Unit
from samsyn.process.consent.rules import GUARDIANS, REPRESENTATIVES, Standing
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure
from samsyn.process.succession.models import Departure, How, Reason, Succession

NOTICE_DAYS = 30  # how long a change stands on the start pages; it stays in the log
CAN_LEAVE = frozenset({INTERPRETER}) | STAFF - LEADERS
CAN_BE_ENDED = (DECIDERS - {PlaceKind.PERSON}) | {PlaceKind.CLOSE}
ANSWERS_FOR = GUARDIANS | REPRESENTATIVES


# Who goes on ------------------------------------------------------------------------------------------


def leader(case: Case) -> Place:
    """The one to hand over from. Raises `Refused` when there is none."""
    if case.leader is None:
        raise Refused(refuse(_("Ingen leder arbetet här, så det finns inget att lämna över.")))
    return case.leader


def colleagues(case: Case) -> list[Assignment]:
    """Who could go on: at work today in the leader's organisation, the own unit first."""
    unit = leader(case).assignment.unit
    found = _at_work().filter(unit__organisation=unit.organisation_id)
    return sorted(_outside_family(case, found), key=lambda duty: duty.unit_id != unit.pk)


def people_at(case: Case, unit: Unit) -> list[Assignment]:
    """Who could go on at another unit."""
    return _outside_family(case, _at_work().filter(unit=unit))


def _at_work() -> QuerySet[Assignment]:
    now = clock.now()
    found = Assignment.objects.filter(valid__contains=now, unit__closed_at=None).exclude(away__contains=now)
    return found.select_related("person", "unit").order_by(Swedish("person__name"), "pk")


def _outside_family(case: Case, found: QuerySet[Assignment]) -> list[Assignment]:
    """Nobody leads who is in the case as family, or leads it already."""
    family = [place.person_id for place in case.people if place.assignment_id is None]
    leading = [place.assignment_id for place in case.people if place.kind in LEADERS]
    return list(found.exclude(person__in=family).exclude(pk__in=leading))


def can_succeed(among: list[Assignment], successor: Assignment) -> Decision:
    if successor in among:
        return ALLOWED
    return refuse(
        _("Den personen kan inte ta över: hen arbetar inte där i dag, eller är ledig. Välj någon annan.")
    )


def can_stay(why: Reason, stays: bool) -> Decision:
    """Whoever has left, or has not been heard of, takes no part."""
    if not stays or why in (Reason.AWAY, Reason.PLANNED, Reason.MOVED):
        return ALLOWED
    return refuse(_("Den som har slutat kan inte vara kvar som deltagare."))


# Who leaves -------------------------------------------------------------------------------------------


def family_members(case: Case) -> list[Place]:
    """Whose place can be ended: not that of the one it is about."""
    return [place for place in case.people if place.kind in CAN_BE_ENDED]


def may_be_ended(case: Case, place: Place, since: date) -> Decision:
    if place not in family_members(case):
        return refuse(_("Den personen är inte med i SIP:en längre. Öppna sidan igen."))
    if since > clock.today():
        return refuse(_("Dagen har inte varit än. Skriv den dag då det ändrades."))
    return ALLOWED


def answers_for(place: Place) -> bool:
    """A guardian or god man: leaves only when no longer that, since the yes is needed until then."""
    return place.kind in ANSWERS_FOR


def parties(case: Case, by: Actor) -> list[Place]:
    """Which parties the actor can let go: any for whoever leads, else the own one."""
    among = case.people if kinds_of(by, case) & LEADERS else places_of(by, case)
    return [place for place in among if place.kind in CAN_LEAVE]


def may_leave(case: Case, by: Actor, place: Place) -> Decision:
    if place in parties(case, by):
        return ALLOWED
    if place.kind in LEADERS:
        return refuse(_("Den som håller ihop SIP:en lämnar den inte förrän någon annan har tagit över."))
    return bar(_("Du kan bara lämna SIP:en för din egen verksamhet."))


def left(case: Case) -> list[Departure]:
    """Who is no longer there, as far as the reader may know it; the latest first."""
    rows = Departure.objects.filter(case=case).select_related("place__assignment__unit")
    return list(rows.order_by("-at", "-pk"))


def without_owner(case: Case) -> list[Measure]:
    """What a party that has left was to do, by the plan in force."""
    plan = plans.plan_in_force(case)
    gone = {row.place.assignment.unit_id for row in left(case) if row.place.assignment_id}
    gone -= {place.assignment.unit_id for place in case.people if place.assignment_id}
    if plan is None or not gone:
        return []
    rows = Measure.objects.filter(plan=plan, removed_at=None, unit__in=gone)
    return list(rows.select_related("unit").order_by("goal", "pk"))


# Moving -----------------------------------------------------------------------------------------------


def bodies(case: Case) -> QuerySet[Unit]:
    """Units elsewhere that take in requests, of the same kind of body as the one that answers now."""
    units = Unit.objects.filter(
        closed_at=None, receives_requests=True, organisation__kind=case.controller.kind
    ).exclude(organisation=case.controller_id)
    return units.select_related("organisation").order_by(Swedish("organisation__name"), Swedish("name"))


def moves_away(case: Case, new: Organisation) -> Decision:
    if new.pk != case.controller_id:
        return ALLOWED
    return refuse(_("Den som ska ta över hör till samma organisation. Utse en ny i stället."))


def everyone_said_yes(case: Case, said: dict[str, str]) -> Decision:
    """Everybody whose yes is needed agrees that another body gets to know. `said`: ref of a place → how."""
    needed = Standing(case).needed
    missing = [place.called for place in needed if said.get(place.ref) not in How.values]
    if needed and not missing:
        return ALLOWED
    names = ", ".join(missing) or _("familjen")
    return refuse(
        _("SIP:en kan inte lämnas över innan alla har sagt ja. Det saknas: %(names)s.") % {"names": names}
    )


# Told -------------------------------------------------------------------------------------------------


def succession(case: Case) -> Succession | None:
    """Who took over last, while it is news; and only while that one leads."""
    since = clock.now() - timedelta(days=NOTICE_DAYS)
    rows = Succession.objects.filter(case=case, at__gte=since).select_related("new__assignment", "old")
    found = rows.order_by("-at", "-pk").first()
    return found if found and case.leader and found.new_id == case.leader.pk else None


@dataclass(frozen=True)
class News:
    """What has changed lately, for the start pages."""

    latest: Succession | None
    left: list[Departure]


def news(case: Case) -> News | None:
    found = News(succession(case), departures(case))
    return found if found.latest or found.left else None


def departures(case: Case) -> list[Departure]:
    """Who has left lately."""
    since = clock.now() - timedelta(days=NOTICE_DAYS)
    return [row for row in left(case) if row.at >= since]
