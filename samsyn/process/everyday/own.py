"""What the plan takes of the family's own time in four weeks: by the week, and as the family says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from samsyn.process.everyday.items import Item, contacts
from samsyn.process.everyday.models import Happening, OwnTime, Way, Who
from samsyn.process.everyday.rhythm import WEEKS
from samsyn.process.everyday.week import AHEAD, USUAL, Event, events, monday

SHARE = WEEKS / AHEAD  # four weeks of the twelve in which every rhythm comes round


@dataclass(frozen=True)
class Taken:
    """Per four weeks, in whole numbers. `said` is what the family has written."""

    visits: int
    at_home: int
    minutes: int  # of being there
    guessed: bool  # some of it nobody has written how long it takes
    travel: int
    calls: int
    call_minutes: int
    people: int
    waiting: int  # measures that have no time in the week
    unplanned: int  # how many times they are, by the words of the plan
    said: OwnTime | None

    @property
    def in_all(self) -> int:
        """In whole hours."""
        return round((self.minutes + self.travel + self.call_minutes) / 60)

    @property
    def hours(self) -> int:
        return round(self.minutes / 60)

    @property
    def travel_hours(self) -> int:
        return round(self.travel / 60)


def taken(found: list[Item], said: OwnTime | None) -> Taken:
    """Counted over twelve coming weeks, so that every other and every fourth week count as they should."""
    coming = [e for e in events(found, monday() + timedelta(days=7), AHEAD * 7) if e.at.who != Who.NOBODY]
    there = [e for e in coming if e.at.way == Way.VISIT]
    home = [e for e in coming if e.at.way == Way.HOME]
    calls = [e for e in coming if e.at.way == Way.CALL]
    travel = said.travel if said else {}
    waiting = [item for item in found if _is_no_visit_yet(item)]
    return Taken(
        visits=_share(len(there)),
        at_home=_share(len(home)),
        minutes=_share(sum(e.at.minutes or USUAL for e in (*there, *home, *calls))),
        guessed=any(e.at.minutes is None for e in (*there, *home, *calls)),
        travel=_share(sum(travel.get(e.item.by, 0) for e in there)),
        calls=_share(len(calls)) + ((said.calls or 0) if said else 0),
        call_minutes=(said.call_minutes or 0) if said else 0,
        people=len(contacts(found)),
        waiting=len(waiting),
        unplanned=sum(item.suggested.in_four_weeks for item in waiting),
        said=said,
    )


def _is_no_visit_yet(item: Item) -> bool:
    """By its words it happens now and then, and no day is written. What is daily is no visit."""
    said = item.suggested
    return bool(said and not item.happenings and not item.over and not said.is_daily)


def _share(number: int) -> int:
    return round(number * SHARE)


def goes_to(found: list[Item]) -> list[str]:
    """To whom the family travels: for each it can say how long there and back takes."""
    going = [i.by for i in found if any(_travels(one) for one in i.happenings)]
    return list(dict.fromkeys(going))


def _travels(one: Happening) -> bool:
    return one.way == Way.VISIT and one.who != Who.NOBODY


def met_by_subject(event: Event) -> bool:
    """Does the one the plan is about meet somebody here?"""
    return event.meets and event.at.who in (Who.SUBJECT, Who.BOTH)
