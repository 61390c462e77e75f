"""What must hold before a request is taken further."""

from datetime import date

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.agreements.days import age
from samsyn.cases.access import DECIDERS, FAMILY, LEADERS, kinds_of
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Organisation, OrganisationKind, Sector, Unit
from samsyn.process.initiative.approving import rules as approving
from samsyn.process.initiative.models import Reply, ReplyKind, Worry

STARTS = frozenset({"duty", "may", "with_approval"})
CALLERS = frozenset({Sector.SOCIAL, Sector.HEALTH})  # those whom the law makes judge the need
LOGOTYPES = ("organisation__logotype", "organisation__principal__logotype")


def may_start(agreement: Agreement, who: str) -> Decision:
    """C019, C020, C078: the agreement says who may start; the others signal to those who may."""
    if agreements.how_to_start(agreement, who) in STARTS:
        return ALLOWED
    text = _(
        "Enligt %(name)s kan din verksamhet inte starta en SIP själv. "
        "Signalera till socialtjänsten eller vården, så bedömer de om det behövs en."
    )
    return refuse(text % {"name": agreement.name})


def terms_for(code: str, born: date | None) -> Agreement:
    """The agreement where one lives, or the national ground for somebody outside its ages (C222)."""
    today = clock.today()
    if born is None:
        return agreements.in_force(code, today)
    return agreements.for_age(code, age(born, today), today)


def outside_the_ages(case: Case) -> Agreement | None:
    """The controller's agreement, when it does not hold for one of that age and the national ground does."""
    code = case.controller.agreement
    return agreements.in_force(code, clock.today()) if case.agreement != code else None


def subject_kind(agreement: Agreement, born: date | None) -> PlaceKind:
    """A child while guardians must say yes at that age; else the person decides alone."""
    if born is None:
        return PlaceKind.CHILD
    today = clock.today()
    guarded = agreements.whose_yes(agreement, age(born, today), today).guardians
    return PlaceKind.CHILD if guarded else PlaceKind.PERSON


def receivers(unit: Unit) -> list[Assignment]:
    """Who takes in requests at the unit today."""
    duties = unit.assignments.filter(receives=True, valid__contains=clock.now())
    return list(duties.select_related("person", "unit").order_by("pk"))


def receiving_units() -> list[Unit]:
    """The units one can ask: those that have said so and have somebody who takes in requests."""
    units = Unit.objects.filter(
        receives_requests=True,
        closed_at=None,
        assignments__receives=True,
        assignments__valid__contains=clock.now(),
    )
    units = units.select_related("organisation__principal").defer(*LOGOTYPES)
    return list(units.distinct().order_by("organisation__name", "name"))


def worry_of(case: Case) -> Worry | None:
    """The worry as far as the reader may see it."""
    return Worry.objects.filter(case=case).order_by("pk").first()


def family_in(case: Case) -> list[Place]:
    """Those of the family whose yes can be needed."""
    return [place for place in case.people if place.kind in DECIDERS]


def may_refuse(case: Case) -> Decision:
    """C188: after a hospital stay with new needs open care must offer a SIP; only the family may say no."""
    worry = worry_of(case)
    if worry and worry.after_hospital:
        return refuse(_("Efter en tid på sjukhus med nya behov ska öppenvården erbjuda en SIP. "
                        "Bara familjen kan tacka nej."))  # fmt: skip
    return ALLOWED


def reply_of(case: Case) -> Reply | None:
    """The answer to the request, if there is one."""
    return Reply.objects.filter(case=case).order_by("-pk").first()


def may_decline(case: Case, by: Actor) -> Decision:
    """C185: an offer that the family may say no to. Once the work has begun whoever leads writes it down, so
    that one of them does not end it for the others; and what is in force is closed, not declined.
    """
    if case.plan_in_force:
        return refuse(_("Det finns en plan som gäller. Den avslutas, i stället för att ni tackar nej."))
    if reply_of(case) is None or kinds_of(by, case) & LEADERS:
        return ALLOWED
    return bar(_("Arbetet har börjat. Säg till den som leder det om du inte vill ha en SIP."))


def may_ask_other(case: Case, by: Actor) -> Decision:
    """It is enough that one huvudman says yes: the family may ask the other one after a refusal."""
    if not kinds_of(by, case) & FAMILY:
        return bar(_("Bara familjen kan be den andra huvudmannen om en egen bedömning."))
    answer = reply_of(case)
    if answer is None or answer.kind != ReplyKind.REFUSED:
        return refuse(_("Det här kan ni göra när någon har sagt nej till en SIP."))
    return ALLOWED


def principal_kind(organisation: Organisation) -> str:
    """Kommun or region; a private provider's is that of the huvudman it works for."""
    return (organisation.principal or organisation).kind


def other_principal(case: Case) -> OrganisationKind:
    """The huvudman who has not answered yet."""
    region = principal_kind(case.controller) == OrganisationKind.REGION
    return OrganisationKind.KOMMUN if region else OrganisationKind.REGION


def units_of_other(case: Case) -> list[Unit]:
    """The other huvudman's units that take in requests; near by, where there are such."""
    wanted = other_principal(case)
    units = [u for u in receiving_units() if principal_kind(u.organisation) == wanted and u.sector in CALLERS]
    near = [u for u in units if u.organisation.agreement == case.controller.agreement]
    return near or units


def ready_to_prepare(case: Case, both_needed: bool) -> Decision:
    """C103, C112: both principals are needed, and the family wants it and has somebody in the case."""
    worry = worry_of(case)
    if worry and worry.written_by.assignment_id and worry.talked_at is None:
        return refuse(_("Prata med familjen först, och skriv här att ni har gjort det."))
    if not family_in(case):
        return refuse(
            _("Lägg först till någon i familjen som kan säga ja: en vårdnadshavare eller personen själv.")
        )
    approved = approving.is_approved(case, worry)
    if not approved:
        return approved
    if not both_needed:
        return refuse(_("En SIP görs när det behövs hjälp från både socialtjänsten och vården. "
                        "Behövs bara den ena kan ni hjälpas åt utan en SIP."))  # fmt: skip
    return ALLOWED
