"""What must hold before it is written down who decides, or that somebody is no longer waited for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.agreements import days
from samsyn.cases.kinds import SUBJECT_KINDS
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import conditions, deciders, rules
from samsyn.process.consent.models import Authority, AuthorityKind, CustodyCheck, Kind

# What ends: nobody is prevented, and nothing is decided in another's place, for ever.
ENDS = frozenset({AuthorityKind.AWAY, AuthorityKind.DECISION, AuthorityKind.GOD_MAN})
ABOUT: dict[str, frozenset[PlaceKind]] = {
    AuthorityKind.SOLE: deciders.GUARDIANS,
    AuthorityKind.APPOINTED: deciders.GUARDIANS,
    AuthorityKind.AWAY: deciders.GUARDIANS,
    AuthorityKind.DECISION: deciders.GUARDIANS,
    AuthorityKind.GOD_MAN: deciders.REPRESENTATIVES,
}


@dataclass(frozen=True)
class Told:
    """What is written about who decides: where it stands, and from when to when."""

    source: str
    document: str
    decided_on: date
    valid_to: date | None = None
    ground: str = ""
    questions: tuple[str, ...] = field(default=())


def can_be_recorded(kind: str, place: Place, told: Told) -> Decision:
    """Each kind with its source, document and date; what ends, with its last day (FB 6 kap. 13, 13 a §§)."""
    if place.kind not in ABOUT.get(kind, frozenset()):
        return refuse(_("Välj en person som det kan gälla: en vårdnadshavare, eller en god man."))
    if not told.source.strip() or not told.document.strip():
        return refuse(_("Skriv vem som har bestämt det, och vilken handling det står i."))
    if kind in ENDS and told.valid_to is None:
        return refuse(_("Skriv vilken dag det gäller till."))
    if kind == AuthorityKind.DECISION and not told.questions:
        return refuse(
            _("Kryssa i vilka frågor beslutet gäller. Om de andra frågorna behövs fortfarande ett ja.")
        )
    return in_order(told)


def in_order(told: Told) -> Decision:
    today = clock.today()
    if told.decided_on > today:
        return refuse(_("Dagen har inte varit än. Skriv vilken dag det bestämdes."))
    if told.valid_to and told.valid_to < today:
        return refuse(_("Det har redan gått ut. Skriv en senare dag."))
    return ALLOWED


def someone_is_left(case: Case, kind: str, place: Place) -> Decision:
    """One who cannot be reached leaves it to another guardian, never to nobody."""
    if kind != AuthorityKind.AWAY:
        return ALLOWED
    left = [one for one in rules.Standing(case).needed if one.pk != place.pk]
    if any(one.kind in deciders.GUARDIANS for one in left):
        return ALLOWED
    return refuse(_("Då finns ingen kvar som kan säga ja. Vänd er till socialnämnden eller överförmyndaren."))


def is_guarded(case: Case) -> Decision:
    """C222: a grown-up answers alone; there is no custody, and no other parent to wait for."""
    if conditions.has_child(case):
        return ALLOWED
    return refuse(_("%(name)s är vuxen och bestämmer själv.") % {"name": case.called})


def may_judge(case: Case, judged_by: str, ground: str, on: date) -> Decision:
    """Always who judged, when, and on what ground (domain 1.6)."""
    if not conditions.has_child(case):
        return refuse(_("En vuxen bestämmer själv. Mognad bedöms för barn."))
    if not judged_by.strip() or not ground.strip():
        return refuse(_("Skriv vem som har bedömt det, och varför."))
    if on > clock.today():
        return refuse(_("Dagen har inte varit än. Skriv vilken dag bedömningen gjordes."))
    return ALLOWED


def may_answer_alone(case: Case) -> Decision:
    """The exception for a mature child, from the age the agreement names; nowhere below it."""
    first = deciders.terms_today(case).number("mature_alone_from")
    if first is None:
        return refuse(_("Där ni finns behövs alltid vårdnadshavarnas ja. Barnets åsikt skrivs ned bredvid."))
    if case.born is None or days.age(case.born, clock.today()) < first:
        return refuse(
            _("Före %(age)s år behövs vårdnadshavarnas ja. Barnets åsikt skrivs ned bredvid.")
            % {"age": first}
        )
    return ALLOWED


def waited_from(case: Case, since: date) -> date:
    """From which day nobody needs to be waited for any longer."""
    terms = deciders.terms_today(case)
    last = terms.last_day("consent_silence_days", since) or since
    return last + timedelta(days=1)


def may_end_waiting(case: Case, place: Place, since: date) -> Decision:
    """FB 6 kap. 13 §: one who is prevented; the other one decides alone, but for what is decisive.

    A no is not silence. The child's own yes is never taken for given.
    """
    standing = rules.Standing(case)
    if place not in standing.needed or place.kind in SUBJECT_KINDS:
        return refuse(_("Det går bara för en vårdnadshavare som ni väntar på."))
    first = waited_from(case, since)
    if clock.today() < first:
        return refuse(_("Vänta till och med %(day)s. Påminn, och ring.") % {"day": first - timedelta(days=1)})
    others = [one for one in standing.needed if one != place and one.kind in deciders.GUARDIANS]
    if not others:
        return refuse(_("Det finns ingen annan vårdnadshavare som kan bestämma."))
    return ALLOWED


def is_silent(case: Case, place: Place) -> Decision:
    """Not a word to the question as last put, while another guardian has said yes to something."""
    standing = rules.Standing(case)
    if standing.inquiry is None or standing.has_answered(place):
        return refuse(_("Det finns inget svar att vänta på. Ett nej är också ett svar."))
    yes = [a for a in standing.answers.values() if a.kind != Kind.NO and a.place_id != place.pk]
    return ALLOWED if yes else refuse(_("Den andra vårdnadshavaren har inte heller sagt ja."))


def is_unanswered(standing: rules.Standing) -> Decision:
    """Not a word from anybody whose yes is needed. One answer, also a no, is no silence."""
    if standing.inquiry is None:
        return refuse(_("Det finns inget svar att vänta på."))
    if any(place.person_id in standing.given for place in standing.needed):
        return refuse(_("Någon har svarat. Prata med familjen om hur ni går vidare."))
    return ALLOWED


def may_end_unanswered(case: Case, standing: rules.Standing | None = None) -> Decision:
    """Silence has an end for grown-ups, and where every guardian is silent: the request ends, and nothing has
    been opened. A plan in force is not ended by it.
    """
    standing = standing or rules.Standing(case)
    unanswered = is_unanswered(standing)
    if not unanswered:
        return unanswered
    if case.plan_in_force:
        return refuse(_("Det finns en plan som gäller. Den avslutas inte av att någon är tyst."))
    first = waited_from(case, clock.local(standing.inquiry.asked_at).date())
    if clock.today() < first:
        return refuse(_("Vänta till och med %(day)s. Påminn, och ring.") % {"day": first - timedelta(days=1)})
    return ALLOWED


def unanswered_from(case: Case) -> date:
    """The day from which the request may end, when nobody has answered."""
    return waited_from(case, clock.local(rules.inquiry(case).asked_at).date())


def has_tried(tried: str) -> Decision:
    return ALLOWED if tried.strip() else refuse(_("Skriv vad ni har gjort för att nå personen, och när."))


def is_guardian(place: Place) -> Decision:
    if place.kind in deciders.GUARDIANS:
        return ALLOWED
    return refuse(_("Bara en vårdnadshavare kontrolleras."))


def can_be_second(by: Actor, second: Assignment, valid_to: date) -> Decision:
    """By hand: two persons, never the same, a document and an end date (P11, P12 of interop 5)."""
    if second.person_id == by.person.pk:
        return bar(_("Det ska vara någon annan än du."))
    if second.unit.organisation_id != by.assignment.unit.organisation_id or not rules.works_there(second):
        return bar(_("Den som ser handlingen ska arbeta i samma organisation som du."))
    if valid_to < clock.today():
        return refuse(_("Skriv en dag som inte har varit."))
    return ALLOWED


def checks(case: Case) -> dict[int, CustodyCheck]:
    """The newest proof of each guardian, as far as the reader may see it."""
    rows = CustodyCheck.objects.filter(case=case).select_related("place", "second__person").order_by("pk")
    return {row.place_id: row for row in rows}


def holding(case: Case) -> list[Authority]:
    return deciders.facts(case)
