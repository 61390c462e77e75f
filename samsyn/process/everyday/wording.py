"""When something happens, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samsyn.kernel import clock
from samsyn.process.everyday.models import Every, Happening
from samsyn.web.dates import datum, klockslag, veckodag

A_MONDAY = date(2024, 1, 1)


def weekdays() -> list[tuple[int, str]]:
    """Their names, Monday first."""
    return [(number, veckodag(A_MONDAY + timedelta(days=number))) for number in range(7)]


def in_words(one: Happening) -> str:
    """måndag och onsdag klockan 14.00, varannan vecka"""
    if one.every == Every.ONCE:
        day = next(
            one.first + timedelta(days=n) for n in range(7) if one.is_on(one.first + timedelta(days=n))
        )
        return _with_clock(datum(day), one)
    names = dict(weekdays())
    days = _days([names[day] for day in one.days], one.days[-1] - one.days[0] + 1)
    often = Every(one.every).label.lower()
    return f"{_with_clock(days, one)}, {often}"


def _days(names: list[str], span: int) -> str:
    """måndag till fredag, where no day between is left out"""
    if len(names) == span > 2:
        return _("%(first)s till %(last)s") % {"first": names[0], "last": names[-1]}
    return get_text_list(names, _("och"))


def _with_clock(days: str, one: Happening) -> str:
    if one.starts is None:
        return days
    at = klockslag(datetime.combine(one.first, one.starts, clock.STOCKHOLM))
    return _("%(days)s klockan %(time)s") % {"days": days, "time": at}
