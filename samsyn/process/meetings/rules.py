"""What must hold before a meeting is called, answered or opened; and which meeting is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.agreements import rules as agreements
from samsyn.agreements.rules import Deadline
from samsyn.cases.access import MEMBER, SECRETARY, places_of
from samsyn.cases.models import Access, Case, Place, Question, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Sector
from samsyn.process.consent import rules as consent
from samsyn.process.meetings.models import Invitation, Meeting, Reply, to_ask

SIDES = {
    Sector.SOCIAL: gettext_lazy("socialtjänsten (kommunen)"),
    Sector.HEALTH: gettext_lazy("hälso- och sjukvården (regionen)"),
}


def current(case: Case) -> Meeting | None:
    """The meeting of this round that people come to, are at, or were at last."""
    standing = Meeting.objects.filter(case=case, round=case.round.number, replaced_at=None)
    return standing.order_by("-pk").first()


def earlier(case: Case) -> list[Meeting]:
    """Times that were changed, the latest first: the old kallelse is kept."""
    return list(
        Meeting.objects.filter(case=case, round=case.round.number).exclude(replaced_at=None).order_by("-pk")
    )


def invitations(meeting: Meeting) -> list[Invitation]:
    """Who is asked to come, in the order they came into the case; those who have left the case apart."""
    asked = meeting.invitations.filter(place__valid__contains=clock.now())
    return list(asked.select_related("place__assignment__unit").order_by("pk"))


def invitation_of(by: Actor, case: Case) -> Invitation | None:
    """The actor's own invitation to the current meeting, in the duty acted in."""
    meeting = current(case)
    mine = [place.pk for place in places_of(by, case)]
    return meeting and meeting.invitations.filter(place__in=mine).order_by("pk").first()


def letter(case: Case, place: Place) -> str:
    """What that person gets: kallelse or inbjudan, as this place calls them (C123)."""
    return agreements.call_name(case.terms, place.assignment.unit.sector if place.assignment else "")


def duty_source(case: Case) -> str:
    """Where it stands that whoever is called must come (C123)."""
    return agreements.source(case.terms, "duty_to_attend", clock.today())


def convener_title(case: Case) -> str:
    """What the one who calls is called here."""
    return case.terms.title("convener_title")


def questions(case: Case) -> list[Question]:
    """What the meeting shall answer, as far as the reader may see it."""
    return list(Question.objects.filter(case=case, removed_at=None).order_by("number"))


def not_asked(case: Case, meeting: Meeting) -> list[Place]:
    """Those who came into the case after the call: they have no kallelse yet."""
    asked = set(meeting.invitations.values_list("place", flat=True))
    return [place for place in to_ask(case) if place.pk not in asked]


def present_places(case: Case) -> list[Place]:
    """Who came to the current meeting, as it was marked (C133)."""
    meeting = current(case)
    if meeting is None:
        return []
    came = meeting.invitations.filter(present=True).select_related("place__assignment__unit").order_by("pk")
    return [invitation.place for invitation in came]


def secretary(case: Case) -> Place | None:
    """Who writes at the meetings, beside the one who leads (C157)."""
    return next((place for place in case.people if place.kind == SECRETARY), None)


def can_be_secretary(case: Case) -> list[Place]:
    """Staff in the case who see every question: whoever writes the plan must be able to read it."""
    whole = case.scope_of(ScopeKind.WHOLE)
    sees_all = set(
        Access.objects.filter(scope=whole, valid__contains=clock.now()).values_list("place", flat=True)
    )
    return [place for place in case.people if place.kind in {MEMBER, SECRETARY} and place.pk in sees_all]


def may_be_secretary(case: Case, place: Place | None) -> Decision:
    if place is None or place in can_be_secretary(case):
        return ALLOWED
    return refuse(_("Den personen får inte se alla frågor och kan inte skriva planen. Välj någon annan."))


def sides_missing(found: Iterable[Invitation]) -> list[str]:
    """The huvudmän from which nobody has said that they come (C070: both always take part)."""
    come = {
        one.place.assignment.unit.sector
        for one in found
        if one.answer == Reply.COMES and one.place.assignment
    }
    return [str(side) for sector, side in SIDES.items() if sector not in come]


def languages(case: Case) -> dict[int, str]:
    """Duty → the language that an interpreter shall speak, as the family said it (C097)."""
    return {party.assignment_id: party.language for party in consent.wanted(case) if party.language}


def last_day(case: Case) -> Deadline:
    """When the first meeting is held at the latest, counted from the request (C117)."""
    return agreements.deadline(case.terms, "meeting_within", clock.local(case.round.started).date())


def answer_by(case: Case, meeting: Meeting) -> date | None:
    """The last day to answer: as the agreement says, but never after the meeting."""
    asked = case.terms.last_day("reply_within", clock.local(meeting.called_at).date())
    return asked and min(asked, clock.local(meeting.starts_at).date())


def is_late(case: Case, meeting: Meeting) -> bool:
    """Is the meeting later than the last day? Shown, never stopped: the family may have wanted to wait."""
    last = last_day(case).last_day
    return last is not None and clock.local(meeting.starts_at).date() > last


def to_come(starts_at: datetime) -> Decision:
    if starts_at > clock.now():
        return ALLOWED
    return refuse(_("Tiden har redan varit. Välj en dag och ett klockslag som inte har varit."))


def in_order(starts_at: datetime, ends_at: datetime) -> Decision:
    if ends_at > starts_at:
        return ALLOWED
    return refuse(_("Mötet slutar innan det börjar. Ändra när det börjar eller när det slutar."))


def has_invitation(invitation: Invitation | None) -> Decision:
    if invitation is not None:
        return ALLOWED
    return bar(_("Du har ingen kallelse till mötet. Ring den som kallar."))


def gives_reason(invitation: Invitation, answer: str, reason: str) -> Decision:
    """C123: whoever has a duty to come says why that is not possible; the family never has to."""
    if answer != Reply.CANNOT or reason.strip() or not invitation.must_come:
        return ALLOWED
    return refuse(_("Skriv varför du inte kan komma. Din verksamhet är skyldig att vara med."))


def someone_came(present: Iterable[object]) -> Decision:
    if any(present):
        return ALLOWED
    return refuse(_("Markera minst en person som är här."))


@dataclass(frozen=True)
class Presence:
    """Whether somebody came, and if not, why."""

    present: bool
    reason: str = ""


def all_asked(asked: Iterable[Invitation], marks: Mapping[str, Presence]) -> Decision:
    """Only those who are asked to come can be marked."""
    if marks.keys() <= {invitation.ref for invitation in asked}:
        return ALLOWED
    return refuse(_("Någon på listan är inte kallad till mötet. Öppna sidan igen."))
