"""The words of the reference: what a row lies in, who is in the case as what, what was asked and said."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    @property
    def hidden_from(self) -> frozenset[str | None]:
        return self.like.hidden_from | {self.without} if self.like else frozenset()


@dataclass
class Seat:
    """In the case as what, and until when if that is known ahead."""

    kind: str  # leader, family, guardian, representative, close, manager, member, hears, stayed
    until: datetime | None = None
    why: str = ""
    questions: frozenset[int] = field(default=frozenset())  # of one who is close: what there was to see


@dataclass
class Fact:
    """Why whose yes is needed is another than the ages say (FB 6 kap. 13, 13 a §§), through its last day."""

    kind: str  # sole, appointed, away, silent, decision, god_man, maturity
    who: str
    last_day: date | None = None
    questions: frozenset[int] = field(default=frozenset())
    alone: bool = False
    ended: bool = False


@dataclass
class Proof:
    """That somebody has custody: what the register last said, and when; or a paper that two have seen."""

    said: str = ""
    at: datetime | None = None
    paper_to: date | None = None


@dataclass
class Asked:
    pairs: frozenset[Pair]
    last_day: date
    round: int = 1

    @property
    def questions(self) -> frozenset[int]:
        return frozenset(question for _wish, question in self.pairs) - {HEARS}


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
    """What was agreed when it was last counted, and when time alone ends it: it may shut, never open."""

    pairs: dict[Pair, datetime]
    all_of_it: datetime | None = None

    def still(self, pairs: set[Pair], whole: bool) -> Opened:
        """What is left of it when not all of that is agreed any more."""
        kept = {pair: end for pair, end in self.pairs.items() if pair in pairs}
        return Opened(kept, self.all_of_it if whole else None)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)


def birthday(born: date, age: int) -> date:
    """29 February turns on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
