"""Counting days: deadlines, birthdays and Swedish holidays. Dates are Stockholm's; hours play no part."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

Unit = Literal["calendar", "working"]
DAY = timedelta(days=1)
SATURDAY = 5


def last_day(start: date, n: int, unit: Unit, *, eves_free: bool = True) -> date:
    """Day 0 is the day of the request; the last day is day 0 + N, at any time that day.

    `working` steps over Saturdays, Sundays, public holidays and, when they are free, the three eves.
    """
    if isinstance(start, datetime):
        raise TypeError("last_day needs the Stockholm date of the request, not a moment")
    if n < 0:
        raise ValueError("A deadline cannot lie before the request")
    if unit == "calendar":
        return start + n * DAY
    day = start
    for _step in range(n):
        day = next_working_day(day, eves_free=eves_free)
    return day


def next_working_day(day: date, *, eves_free: bool = True) -> date:
    day += DAY
    while not is_working_day(day, eves_free=eves_free):
        day += DAY
    return day


def is_working_day(day: date, *, eves_free: bool = True) -> bool:
    if day.weekday() >= SATURDAY or day in holidays(day.year):
        return False
    return not (eves_free and day in eves(day.year))


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of lag (1989:253), Sundays apart."""
    easter = easter_day(year)
    return frozenset(
        {
            date(year, 1, 1),  # nyårsdagen
            date(year, 1, 6),  # trettondedag jul
            easter - 2 * DAY,  # långfredagen
            easter + DAY,  # annandag påsk
            date(year, 5, 1),  # första maj
            easter + 39 * DAY,  # Kristi himmelsfärds dag
            date(year, 6, 6),  # nationaldagen
            midsummer_day(year),
            weekday_from(date(year, 10, 31), SATURDAY),  # alla helgons dag
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


@cache
def eves(year: int) -> frozenset[date]:
    """Midsommarafton, julafton, nyårsafton: not holidays by that law, yet hardly anyone is at work."""
    return frozenset({midsummer_day(year) - DAY, date(year, 12, 24), date(year, 12, 31)})


def midsummer_day(year: int) -> date:
    return weekday_from(date(year, 6, 20), SATURDAY)


def weekday_from(day: date, weekday: int) -> date:
    """The first such weekday on or after the day."""
    return day + (weekday - day.weekday()) % 7 * DAY


def easter_day(year: int) -> date:
    """The anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def anniversary(born: date, age: int) -> date:
    """The day one turns that age; one born on 29 February turns on 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age(born: date, on: date) -> int:
    """Whole years on that day."""
    years = on.year - born.year
    return years if on >= anniversary(born, years) else years - 1


def days_left(last: date, today: date) -> int:
    """0 on the last day itself, negative once it has passed."""
    return (last - today).days
