"""The words of the reference: what a row lies in, who is in the case as what, what was asked and said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Pair = tuple[int, int]  # the number of a wish, and of a question; 0: to hear what is said (an interpreter)
HEARS = 0
# Halland: guardians' yes until 18; the young person's own from 15 (domain 1.6).
OWN_YES, GROWN = 15, 18
SHARED = ("frame", "family", "whole", "question")


@dataclass(frozen=True)
class Room:
    """What a row lies in, as the database describes it."""

    kind: str
    owner: str | None = None
    unit: str | None = None
    question: int | None = None
    like: Room | None = None  # an `apart` is like another room,
    without: str | None = None  # but without this one
    locked: bool = False  # to the child, until the second step


@dataclass
class Seat:
    """In the case as what, and until when if that is known ahead."""

    kind: str  # leader, family, guardian, close, manager, member, hears, stayed
    until: datetime | None = None
    why: str = ""


@dataclass
class Asked:
    pairs: frozenset[Pair]
    last_day: date


@dataclass
class Said:
    asked: int
    kind: str
    pairs: frozenset[Pair]
    taken_back: bool = False


@dataclass
class Wish:
    who: str
    gone: bool = False


@dataclass
class Opened:
    """What was agreed when it was last counted: time alone may shut some of it, never open more."""

    pairs: frozenset[Pair]
    all_of_it: bool
    until: datetime


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)


def birthday(born: date, age: int) -> date:
    """29 February turns on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
