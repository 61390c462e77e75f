"""Random histories of a family: real verbs by real people, each told to the reference when it was done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case, Place
from samsyn.demo.cast import Member
from samsyn.demo.parts import CAST
from samsyn.gateways.custody import Said
from samsyn.kernel.decision import Refused
from samsyn.people.actor import Actor, speak_as
from samsyn.people.models import Assignment, Unit
from tests.walls.reference import Reference
from tests.walls.rows import everything, found_by, rooms_of
from tests.walls.sql import ask
from tests.walls.told import Fact, Room, birthday

GUARDIANS = ("guardian", "other_guardian")
PARTIES = ("bup", "school", "habilitation", "interpreter")
LEADERS = ("coordinator", "colleague", "successor")
CLOSE, GOD_MAN = "adult", "god_man"
OUTSIDE = ("stranger", "nurse", "nurse_private", "sister", "reviewer", "administrator", "operator")
INSIDE = ("child", *GUARDIANS, CLOSE, GOD_MAN, *LEADERS, "manager", *PARTIES)
ACTORS = (*INSIDE, *OUTSIDE)
FEW = 4
AHEAD = (3, 12, 40, 200)  # days to the next birthday
AGES = (12, 14, 17, 12, 14, 17, 11)
PRIVATE = {"nurse_private"}  # the same person as at work
SOON = timedelta(minutes=7)


@dataclass
class History:
    """One case, what has been done in it, and what the clock says."""

    cast: Mapping[str, Member]
    become: Callable[..., Actor]
    set_clock: Callable[[datetime], None]
    chance: Random
    now: datetime
    turn: int = 0  # which beginning
    reference: Reference = field(default=None)  # type: ignore[assignment]
    done: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)
    wishes: dict[str, int] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)  # by the ref of what is written down
    actors: dict[str, Actor] = field(default_factory=dict)
    ref: str = ""
    key: int = 0
    leader: str = "coordinator"
    told: list[str] = field(default_factory=list)

    def is_born(self) -> None:
        """Near a birthday or far from one: every age at every distance comes in its turn."""
        ahead = self.now.date() + timedelta(days=AHEAD[self.turn % len(AHEAD)])
        leap = ahead.month == 2 and ahead.day == 29
        born = date(2013, 5, 5) if leap else birthday(ahead, -(AGES[self.turn % len(AGES)] + 1))
        units = {key: part.unit for key, part in CAST.items() if part.unit}
        self.reference = Reference(born, "child", units=units)

    def goes_on(self, chance: Random) -> History:
        """The same up to now; what follows is another history."""
        reference, facts = deepcopy((self.reference, self.facts))  # the same facts in both
        told = {"wishes": dict(self.wishes), "told": list(self.told), "reference": reference, "facts": facts}
        return replace(self, chance=chance, done=Counter(), fired=Counter(), actors={}, **told)

    @property
    def born(self) -> date:
        return self.reference.born

    # -- the register of custody, in the history's own words

    name = "the told register"

    def ask(self, child: int, guardian: int) -> Said:
        who = next(key for key, member in self.cast.items() if member.person_id == guardian)
        return Said(self.reference.register.get(who, "guardian"))

    # -- the clock

    def wait(self, how_long: timedelta) -> None:
        self.now += how_long
        self.set_clock(self.now)

    def until(self, moment: datetime) -> bool:
        if moment > self.now:
            self.now = moment
            self.set_clock(moment)
            return True
        return False

    # -- who speaks

    def speaks(self, key: str) -> tuple[Case, Actor] | None:
        if self.reference._off_duty(key, self.now):
            return None
        by = self.speaker(key)
        return (Case.objects.get(ref=self.ref), by) if enter_case(self.ref) else None

    def speaker(self, key: str) -> Actor:
        """Asked for once, and again when a duty has changed."""
        if key in self.actors:
            member = self.cast[key]
            speak_as(member.person_id, member.assignment_id)
        else:
            self.actors[key] = self.become(key)
        return self.actors[key]

    def place(self, case: Case, key: str) -> Place | None:
        member = self.cast[key]
        mine = (p for p in case.people if p.person_id == member.person_id)
        return next((p for p in mine if p.assignment_id == member.assignment_id), None)

    def duty(self, key: str) -> Assignment:
        return Assignment.objects.select_related("person", "unit__organisation").get(
            pk=self.cast[key].assignment_id
        )

    def tries(self, verb: Callable[[History], bool | None]) -> None:
        """Done and told, or refused and nothing has happened."""
        self.wait(SOON)
        try:
            done = verb(self)
        except Refused:
            done = False
        if done:
            name = getattr(verb, "func", verb).__name__.strip("_")
            self.done[name] += 1
            self.told.append(f"{self.now:%Y-%m-%d %H:%M:%S} {name}")

    # -- what the walls say, held against the reference

    def look(self, *, at_all: bool = False) -> None:
        """Each person, in each duty and privately, finds the rows that the reference allows and no other.

        On the way a few of them look; at the end `at_all`. One role a look: a plan is made for one.
        """
        there, rooms = everything(), self._rooms()
        reading = self.chance.random() < 0.5
        for key in ACTORS if at_all else self.chance.sample(INSIDE, FEW):
            unlocked = self.chance.random() < 0.5
            allowed = {scope for scope, room in rooms.items() if self._allowed(key, room, unlocked)}
            found = found_by(self.cast[key], unlocked=self.key if unlocked else 0, reading=reading)
            expected = {row for row, scope in there.items() if scope in allowed}
            assert found == expected, self._difference(key, found, expected, there, rooms)

    def begins(self, who: str, chosen: int, where: int) -> None:
        """What staff hand in begins where they chose, but without those who are not to see what is new."""
        rooms = self._rooms()
        expected = self.reference.begins_without(rooms[chosen], who, self.now)
        assert rooms[where].hidden_from == expected, f"{who} wrote in {rooms[where]}, not without {expected}"
        self.fired["begins apart" if expected else "begins for all"] += 1

    def _allowed(self, key: str, room: Room, unlocked: bool) -> bool:
        allowed, rule = self.reference.judge(key, room, self.now, unlocked=unlocked)
        self.fired[f"{'sees' if allowed else 'not '} {rule}"] += 1
        return allowed

    def _rooms(self) -> dict[int, Room]:
        people = {member.person_id: key for key, member in self.cast.items() if key not in PRIVATE}
        units = dict(Unit.objects.values_list("pk", "name"))
        rows = {pk: json.loads(whole) for pk, whole in ask("select * from test.rooms()")}
        return rooms_of(rows, people, units)

    def _difference(self, key: str, found: set, expected: set, there: dict, rooms: dict[int, Room]) -> str:
        kinds = {f"{name}: {table} in {rooms[there[row]]}"
                 for name, rows in (("too much", found - expected), ("too little", expected - found))
                 for row in sorted(rows) for table in row[:1]}  # fmt: skip
        return "\n".join((f"{key} at {self.now}, born {self.born}:", *sorted(kinds)[:12], *self.told))
