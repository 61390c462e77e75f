"""Who may see what, told in plain Python from what has been done: the answer that the walls are held against.

Written from the architecture (3: scopes, consent, ages) and the decisions (4, 8, 13, 20, 25, 29). Nothing of
the program is imported here, and no query decides anything: a guard sees to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.walls.told import (
    GROWN,
    HEARS,
    OWN_YES,
    SHARED,
    STOCKHOLM,
    Asked,
    Opened,
    Pair,
    Room,
    Said,
    Seat,
    Wish,
    birthday,
    midnight,
)


@dataclass
class Reference:
    """One case, replayed verb by verb."""

    born: date
    subject: str
    units: dict[str, str]
    seats: dict[str, Seat] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)  # who was there once → why not now
    relatives: set[str] = field(default_factory=set)
    ended: dict[str, datetime] = field(default_factory=dict)  # when a duty ends
    agenda: set[int] = field(default_factory=set)
    wishes: list[Wish] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, list[Said]] = field(default_factory=dict)
    opened: dict[str, Opened] = field(default_factory=dict)
    grown: bool = False  # the plan has been given to the one it is about

    # -- what is done

    def sits(self, who: str, kind: str, until: datetime | None = None, why: str = "") -> None:
        self.seats[who] = Seat(kind, until, why)
        self.left.pop(who, None)
        if kind in ("family", "guardian", "close"):
            self.relatives.add(who)
        if kind == "guardian":
            grown = midnight(birthday(self.born, GROWN))
            self.seats[who] = Seat(kind, grown, "the child has come of age")

    def leaves(self, who: str, why: str) -> None:
        if self.seats.pop(who, None):
            self.left[who] = why

    def wishes_for(self, who: str) -> int:
        self.wishes.append(Wish(who))
        return len(self.wishes) - 1

    def asks(self, pairs: Iterable[Pair], last_day: date) -> None:
        self.asked.append(Asked(frozenset(pairs), last_day))

    def answers_by(self, who: str, kind: str, pairs: Iterable[Pair], now: datetime) -> None:
        current = len(self.asked) - 1
        given = {"yes": self.asked[current].pairs, "no": frozenset()}.get(kind, frozenset(pairs))
        self.answers.setdefault(who, []).append(Said(current, kind, given))
        self.count(now)

    def takes_back(self, who: str, pairs: Iterable[Pair] | None, now: datetime) -> None:
        counts = self._newest(self.answers.get(who, []), now)
        assert counts is not None, f"{who} has nothing to take back"
        counts.taken_back = True
        left = frozenset() if pairs is None else counts.pairs - frozenset(pairs)
        if left:
            self.answers[who].append(Said(counts.asked, "partly", left))
        self.count(now)

    def count(self, now: datetime) -> None:
        """Who takes part follows from what all have said; whoever leads stays."""
        agreed = self.agreed(now)
        open_to = {self.wishes[wish].who for wish, _question in agreed}
        for who in {wish.who for wish in self.wishes} - open_to:
            if self._kind(who) in ("member", "hears", "stayed"):
                self.leaves(who, "nothing is agreed for that party")
                self.opened.pop(who, None)
        for who in open_to:
            if self._kind(who) == "leader" or self._off_duty(who, now):
                continue
            mine = frozenset(pair for pair in agreed if self.wishes[pair[0]].who == who)
            if self._kind(who) in ("", "stayed"):
                hears = {question for _wish, question in mine} == {HEARS}
                self.sits(who, "hears" if hears else "member")
            self.opened[who] = Opened(mine, self._everything(mine), self._until(now))

    # -- what is agreed

    def age(self, now: datetime) -> int:
        today = now.astimezone(STOCKHOLM).date()
        return next(age for age in range(120, -1, -1) if age == 0 or birthday(self.born, age) <= today)

    def needed(self, now: datetime) -> list[str]:
        """Every guardian while the child is one; the one it is about from fifteen on."""
        age = self.age(now)
        guardians = [w for w, seat in self.seats.items() if seat.kind == "guardian"] if age < GROWN else []
        if age < GROWN and not guardians:
            return []
        return guardians + ([self.subject] if age >= OWN_YES else [])

    def agreed(self, now: datetime) -> set[Pair]:
        """What everybody whose yes is needed has said yes to; one who is silent leaves nothing."""
        needed = self.needed(now)
        if not needed:
            return set()
        common = frozenset.intersection(*(self._allows(who, now) for who in needed))
        asked = self.agenda | {HEARS}
        return {(wish, q) for wish, q in common if not self.wishes[wish].gone and q in asked}

    def _newest(self, given: list[Said], now: datetime) -> Said | None:
        """The newest counts; but a no to what was asked anew leaves an earlier yes that still holds."""
        if not given:
            return None
        newest = given[-1]
        earlier = [said for said in given if said.asked != newest.asked]
        only_no = all(said.kind == "no" for said in given if said.asked == newest.asked)
        before = self._newest(earlier, now) if only_no else None
        return before if before and self._holds(before, now) else newest

    def _holds(self, said: Said, now: datetime) -> bool:
        in_time = now < midnight(self.asked[said.asked].last_day + timedelta(days=1))
        return in_time and not said.taken_back and bool(said.pairs)

    def _allows(self, who: str, now: datetime) -> frozenset[Pair]:
        said = self._newest(self.answers.get(who, []), now)
        return said.pairs if said and self._holds(said, now) else frozenset()

    def _everything(self, pairs: Iterable[Pair]) -> bool:
        return bool(self.agenda) and {question for _wish, question in pairs} >= self.agenda

    def _until(self, now: datetime) -> datetime:
        days = [
            self.asked[said.asked].last_day
            for who in self.needed(now)
            if (said := self._newest(self.answers.get(who, []), now))
        ]
        return midnight(min(days) + timedelta(days=1))

    # -- who sees

    def _kind(self, who: str) -> str:
        return self.seats[who].kind if who in self.seats else ""

    def _off_duty(self, who: str, now: datetime) -> bool:
        return who in self.ended and now >= self.ended[who]

    def judge(self, who: str, room: Room, now: datetime, *, unlocked: bool = False) -> tuple[bool, str]:
        """May that one see what lies there now; and by which rule.

        `unlocked`: the child has given its own code in this request.
        """
        if room.kind == "apart":
            return self._apart(who, room, now, unlocked)
        allowed, rule = self._open(who, room, now)
        if allowed and room.locked and who == self.subject and not self.grown and not unlocked:
            return False, "what is locked needs the child's own code"
        return allowed, rule

    def _apart(self, who: str, room: Room, now: datetime, unlocked: bool) -> tuple[bool, str]:
        if who == room.without:
            return False, "what is hidden from one is not there for that one"
        allowed, rule = self.judge(who, room.like, now, unlocked=unlocked)
        if allowed and who == self.subject and not self.grown and not unlocked:
            return False, "what is hidden needs the child's own code"
        return allowed, f"apart, and else {rule}"

    def _open(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        if self._off_duty(who, now):
            return False, "a duty that has ended opens nothing"
        seat = self.seats.get(who)
        if seat is None:
            return False, self.left.get(who, "whoever is not in the case sees nothing")
        if seat.until and now >= seat.until:
            return False, seat.why
        if seat.kind == "manager":
            return room.kind == "frame", "who stepped in sees the frame alone"
        if room.owner == who and room.kind in ("one", "talk"):
            return True, "one's own"
        if room.kind == "one":
            return False, "nobody else's own"
        if room.kind == "party" and room.unit == self.units.get(who):
            return True, "the unit's own part"
        return getattr(self, f"_as_{seat.kind}")(who, room, now)

    def _as_leader(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        if room.kind == "staff":
            return True, "who leads keeps what is said of safety"
        if room.kind == "talk":
            return room.owner in self.relatives | {
                self.subject
            }, "who leads has a talk with each in the family"
        return room.kind in SHARED, "who leads prepares with the family"

    def _as_family(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        return room.kind in SHARED, "the family has this together"

    _as_guardian = _as_family

    def _as_stayed(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        return room.kind == "frame", "who led and stays takes part in the frame"

    def _as_hears(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        agreed = self._still(who, now)
        return room.kind == "frame" and bool(agreed), "an interpreter knows when and where"

    def _as_member(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        agreed = self._still(who, now)
        if not agreed:
            return False, self._why_shut(who, now)
        if room.kind == "frame":
            return True, "a party with a yes knows who is there"
        if room.kind == "question":
            about = {question for _wish, question in agreed}
            return room.question in about, "a party sees the questions it has a yes to"
        if room.kind == "whole":
            everything = self.opened[who].all_of_it and self._everything(agreed)
            return everything, "a yes to every question opens what concerns all"
        return False, "what is the family's is not a party's"

    def _still(self, who: str, now: datetime) -> set[Pair]:
        opened = self.opened.get(who)
        if opened is None or now >= opened.until:
            return set()
        return set(opened.pairs & self.agreed(now))

    def _why_shut(self, who: str, now: datetime) -> str:
        opened = self.opened.get(who)
        if opened and now >= opened.until:
            return "a yes ends with its last day"
        return (
            f"at {self.age(now)} others must say yes"
            if self.age(now) >= OWN_YES
            else "somebody's yes is missing"
        )
