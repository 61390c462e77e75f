"""What must hold before each verb of questions and consent."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.access import DECIDERS, FAMILY, LEADERS, PERSON, kinds_of, places_of
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Sector
from samsyn.process.consent import rules
from samsyn.process.consent.models import Answer, Inquiry, Kind, Pair, StanceKind
from samsyn.process.consent.wishes import rules as wishes
from samsyn.web.dates import kortdatum

CHILDREN = frozenset({PlaceKind.CHILD})
MUST_TAKE_PART = {
    Sector.SOCIAL: gettext_lazy("Det saknas någon från socialtjänsten. En SIP görs med både dem och vården."),
    Sector.HEALTH: gettext_lazy("Det saknas någon från vården. En SIP görs med både dem och socialtjänsten."),
}


def both(first: Decision, second: Decision) -> Decision:
    return second if first else first


def room_for_question(case: Case) -> Decision:
    most = case.terms.number("questions_max")
    if most is None or len(rules.agenda(case)) < most:
        return ALLOWED
    return refuse(
        _("Ni har %(most)s frågor. Fler hinner mötet inte med. Ta bort en om ni vill lägga till en ny.")
        % {"most": most}
    )


def wishers(case: Case, by: Actor) -> list[Place]:
    """Whose wish the actor may enter: the agreement says who decides who comes (C005, C120)."""
    rule = case.terms.value("who_decides_participants")
    kinds = {"guardian": DECIDERS, "family": FAMILY, "together": FAMILY | LEADERS}[rule]
    mine = case.people if kinds_of(by, case) & LEADERS else places_of(by, case)
    return [place for place in mine if place.kind in kinds]


def may_decide_who_comes(case: Case, by: Actor) -> Decision:
    if wishers(case, by):
        return ALLOWED
    if case.subject_place.kind == PERSON:
        return bar(_("Här bestämmer %(name)s vilka som ska vara med.") % {"name": case.called})
    return bar(_("Här bestämmer vårdnadshavaren vilka som ska vara med. Prata med henne eller honom."))


def may_answer_wish(case: Case, by: Actor) -> Decision:
    """C193: whoever decides who comes, and whoever leads; not the child, whose wish it is."""
    kinds = kinds_of(by, case)
    if kinds & LEADERS or (wishers(case, by) and not kinds & CHILDREN):
        return ALLOWED
    return bar(_("De som bestämmer vilka som ska vara med svarar på det här."))


def may_wish_for(case: Case, by: Actor, wished_by: Place) -> Decision:
    if wished_by in wishers(case, by):
        return ALLOWED
    return bar(_("Det är inte den som bestämmer vilka som ska vara med."))


def can_come(case: Case, duty: Assignment) -> Decision:
    """A named person who works there now, and is not in the case already."""
    if duty.unit.closed_at or not rules.works_there(duty):
        return refuse(_("Den personen arbetar inte kvar där. Välj någon annan."))
    if any(party.assignment_id == duty.pk for party in rules.wanted(case)):
        return refuse(_("Den personen är redan med på listan."))
    if any(place.assignment_id == duty.pk and place.kind in LEADERS for place in case.people):
        return refuse(_("Den personen leder arbetet och är redan med."))
    if any(place.person_id == duty.person_id and place.kind in FAMILY for place in case.people):
        return refuse(_("Den personen är med som familj. Välj någon annan som arbetar där."))
    return ALLOWED


def both_sides(case: Case) -> Decision:
    """C070: staff from social services and from health care always take part; who leads is one of them."""
    there = {party.unit.sector for party in rules.wanted(case)}
    there |= {p.assignment.unit.sector for p in case.people if p.kind in LEADERS}
    for sector, sentence in MUST_TAKE_PART.items():
        if sector not in there:
            return refuse(sentence)
    return ALLOWED


def ready_to_ask(case: Case) -> Decision:
    """C027: first the questions and who should come, then consent is asked for. C070: both sides."""
    if not rules.agenda(case):
        return refuse(_("Skriv minst en fråga till mötet först."))
    if not rules.wanted(case):
        return refuse(_("Välj först vilka som ska vara med."))
    answered = both(wishes.all_answered(case), both_sides(case))
    return both(answered, rules.Standing(case).someone_decides)


def in_time(case: Case, valid_to: date) -> Decision:
    if valid_to <= clock.today():
        return refuse(_("Datumet måste ligga framåt i tiden. Skriv en senare dag."))
    latest = rules.default_last_day(case)
    if latest and valid_to > latest:
        return refuse(
            _("Ett ja kan gälla till och med %(day)s. Skriv en tidigare dag.") % {"day": kortdatum(latest)}
        )
    return ALLOWED


def is_new(case: Case, valid_to: date) -> Decision:
    """The same question is put once: those who have not answered can still do so."""
    asked = rules.inquiry(case)
    if asked and asked.valid_to == valid_to and asked.pairs == rules.Standing(case).now_asked:
        return refuse(_("Ni har redan frågat om just det här. Svaren kommer på sidan om samtycke."))
    return ALLOWED


def is_current(case: Case, asked: Inquiry) -> Decision:
    """Nobody answers a question that has been changed meanwhile."""
    current = rules.inquiry(case)
    if current is None or current.pk != asked.pk:
        return refuse(_("Frågan har ändrats sedan du öppnade sidan. Läs igenom den nya och svara på den."))
    if current.has_ended():
        return refuse(_("Tiden för frågan har gått ut. Den behöver ställas igen."))
    return ALLOWED


def is_asked(case: Case, place: Place) -> Decision:
    """Only those whose yes is needed answer; a child who is younger says what it thinks instead."""
    if place in rules.Standing(case).asked:
        return ALLOWED
    return bar(_("Här behövs inget ja från dig. Du kan ändå säga vad du tycker."))


def adds_up(asked: Inquiry, kind: str, pairs: set[Pair]) -> Decision:
    """A yes to a part names the part, and nothing that was not asked."""
    if kind == Kind.PARTLY and not pairs:
        return refuse(_("Kryssa i vad du säger ja till. Vill du inte säga ja till något, svara nej."))
    if not pairs <= asked.pairs:
        return refuse(_("Svaret gäller något som inte står i frågan. Läs igenom den och svara igen."))
    return ALLOWED


def has_yes(answer: Answer | None, back: set[Pair] | None = None) -> Decision:
    """Something of what is taken back (None: anything at all) is allowed today."""
    if answer and (answer.allows if back is None else answer.allows & back):
        return ALLOWED
    return refuse(_("Det finns inget ja att ta tillbaka."))


def may_speak_for(case: Case, by: Actor, place: Place) -> Decision:
    """One changes one's own mind; whoever leads writes down what somebody has said."""
    if place in places_of(by, case) or (kinds_of(by, case) & LEADERS and place.kind in FAMILY):
        return ALLOWED
    return bar(_("Du kan bara ändra ditt eget svar."))


def stance_adds_up(kind: str, why: str) -> Decision:
    if kind == StanceKind.NOT_ASKED and not why.strip():
        return refuse(_("Skriv varför barnet inte har fått frågan än."))
    return ALLOWED


def may_read(case: Case, by: Actor) -> Decision:
    """The family and whoever leads; a party sees on other pages what the family has said yes to."""
    if kinds_of(by, case) & (FAMILY | LEADERS):
        return ALLOWED
    return bar(_("Den här sidan är för familjen och den som leder arbetet."))


def own_place(case: Case, by: Actor) -> Place:
    """As what the reader answers: where a yes is needed, if it is anywhere."""
    mine = places_of(by, case)
    return next((place for place in mine if place in rules.Standing(case).asked), mine[0])


def has_child(case: Case) -> Decision:
    if case.subject_place.kind in CHILDREN:
        return ALLOWED
    return refuse(_("Frågan är för barn. En vuxen svarar själv på frågan om samtycke."))
