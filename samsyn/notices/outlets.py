"""OUTLETS: every way something leaves samsyn towards a person. A way that does not stand here does not exist.

Each says how much it may show, which function of the database is asked again at the moment of sending, and
how it lets out. `attempt` makes all that it could say to one place in one case, asked as whoever leads it:
there proofs look for leaks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samsyn.cases.kinds import LEADING_KINDS
from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.kernel.ref import new_ref
from samsyn.notices import mail, telling, wording
from samsyn.notices.kinds import Detail, NoticeKind, OutletName, Reason
from samsyn.notices.models import Notice


@dataclass(frozen=True)
class Outlet:
    """One way out. `asks`: the database function that says again whether the receiver may be told."""

    name: OutletName
    shows: tuple[Detail, ...]
    asks: str
    attempt: Callable[[Case, Place], list[str]]
    deliver: Callable[..., Any] | None = None  # None: a person does it


def facts_of(notice: Notice, case: Case, leader: Place | None) -> wording.Facts:
    """What the mail of a notice would be made of, as far as the reader sees it."""
    return wording.Facts(
        kind=notice.kind,
        to_staff=notice.to_staff,
        detail=notice.detail,
        number=case.number,
        leader=leader.called if leader else "",
        telephone=leader.telephone if leader else "",
        starts_at=notice.starts_at,
        ends_at=notice.ends_at,
        answer_by=notice.answer_by,
    )


def _mails(case: Case, place: Place) -> list[str]:
    """Each mail that place could get now, of every kind; none when it may not be told."""
    hinder = telling.why_not(place, case.scope_id)
    if hinder in {Reason.GONE, Reason.PROTECTED}:
        return []
    details = [Detail.NEUTRAL] if hinder else list(Detail)
    return [
        mail.letter(
            wording.message(_example(case, place, kind, detail)), "any@example.org", new_ref()
        ).as_string()
        for kind in NoticeKind
        for detail in details
    ]


def _example(case: Case, place: Place, kind: NoticeKind, detail: Detail) -> wording.Facts:
    now = clock.now()
    row = Notice(kind=kind, place=place, detail=detail, starts_at=now, ends_at=now, answer_by=now.date())
    return facts_of(row, case, case.leader)


def _to_ring(case: Case, place: Place) -> list[str]:
    """Whom the one who leads is asked to ring: the names of the case, to nobody else."""
    if place.kind not in LEADING_KINDS or telling.why_not(place, case.scope_id) == Reason.GONE:
        return []
    rows = Notice.objects.filter(case=case).to_ring(clock.now()).select_related("place").order_by("pk")
    return [f"{row.place.called}: {row.get_kind_display()}" for row in rows]


OUTLETS: dict[str, Outlet] = {
    OutletName.MAIL: Outlet(
        OutletName.MAIL, (Detail.NEUTRAL, Detail.TIME), "_why_not", attempt=_mails, deliver=mail.deliver
    ),
    OutletName.RING: Outlet(OutletName.RING, (Detail.NEUTRAL, Detail.TIME), "_why_not", attempt=_to_ring),
}
