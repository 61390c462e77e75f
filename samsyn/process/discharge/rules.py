"""The clock of the law on discharge, and who must act: read from the newest note. Nothing here writes."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.audit.models import Event
from samsyn.cases.models import Case, Place, ScopeKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Sector, UnitKind
from samsyn.process.discharge.models import Discharge, Needs

CALL_WITHIN = "discharge_call_within"
CALLS = (Op.CALL, Op.BEGIN_FOLLOW_UP)


def discharge_of(case: Case) -> Discharge | None:
    """The newest note, as far as the reader may see it."""
    found = Discharge.objects.filter(case=case).select_related(
        "contact__person", "contact__unit", "written_by"
    )
    return found.order_by("-pk").first()


def open_care(duty: Assignment) -> bool:
    """The region's care outside hospital: it has the duty to call and to offer."""
    return duty.unit.sector == Sector.HEALTH and duty.unit.kind != UnitKind.HOSPITAL


def contacts(case: Case, by: Actor, stay: Discharge | None) -> list[Assignment]:
    """Who can be fast vårdkontakt: open care's people in the case or one's own unit, and who is it now."""
    inside = [place.assignment_id for place in case.people if place.assignment_id]
    inside += [stay.contact_id] if stay and stay.contact_id else []
    own = by.assignment.unit_id if by.assignment else None
    duties = Assignment.objects.filter(valid__contains=clock.now()).select_related("person", "unit")
    found = {duty.pk: duty for duty in duties.filter(pk__in=inside)}
    found |= {duty.pk: duty for duty in duties.filter(unit=own)}
    return [duty for duty in found.values() if open_care(duty)]


def in_order(admitted_on: date, expected_on: date | None, ready_on: date | None) -> Decision:
    """Nobody leaves, or is ready to leave, before having come."""
    today = clock.today()
    if admitted_on > today:
        return refuse(_("Dagen då personen kom till sjukhuset ligger i framtiden."))
    if expected_on and expected_on < admitted_on:
        return refuse(_("Utskrivningen ligger före den dag då personen kom till sjukhuset."))
    if ready_on and not admitted_on <= ready_on <= today:
        return refuse(_("Beskedet måste ligga mellan den dag då personen kom till sjukhuset och i dag."))
    return ALLOWED


def not_ahead(called_on: date | None) -> Decision:
    """What has been done lies behind us."""
    if called_on and called_on > clock.today():
        return refuse(_("Dagen för kallelsen ligger i framtiden. Skriv den dag då kallelsen skickades."))
    return ALLOWED


def may_note(case: Case) -> Decision:
    """That somebody is in hospital is read by those with a yes to all questions; so is what one writes."""
    if any(scope.kind == ScopeKind.WHOLE for scope in case.scopes_seen):
        return ALLOWED
    return refuse(
        _("Familjens ja till er gäller inte alla frågor. Ring den som håller ihop SIP:en i stället.")
    )


def call_by(case: Case, stay: Discharge) -> agreements.Deadline | None:
    """By when the fast vårdkontakt calls to planning: law (2017:612) 4 kap. 3 §, counted from the notice.

    None before the notice, and in compulsory care, where the law asks for another kind of plan.
    """
    if stay.ready_at is None or stay.compulsory:
        return None
    return agreements.deadline(case.terms, CALL_WITHIN, clock.local(stay.ready_at).date())


def has_called(case: Case, stay: Discharge) -> bool:
    """A meeting has been called since the person came to hospital, here or in the units' own system."""
    if stay.called_on:
        return True
    since = clock.midnight(stay.admitted_on)
    return Event.objects.filter(case_id=case.pk, verb__in=CALLS, at__gte=since).exists()


def waits_for_call(case: Case, stay: Discharge) -> agreements.Deadline | None:
    """The date to call by, while nobody has called."""
    due = call_by(case, stay)
    return due if due and not has_called(case, stay) else None


def must_offer(stay: Discharge) -> bool:
    """C188: open care has a duty to offer a SIP after a stay in hospital with new needs."""
    return stay.needs == Needs.NEW


def is_contact(by: Actor, stay: Discharge) -> bool:
    return by.assignment is not None and by.assignment.pk == stay.contact_id


def place_of_contact(case: Case, stay: Discharge) -> Place | None:
    """The fast vårdkontakt's place in the case; None: is not in it."""
    return next((place for place in case.people if place.assignment_id == stay.contact_id), None)
