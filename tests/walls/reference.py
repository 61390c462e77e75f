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
    SHARED,
    Asked,
    Fact,
    Opened,
    Pair,
    Room,
    Said,
    Seat,
    Wish,
    birthday,
    midnight,
)
from tests.walls.yeses import NOT_WAITED_FOR, Yeses

FAMILY_SEATS = ("family", "guardian", "representative", "close")


@dataclass
class Reference(Yeses):
    """One case, replayed verb by verb."""

    units: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)  # who was there once → why not now
    relatives: set[str] = field(default_factory=set)
    ended: dict[str, datetime] = field(default_factory=dict)  # when a duty ends
    opened: dict[str, Opened] = field(default_factory=dict)
    grown: bool = False  # the plan has been given to the one it is about
    ever: set[int] = field(default_factory=set)  # all questions there have been
    not_new: dict[str, datetime] = field(default_factory=dict)  # who does not see what is new, since when

    # -- what is done

    def sits(self, who: str, kind: str, until: datetime | None = None, why: str = "") -> None:
        self.seats[who] = Seat(kind, until, why)
        self.left.pop(who, None)
        if kind in FAMILY_SEATS:
            self.relatives.add(who)
        if kind == "guardian":
            grown = midnight(birthday(self.born, GROWN))
            self.seats[who] = Seat(kind, grown, "the child has come of age")
        if kind == "close":
            self.seats[who].questions = frozenset(self.ever)

    def leaves(self, who: str, why: str) -> None:
        if self.seats.pop(who, None):
            self.left[who] = why
            self.proofs.pop(who, None)
            for fact in self.facts:
                fact.ended = fact.ended or (fact.who == who and fact.kind != "decision")

    def wishes_for(self, who: str) -> int:
        self.wishes.append(Wish(who))
        return len(self.wishes) - 1

    def writes_question(self, question: int, now: datetime) -> None:
        self.agenda.add(question)
        self.ever.add(question)
        self.count(now)

    def asks(self, pairs: Iterable[Pair], last_day: date) -> None:
        self.asked.append(Asked(frozenset(pairs), last_day, self.round))

    def asks_no_more(self, question: int) -> None:
        """While the next plan is prepared, one that was asked about before is still the plan in force's."""
        self.agenda.discard(question)
        before = [asked for asked in self.asked if asked.round < self.round]
        if self.renewing and before and question in before[-1].questions:
            self.left_behind.add(question)

    def answers_by(self, who: str, kind: str, pairs: Iterable[Pair], now: datetime) -> None:
        current = len(self.asked) - 1
        given = {"yes": self.asked[current].pairs, "no": frozenset()}.get(kind, frozenset(pairs))
        self.answers.setdefault(who, []).append(Said(current, kind, given))
        for fact in self.facts:  # one who answers is there again
            fact.ended = fact.ended or (fact.who == who and fact.kind in NOT_WAITED_FOR)
        self.count(now)

    def takes_back(self, who: str, pairs: Iterable[Pair] | None, now: datetime) -> None:
        counts = self.newest(who, now)
        assert counts is not None, f"{who} has nothing to take back"
        counts.taken_back = True
        left = frozenset() if pairs is None else counts.pairs - frozenset(pairs)
        if left:
            self.answers[who].append(Said(counts.asked, "partly", left))
        self.count(now)

    def decides(self, fact: Fact, now: datetime) -> None:
        self.facts.append(fact)
        self.count(now)

    def begins_round(self) -> None:
        """The next plan is prepared; the one before stays in force."""
        self.round += 1
        self.renewing = True

    def count(self, now: datetime) -> None:
        """Who takes part follows from what all have said; whoever leads stays. Without proof of custody
        nothing is opened, and what is no longer agreed is shut all the same."""
        agreed = self.agreed(now)
        open_to = {self.wishes[wish].who for wish, _question in agreed}
        for who in {wish.who for wish in self.wishes} - open_to:
            if self._kind(who) in ("member", "hears", "stayed"):
                self.leaves(who, "nothing is agreed for that party")
                self.opened.pop(who, None)
        proved = bool(agreed) and self.proves(now)
        for who in open_to:
            if self._kind(who) == "leader":
                continue
            mine = {pair for pair in agreed if self.wishes[pair[0]].who == who}
            if proved and not self._off_duty(who, now):
                self._opens(who, mine, now)
            elif who in self.opened:
                self.opened[who] = self.opened[who].still(mine, self.everything(mine, now))

    def _opens(self, who: str, mine: set[Pair], now: datetime) -> None:
        if self._kind(who) in ("", "stayed"):
            hears = {question for _wish, question in mine} == {HEARS}
            self.sits(who, "hears" if hears else "member")
        self.opened[who] = self.lasting(now, mine)

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
        allowed, _rule = self.judge(who, room.like, now, unlocked=unlocked)
        if allowed and who == self.subject and not self.grown and not unlocked:
            return False, "what is hidden needs the child's own code"
        return allowed, "what is apart is else as what it is like"

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

    def _as_guardian(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        return room.kind in SHARED, "a guardian has what the family has"

    def _as_representative(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        return room.kind in SHARED, "a god man has what the family has"

    def _as_close(self, who: str, room: Room, now: datetime) -> tuple[bool, str]:
        """The yes of child and family was to what there was then."""
        there = room.kind == "question" and room.question in self.seats[who].questions
        return there or room.kind in ("frame", "whole"), "somebody close takes part, and reads no answers"

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
            end = self.opened[who].all_of_it
            everything = bool(end) and now < end and self.everything(agreed, now)
            return everything, "a yes to every question opens what concerns all"
        return False, "what is the family's is not a party's"

    def _still(self, who: str, now: datetime) -> set[Pair]:
        opened = self.opened.get(who, Opened({}))
        return {pair for pair, end in opened.pairs.items() if now < end} & self.agreed(now)

    def _why_shut(self, who: str, now: datetime) -> str:
        ends = self.opened.get(who, Opened({})).pairs.values()
        if ends and now >= max(ends):
            days = {midnight(asked.last_day + timedelta(days=1)) for asked in self.asked}
            return "a yes ends with its last day" if max(ends) in days else "what time alone ends is shut"
        return "nothing is agreed for that party"

    # -- where what is new begins

    def begins_without(self, room: Room, by: str, now: datetime) -> frozenset[str]:
        """What staff write begins without those who are not to see what is new."""
        staff = self._kind(by) in ("leader", "member") and room.kind in ("whole", "question")
        return frozenset(who for who, since in self.not_new.items() if staff and now >= since)
