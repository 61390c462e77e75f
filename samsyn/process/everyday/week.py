"""A week of the family: what happens on which day, what collides, and the same days as boxes in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations, groupby

from samsyn.kernel import clock
from samsyn.process.everyday.items import Item
from samsyn.process.everyday.models import WEEK, Happening, Way, Who

AHEAD = 12  # weeks: every rhythm that can be written comes round in twelve
USUAL = 60  # minutes, when nobody has written how long it takes
FURTHEST = 26  # weeks one can look ahead or back


@dataclass(frozen=True)
class Event:
    """A measure on one day."""

    day: date
    item: Item
    at: Happening

    @property
    def begins(self) -> datetime | None:
        return datetime.combine(self.day, self.at.starts, clock.STOCKHOLM) if self.at.starts else None

    @property
    def ends(self) -> datetime | None:
        """None when nobody has written how long it takes."""
        if self.begins is None or self.at.minutes is None:
            return None
        return self.begins + timedelta(minutes=self.at.minutes)

    @property
    def meets(self) -> bool:
        """Somebody in the family goes there, opens the door, or answers."""
        return self.at.who != Who.NOBODY and self.at.way != Way.APART

    @property
    def has_been(self) -> bool:
        return self.day < clock.today() or bool(self.begins and self.begins < clock.now())

    @property
    def aside(self) -> bool:
        """Nobody in the family is there; or it goes on all day without them."""
        return self.at.who == Who.NOBODY or (self.at.way == Way.APART and not self.at.starts)

    @property
    def span(self) -> tuple[int, int]:
        """In minutes of the day; only for what has a time."""
        start = self.at.starts.hour * 60 + self.at.starts.minute
        return start, start + (self.at.minutes or USUAL)


@dataclass(frozen=True)
class Day:
    day: date
    events: list[Event]

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()

    @property
    def has_been(self) -> bool:
        return self.day < clock.today()

    @property
    def met(self) -> list[Event]:
        """What somebody in the family goes to, opens the door for, answers, or is at."""
        return [event for event in self.events if not event.aside]

    @property
    def aside(self) -> list[Event]:
        """What goes on without them."""
        return [event for event in self.events if event.aside]

    @cached_property
    def clashing(self) -> list[Event]:
        """What stands in the way of something else this day."""
        pairs = [pair for pair in combinations(self.events, 2) if clash(*pair)]
        return [event for pair in pairs for event in pair]


def monday(shift: int = 0) -> date:
    """Of this week, or of another so many weeks from now."""
    today = clock.today()
    shift = max(-FURTHEST, min(FURTHEST, shift))
    return today - timedelta(days=today.weekday()) + shift * WEEK


def events(found: list[Item], first: date, days: int) -> list[Event]:
    """In the order of the clock; what has no time stands first in its day."""
    among = [first + timedelta(days=number) for number in range(days)]
    made = [Event(day, item, one) for item in found for day, one in item.days(among)]
    return sorted(made, key=lambda event: (event.day, event.at.starts or time.min, event.item.number))


def week(found: list[Item], first: date) -> list[Day]:
    """Seven days from a Monday."""
    made = events(found, first, 7)
    days = [first + timedelta(days=number) for number in range(7)]
    return [Day(day, [event for event in made if event.day == day]) for day in days]


def to_come(found: list[Item]) -> list[Event]:
    """What somebody in the family is at, from now and two weeks on."""
    coming = events(found, clock.today(), 2 * 7)
    return [event for event in coming if event.meets and not event.has_been]


@dataclass(frozen=True)
class Collision:
    """Two that somebody in the family should be at, at the same time."""

    one: Event
    other: Event
    times: int


def collisions(found: list[Item]) -> list[Collision]:
    """From today and twelve weeks on: each pair once, the day it happens first."""
    met: dict[tuple[int, int], list[tuple[Event, Event]]] = {}
    coming = events(found, clock.today(), AHEAD * 7)
    for _day, of_day in groupby(coming, key=lambda event: event.day):
        for one, other in combinations(of_day, 2):
            if clash(one, other):
                met.setdefault((one.at.pk, other.at.pk), []).append((one, other))
    return [Collision(*pairs[0], len(pairs)) for pairs in met.values()]


def clash(one: Event, other: Event) -> bool:
    """Should the same person be at both, at the same time?"""
    if not (one.meets and other.meets and one.begins and other.begins):
        return False
    same_person = Who.BOTH in (one.at.who, other.at.who) or one.at.who == other.at.who
    (begins, ends), (next_begins, next_ends) = one.span, other.span
    return same_person and begins < next_ends and next_begins < ends
