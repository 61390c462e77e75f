"""What follows when a yes is taken back, or soon ends."""

from __future__ import annotations

from datetime import date, timedelta

from samsyn.cases.models import Case, Place
from samsyn.kernel import clock
from samsyn.process.consent import deciders
from samsyn.process.consent.models import Answer, Kind, Talk
from samsyn.process.consent.rules import Standing


def call_back_by(case: Case, answer: Answer) -> date | None:
    """On which day whoever leads has rung at the latest (texts 5); the agreement's number of days."""
    if answer.withdrawn_at is None:
        return None
    return deciders.terms_today(case).last_day("call_back_within", clock.local(answer.withdrawn_at).date())


def to_ring(standing: Standing) -> list[tuple[Place, date | None]]:
    """Who has taken a yes back and has not been talked with since; to whoever reads their answers."""
    newest = {person: answer for person, rows in standing.given.items() if (answer := _taken_back(rows))}
    newest = {who: a for who, a in newest.items() if a.withdrawn_at >= standing.case.round.started}
    talks = Talk.objects.filter(case=standing.case).values_list("place__person", "at") if newest else []
    talked = {(person, at) for person, at in talks}
    return [
        (answer.place, call_back_by(standing.case, answer))
        for person, answer in newest.items()
        if not any(who == person and at > answer.withdrawn_at for who, at in talked)
    ]


def _taken_back(rows: list[Answer]) -> Answer | None:
    """What that one has taken back itself, and not answered in full since."""
    back = [answer for answer in rows if answer.withdrawn_at and answer.recorded_by_id is None]
    anew = rows[-1].kind in (Kind.YES, Kind.NO) and rows[-1].withdrawn_at is None
    return back[-1] if back and not anew else None


def ends_soon(standing: Standing) -> bool:
    """Does what is agreed end within the agreement's reminder, so that it is time to ask again?"""
    days = deciders.terms_today(standing.case).number("consent_reminder_days")
    last = standing.last_day
    return bool(days is not None and last and last - timedelta(days=days) <= clock.today() <= last)
