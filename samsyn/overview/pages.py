"""The ways from a case's front page, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, INSIDE, LEADERS, STAFF, WRITERS, kinds_of, may
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.cases.stages import BEFORE_MEETING, Op, Stage
from samsyn.overview.turn import Turn
from samsyn.overview.turns import next_turn
from samsyn.people.actor import Actor
from samsyn.people.models import Sector
from samsyn.process.discharge.rules import discharge_of
from samsyn.process.everyday.showing import InShort, in_short
from samsyn.process.succession.rules import News, news

ORDER = [
    Stage.NOTICED,
    Stage.PREPARING,
    Stage.CALLED,
    Stage.MEETING,
    Stage.PLANNED,
    Stage.FOLLOWING_UP,
    Stage.CLOSED,
]
HAS_MET = {Stage.MEETING, Stage.PLANNED, Stage.FOLLOWING_UP, Stage.CLOSED}
IN_FORCE = HAS_MET - {Stage.MEETING}
STARTED = set(ORDER) - {Stage.NOTICED}
EARLY = BEFORE_MEETING | {Stage.NOTICED}


@dataclass(frozen=True)
class Card:
    """A case on a family's start page."""

    case: Case
    kinds: frozenset[PlaceKind]
    turn: Turn
    leader: Place | None
    week: InShort | None = None  # of the plan in force
    news: News | None = None

    @property
    def link(self) -> str:
        return self.turn.link(self.case)


def card(case: Case, by: Actor) -> Card:
    """All that the card shows is read while the case is in focus."""
    return Card(case, kinds_of(by, case), next_turn(case, by), case.leader, in_short(by, case), news(case))


def links(case: Case, by: Actor) -> list[tuple[str, str]]:
    """(address name, title) of the pages this reader has in this stage, in the order of the process."""
    kinds, stage = kinds_of(by, case), case.stage
    inner = bool(kinds & (FAMILY | LEADERS | {PlaceKind.RECEIVER}))
    family = bool(kinds & FAMILY)
    planned = stage in IN_FORCE or case.plan_in_force  # also while a new SIP is prepared
    if kinds <= {PlaceKind.MANAGER}:
        return [("succession:show", _("Utse någon som tar över"))]
    if kinds <= {PlaceKind.INTERPRETER}:  # when and where, and nothing of what is said
        return [("meetings:show", _("Mötet: tid, plats och vilka som kommer"))]
    table = [
        ("initiative:show", _("Varför en SIP?"), inner),
        ("initiative:family", _("Vilka i familjen är med?"), bool(kinds & LEADERS) and stage in ORDER),
        ("initiative:answer", _("Blir det en SIP?"), inner and stage not in STARTED),
        ("initiative:delay", _("Datum, och varför det tar längre tid"), inner and stage in EARLY),
        ("discharge:show", _("Från sjukhuset"), has_stay(case, by)),
        ("consent:questions", _("Frågorna, och vilka som ska vara med"), inner and stage in STARTED),
        ("consent:show", _("Mina ja och nej") if family else _("Samtycke"), inner and stage in STARTED),
        ("preparation:mine", _("Förbered dig"), family and stage in STARTED),
        ("preparation:party", _("Er del inför mötet"), bool(by.assignment) and stage in STARTED),
        ("meetings:show", _("Mötet: tid, plats och vilka som kommer"), stage in STARTED - {Stage.PREPARING}
         or (bool(kinds & LEADERS) and stage in STARTED)),
        ("room:show", _("Mötesrummet: skriv planen"), bool(kinds & WRITERS) and stage in HAS_MET - IN_FORCE),
        ("plans:show", _("Planen"), stage in HAS_MET or planned),
        ("everyday:show", _("Vår vecka, och allt som görs") if family else _("Veckan, och allt som görs"),
         case.plan_in_force and bool(kinds & INSIDE)),
        ("copies:show", _("Kopior: vilka som har fått planen"), planned),
        ("progress:show", _("Hur går det med insatserna?"), planned),
        ("progress:write", _("Meddelanden") if kinds & LEADERS else _("Skriv till den som håller ihop"),
         bool(kinds & INSIDE) and stage in STARTED),
        ("progress:errands", _("Hjälp att nå andra"), inner and stage in STARTED),
        ("followup:show", _("Uppföljning: hur har det gått?"), planned),
        ("followup:close", _("Så avslutades SIP:en"), stage == Stage.CLOSED),
        *_beside(case, by),
    ]  # fmt: skip
    return [(name, title) for name, title, has in table if has]


def _beside(case: Case, by: Actor) -> list[tuple[str, str, bool]]:
    """What is there all the time, beside the process: name, title, and whether this reader has it."""
    kinds, going = kinds_of(by, case), case.stage in ORDER
    inner = bool(kinds & (FAMILY | LEADERS | {PlaceKind.RECEIVER}))
    family = bool(kinds & FAMILY)
    guarded = any(place.kind == PlaceKind.GUARDIAN for place in case.people)
    return [
        ("files:show", _("Brev och bilder"), bool(kinds & INSIDE)),
        ("safety:show", _("Får någon inte veta var ni är?") if family else _("Trygghet och skydd"), inner),
        ("safety:report", _("Far ett barn illa? Så gör du en orosanmälan"), bool(kinds & STAFF)),
        ("sending:show", _("Så får de veta: mejl och telefon"), bool(may(by, Op.CHOOSE_SENDING, case))),
        ("seeing:who", _("Vem ser vad?"), bool(kinds & (FAMILY | LEADERS)) and guarded),
        ("seeing:room", _("Mitt rum"), PlaceKind.CHILD in kinds),
        ("seeing:items", _("Dölj något för någon i familjen"), bool(kinds & STAFF) and going),
        ("succession:show", _("När någon byts ut"), bool(kinds & INSIDE) and going),
        ("overview:readings", _("Vilka i personalen som har läst"), family),
    ]  # fmt: skip


def has_stay(case: Case, by: Actor) -> bool:
    """Health care and whoever leads may note a stay in hospital; others get the page when there is one."""
    notes = may(by, Op.NOTE_DISCHARGE, case)
    if notes and (by.assignment.unit.sector == Sector.HEALTH or kinds_of(by, case) & LEADERS):
        return True
    return discharge_of(case) is not None


def people(case: Case) -> list[dict[str, Any]]:
    """Everybody in the case, with the telephone of those who are there in their work."""
    return [
        {
            "name": place.called,
            "role": place.get_kind_display(),
            "unit": place.assignment.unit.name if place.assignment else "",
            "telephone": place.telephone,
        }
        for place in case.people
    ]


def steps(case: Case) -> list[dict[str, Any]]:
    """Where we are."""
    if case.stage not in ORDER:
        return []
    here = ORDER.index(case.stage)
    return [
        {"title": str(stage.label), "done": number < here, "current": number == here}
        for number, stage in enumerate(ORDER)
    ]
