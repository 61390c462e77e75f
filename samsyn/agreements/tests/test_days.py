"""Counting days, against a reference that knows nothing of how the code counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.agreements import days

# Red days on weekdays or weekends, copied from printed calendars; Sundays are left out where nothing else is.
RED_DAYS = {
    2024: "01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-06 06-22 11-02 12-25 12-26",
    2025: "01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-06 06-08 06-21 11-01 12-25 12-26",
    2026: "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26",
    2027: "01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-06 06-26 11-06 12-25 12-26",
    2028: "01-01 01-06 04-14 04-16 04-17 05-01 05-25 06-04 06-06 06-24 11-04 12-25 12-26",
}
EVES = {
    2024: "06-21 12-24 12-31",
    2025: "06-20 12-24 12-31",
    2026: "06-19 12-24 12-31",
    2027: "06-25 12-24 12-31",
    2028: "06-23 12-24 12-31",
}


def listed(table: dict[int, str]) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for year, row in table.items() for day in row.split()}


FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
OPEN_DAYS = [day for day in ALL_DAYS if day.strftime("%w") not in "06" and day not in listed(RED_DAYS)]
OPEN_WITHOUT_EVES = [day for day in OPEN_DAYS if day not in listed(EVES)]


def test_working_days_are_those_of_the_printed_calendar() -> None:
    assert [day for day in ALL_DAYS if days.is_working_day(day, eves_free=False)] == OPEN_DAYS
    assert [day for day in ALL_DAYS if days.is_working_day(day)] == OPEN_WITHOUT_EVES


@given(start=st.sampled_from(ALL_DAYS[:1400]), n=st.integers(0, 200), eves=st.booleans())
def test_the_last_working_day_is_the_nth_open_day_after_the_request(start: date, n: int, eves: bool) -> None:
    later = [day for day in (OPEN_WITHOUT_EVES if eves else OPEN_DAYS) if day > start]
    expected = later[n - 1] if n else start
    assert days.last_day(start, n, "working", eves_free=eves) == expected


@given(start=st.dates(date(1990, 1, 1), date(2090, 1, 1)), n=st.integers(0, 800))
def test_the_last_calendar_day_is_day_0_plus_n(start: date, n: int) -> None:
    assert days.last_day(start, n, "calendar").toordinal() == start.toordinal() + n


@pytest.mark.requirement("C117")
@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 12, 15), date(2027, 1, 14)),  # over the end of a year
        (date(2028, 2, 1), date(2028, 3, 2)),  # over 29 February
        (date(2027, 2, 1), date(2027, 3, 3)),
        (date(2026, 3, 20), date(2026, 4, 19)),  # the clocks change on 29 March: no day is lost
        (date(2026, 10, 10), date(2026, 11, 9)),  # … nor won on 25 October
    ],
)
def test_thirty_days(asked: date, last: date) -> None:
    # "A coordination meeting is held within 30 days"
    assert days.last_day(asked, 30, "calendar") == last


def test_seventeen_working_days_over_christmas() -> None:
    # 14 December 2026 is a Monday; 24, 25, 31 December, 1 and 6 January are not worked.
    assert days.last_day(date(2026, 12, 14), 17, "working") == date(2027, 1, 13)
    assert days.last_day(date(2026, 12, 14), 17, "working", eves_free=False) == date(2027, 1, 11)


def test_a_request_on_a_holiday_counts_from_that_day() -> None:
    assert days.last_day(date(2026, 12, 25), 1, "working") == date(2026, 12, 28)


def test_a_moment_is_refused() -> None:
    with pytest.raises(TypeError, match="Stockholm date"):
        days.last_day(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), 30, "calendar")


def test_a_deadline_before_the_request_is_refused() -> None:
    with pytest.raises(ValueError, match="before the request"):
        days.last_day(date(2026, 3, 1), -1, "calendar")


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2012, 2, 29), 0),
        (date(2025, 2, 28), 12),
        (date(2025, 3, 1), 13),  # one born on 29 February turns on 1 March
        (date(2028, 2, 28), 15),
        (date(2028, 2, 29), 16),  # … and on the day itself when the year has it
    ],
)
def test_age_of_one_born_on_29_february(on: date, age: int) -> None:
    assert days.age(date(2012, 2, 29), on) == age


def test_the_birthday_of_one_born_on_29_february() -> None:
    assert days.anniversary(date(2012, 2, 29), 13) == date(2025, 3, 1)
    assert days.anniversary(date(2012, 2, 29), 16) == date(2028, 2, 29)


@given(born=st.dates(date(1930, 1, 1), date(2030, 1, 1)), years=st.integers(0, 99))
def test_one_turns_an_age_on_its_anniversary_and_not_the_day_before(born: date, years: int) -> None:
    birthday = days.anniversary(born, years)
    assert days.age(born, birthday) == years
    assert days.age(born, birthday - timedelta(days=1)) == years - 1


def test_days_left() -> None:
    assert days.days_left(date(2026, 3, 31), date(2026, 3, 1)) == 30
    assert days.days_left(date(2026, 3, 31), date(2026, 3, 31)) == 0
    assert days.days_left(date(2026, 3, 31), date(2026, 4, 2)) == -2
