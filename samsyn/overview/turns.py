"""What happens next in a case, whose turn it is, and the one button: read from all the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, LEADERS, WRITERS, kinds_of, may, places_of
from samsyn.cases.models import Case, Disclosure, Place, PlaceKind
from samsyn.cases.stages import Op, Stage
from samsyn.kernel import clock
from samsyn.overview import (
    turns_beginning,
    turns_consent,
    turns_people,
    turns_plan,
    turns_safety,
    turns_seeing,
)
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.initiative import rules as initiative
from samsyn.process.meetings import rules as meetings
from samsyn.process.meetings.models import Reply
from samsyn.process.plans import rules as plans
from samsyn.web.dates import datum, datumtid


def next_turn(case: Case, by: Actor) -> Turn:
    """The first thing that is waited for; what is the reader's own comes before what is others'."""
    before = [*turns_safety.first(case, by), *turns_people.first(case, by), *turns_beginning.first(case, by)]
    before += turns_consent.first(case, by)
    after = [*turns_seeing.first(case, by), *turns_consent.last(case, by)]
    found = [*before, *STEPS[case.stage](case, by), *after]
    return next((turn for turn in found if turn.mine), found[0])


def _leader(case: Case) -> str:
    return case.leader.called if case.leader else str(case.controller)


def _noticed(case: Case, by: Actor) -> Iterator[Turn]:
    kinds = kinds_of(by, case)
    if may(by, Op.TAKE_ON, case):
        yield Turn(
            _("Någon har bett om en SIP hos er."), by.person.name, True, "initiative:show", _("Läs begäran")
        )
    if kinds & LEADERS:
        worry = initiative.worry_of(case)
        if worry and worry.written_by.assignment_id and worry.talked_at is None:
            yield Turn(
                _("Prata med familjen, och skriv här att ni har pratat."),
                by.person.name,
                True,
                "initiative:show",
                _("Läs oron"),
            )
        elif not initiative.family_in(case):
            yield Turn(
                _("Lägg till dem i familjen som ska vara med."),
                by.person.name,
                True,
                "initiative:family",
                _("Lägg till familjen"),
            )
        else:
            yield Turn(
                _("Skriv om familjen vill ha en SIP."),
                by.person.name,
                True,
                "initiative:answer",
                _("Skriv svaret"),
            )
    if case.leader:
        yield Turn(_("%(name)s pratar med er om ni vill ha en SIP.") % {"name": _leader(case)}, _leader(case))
    yield Turn(
        _("Någon tar hand om din begäran och ringer dig. Arbetet ska börja direkt."), str(case.controller)
    )


def _preparing(case: Case, by: Actor) -> Iterator[Turn]:
    name, kinds = by.person.name, kinds_of(by, case)
    asked, waits = consent.inquiry(case), consent.missing(case)
    if asked is None:
        text = _("Ni bestämmer frågorna och vilka som ska vara med.")
        yield Turn(
            text, _leader(case), bool(kinds & (LEADERS | FAMILY)), "consent:questions", _("Bestäm frågorna")
        )
    elif waits:
        yield from _waiting_for_yes(case, by, waits)
    elif not consent.all_said_yes(case):
        yield Turn(
            _("Alla har svarat, men det finns inget som alla säger ja till. Prata om det och fråga igen."),
            _leader(case),
            bool(kinds & LEADERS),
            "consent:show",
            _("Se svaren"),
        )
    else:
        day = meetings.last_day(case).last_day
        yield Turn(
            _("Dags att bestämma tid för mötet."),
            _leader(case),
            bool(kinds & LEADERS),
            "meetings:call",
            _("Kalla till mötet"),
            due=day,
        )
    if kinds & {PlaceKind.REPRESENTATIVE} and asked is not None and _waits_for_mine(case, by):
        yield Turn(_("Vi frågar vad du tycker. Det skrivs ned bredvid svaret."), name, True, "consent:answer",
                   _("Läs frågan och svara"))  # fmt: skip
    if kinds & FAMILY and asked is not None:
        yield Turn(
            _("Tänk igenom vad du vill ta upp på mötet."), name, True, "preparation:mine", _("Förbered dig")
        )
    if kinds & {PlaceKind.MEMBER, PlaceKind.SECRETARY}:
        yield Turn(_("Förbered din del inför mötet."), name, True, "preparation:party", _("Skriv er del"))


def _waits_for_mine(case: Case, by: Actor) -> bool:
    """A god man is asked too; nobody waits for that answer (C095)."""
    standing, mine = consent.Standing(case), places_of(by, case)
    open_still = standing.inquiry is not None and not standing.inquiry.has_ended()
    return open_still and any(p in mine and not standing.has_answered(p) for p in standing.beside)


def _waiting_for_yes(case: Case, by: Actor, waits: list[Place]) -> Iterator[Turn]:
    mine = {place.pk for place in places_of(by, case)}
    names = ", ".join(place.called for place in waits)
    if any(place.pk in mine for place in waits):
        yield Turn(
            _("Vi frågar om de här får prata med varandra."),
            by.person.name,
            True,
            "consent:answer",
            _("Svara ja eller nej"),
        )
    elif kinds_of(by, case) & LEADERS:
        yield Turn(
            _("Väntar på svar om samtycke från %(names)s.") % {"names": names},
            names,
            True,
            "consent:show",
            _("Se eller skriv in svar"),
        )
    else:
        yield Turn(_("Vi väntar på svar från alla som behöver säga ja."), names)


def _called(case: Case, by: Actor) -> Iterator[Turn]:
    meeting, kinds = meetings.current(case), kinds_of(by, case)
    mine = meetings.invitation_of(by, case)
    if mine and mine.answer == Reply.NONE and not kinds & LEADERS:
        yield Turn(
            _("Mötet är %(when)s. Kan du komma?") % {"when": datumtid(meeting.starts_at)},
            by.person.name,
            True,
            "meetings:answer",
            _("Svara"),
            due=meetings.answer_by(case, meeting),
        )
    yield Turn(
        _("Mötet är %(when)s.") % {"when": datumtid(meeting.starts_at)},
        _leader(case),
        bool(kinds & LEADERS),
        "meetings:show",
        _("Se kallelsen"),
        due=clock.local(meeting.starts_at).date(),
    )


def _meeting(case: Case, by: Actor) -> Iterator[Turn]:
    yield from turns_plan.meeting(case, by)
    if kinds_of(by, case) & WRITERS:
        yield Turn(
            _("Mötet pågår. Skriv planen tillsammans."), by.person.name, True, "room:show", _("Till mötet")
        )
    yield Turn(
        _("Mötet pågår. Planen skrivs nu."), _leader(case), False, "plans:show", _("Läs det som skrivs")
    )


def _planned(case: Case, by: Actor) -> Iterator[Turn]:
    plan, kinds = plans.plan_in_force(case), kinds_of(by, case)
    if kinds & FAMILY and plan and not plans.has_answered(plan, by, case):
        yield Turn(
            _("Planen är klar. Läs den och säg vad du tycker."),
            by.person.name,
            True,
            "plans:approve",
            _("Läs och svara"),
        )
    copies = Disclosure.objects.filter(case=case, what=plan.ref) if plan else Disclosure.objects.none()
    if kinds & LEADERS and not copies:
        yield Turn(
            _("Lämna ut planen till alla som ska ha den."), by.person.name, True, "copies:show", _("Lämna ut")
        )
    yield from turns_plan.planned(plan, case, by)
    parties = [place.party_id for place in places_of(by, case)]
    if by.assignment and copies.filter(party__in=parties, received_at=None):
        yield Turn(
            _("Ni har fått en kopia. För in den i ert eget system och kvittera."),
            by.person.name,
            True,
            "copies:journal",
            _("Kvittera kopian"),
        )
    day = clock.local(plan.follow_up_at).date() if plan and plan.follow_up_at else None
    text = _("Planen gäller. Ni ses igen %(day)s.") % {"day": datum(day)} if day else _("Planen gäller.")
    yield Turn(text, _leader(case), False, "plans:show", _("Läs planen"), due=day)
    if kinds & LEADERS:
        yield Turn(text, by.person.name, True, "followup:show", _("Kalla till uppföljning"), due=day)


def _following_up(case: Case, by: Actor) -> Iterator[Turn]:
    leads = bool(kinds_of(by, case) & LEADERS)
    meeting = meetings.current(case)
    when = datumtid(meeting.starts_at) if meeting else ""
    mine = meetings.invitation_of(by, case)
    if mine and mine.answer == Reply.NONE and not meeting.opened_at and not leads:
        text = _("Vi följer upp planen %(when)s. Kan du komma?") % {"when": when}
        yield Turn(text, by.person.name, True, "meetings:answer", _("Svara"))
    text = _("Vi följer upp planen %(when)s: hur har det gått?") % {"when": when}
    yield Turn(text, _leader(case), leads, "followup:show", _("Till uppföljningen"))


def _closed(case: Case, by: Actor) -> Iterator[Turn]:
    text = _("SIP:en är avslutad. Ni kan fortfarande läsa planen, och be om en ny när ni vill.")
    yield Turn(text, "", False, "plans:show", _("Läs planen"))


def _declined(case: Case, by: Actor) -> Iterator[Turn]:
    text = _("Det blev ingen SIP. Ni kan be om en igen när ni vill.")
    yield Turn(text, "", False, "initiative:answer", _("Läs svaret"))


STEPS: dict[Stage, Callable[[Case, Actor], Iterator[Turn]]] = {
    Stage.NOTICED: _noticed,
    Stage.PREPARING: _preparing,
    Stage.CALLED: _called,
    Stage.MEETING: _meeting,
    Stage.PLANNED: _planned,
    Stage.FOLLOWING_UP: _following_up,
    Stage.CLOSED: _closed,
    Stage.DECLINED: _declined,
}
