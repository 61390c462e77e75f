"""What waits to be told, word for word, and what would be shown of what is protected. Nothing here writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from samsyn.cases.guarding import Grade, Protection
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.notices import wording
from samsyn.notices.kinds import TO_RING, Choice, Detail, OutletName, State
from samsyn.notices.models import Notice
from samsyn.notices.outlets import facts_of


@dataclass(frozen=True)
class Line:
    """One who is to be told, and the exact text that would leave."""

    notice: Notice
    message: wording.Message | None  # None: somebody rings, and nothing leaves
    without: wording.Message | None = None

    @property
    def who(self) -> Place:
        return self.notice.place


@dataclass(frozen=True)
class Board:
    """All that waits in a case, in the order one acts on it."""

    held: list[Line]
    ring: list[Line]
    soon: list[Line]
    later: list[Line]
    done: list[Line]

    @property
    def is_empty(self) -> bool:
        return not (self.held or self.ring or self.soon or self.later or self.done)


@dataclass(frozen=True)
class Asked:
    """Whom one asks about a protection: the one who wrote it."""

    name: str
    telephone: str


def board(case: Case) -> Board:
    """One statement, whoever many are told."""
    rows = Notice.objects.filter(case=case).select_related("place__assignment__unit").order_by("due", "pk")
    now, lines = clock.now(), [_line(row, case) for row in rows]
    coming = [line for line in lines if line.notice.state in (State.WAITING, State.SENDING)]
    return Board(
        held=[line for line in lines if line.notice.state == State.HELD],
        ring=[line for line in lines if _is_to_ring(line.notice, now)],
        soon=[line for line in coming if clock.local(line.notice.due).date() <= clock.local(now).date()],
        later=[line for line in coming if clock.local(line.notice.due).date() > clock.local(now).date()],
        done=[line for line in lines if line.notice.done_at or line.notice.state == State.STOPPED],
    )


def waiting(cases: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Case → how many wait for a choice, and how many persons somebody has to ring; one statement for all."""
    now = clock.now()
    rows = Notice.objects.filter(case__in=list(cases), state__in=(State.HELD, *TO_RING), done_at=None)
    held: dict[int, int] = defaultdict(int)
    rings: dict[int, set[int]] = defaultdict(set)
    for row in rows.order_by("pk"):
        if row.state == State.HELD:
            held[row.case_id] += 1
        elif _is_to_ring(row, now):
            rings[row.case_id].add(row.place_id)
    return {pk: (held[pk], len(rings[pk])) for pk in sorted({*held, *rings})}


def _is_to_ring(notice: Notice, now: datetime) -> bool:
    """What is over needs no call."""
    over = notice.starts_at is not None and notice.starts_at < now
    return notice.state in TO_RING and notice.done_at is None and notice.due <= now and not over


def _line(notice: Notice, case: Case) -> Line:
    if notice.outlet != OutletName.MAIL or notice.state in TO_RING:
        return Line(notice, None)
    facts = facts_of(notice, case, case.leader)
    bare = wording.message(replace(facts, detail=Detail.NEUTRAL))
    return Line(notice, wording.message(facts), None if facts.detail == Detail.NEUTRAL else bare)


def to_ask(case: Case) -> Asked | None:
    """Who asked for the protection that stops a sending (texts 12)."""
    rows = Protection.objects.filter(case=case, countersign__agreed=True).exclude(grade=Grade.NONE)
    found = rows.select_related("countersign__asked_by__person", "countersign__asked_by__unit").order_by(
        "-pk"
    )
    duty = found[0].countersign.asked_by if found else None
    return Asked(duty.person.name, duty.unit.telephone if duty.absent else duty.telephone) if duty else None


def notice_of(case: Case, ref: str) -> Notice | None:
    return Notice.objects.filter(case=case, ref=ref).select_related("place").first()


def can_choose(notice: Notice, choice: str) -> Decision:
    """What has left cannot be called back; what nobody may choose here is no choice."""
    if notice.state not in (State.WAITING, State.HELD):
        return refuse(_("Det går inte att ändra längre. Det har redan skickats, eller så ska någon ringa."))
    return ALLOWED if choice in Choice.values else refuse(_("Välj ett av alternativen."))


def can_be_rung(notice: Notice) -> Decision:
    if notice.state in TO_RING and notice.done_at is None:
        return ALLOWED
    return refuse(_("Det är redan klart."))
