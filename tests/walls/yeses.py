"""What everybody whose yes is needed has agreed to, in plain Python: whose yes, for what, and until when.

Written from the domain (1.6: ages, custody, maturity) and the decisions 13, 20, 22, 35 and 36.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.walls.told import (
    GROWN,
    HEARS,
    OWN_YES,
    STOCKHOLM,
    Asked,
    Fact,
    Opened,
    Pair,
    Proof,
    Said,
    Seat,
    Wish,
    birthday,
    midnight,
)

ALONE = ("sole", "appointed")
NOT_WAITED_FOR = ("away", "silent")
FRESH = timedelta(days=1)  # an answer of the register that is older proves nothing


@dataclass
class Yeses:
    """Everything that decides what is agreed in one case."""

    born: date
    subject: str
    seats: dict[str, Seat] = field(default_factory=dict)
    agenda: set[int] = field(default_factory=set)
    left_behind: set[int] = field(default_factory=set)  # only the plan in force is about them
    round: int = 1
    renewing: bool = False  # the next plan is prepared while the one before is in force
    wishes: list[Wish] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, list[Said]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    proofs: dict[str, Proof] = field(default_factory=dict)
    register: dict[str, str] = field(default_factory=dict)  # what it would say of whom; else: a guardian

    # -- whose yes

    def age(self, now: datetime) -> int:
        today = now.astimezone(STOCKHOLM).date()
        return next(age for age in range(120, -1, -1) if age == 0 or birthday(self.born, age) <= today)

    def needed(self, now: datetime) -> list[str]:
        """Every guardian who decides while the child is one; the one it is about from fifteen on, or alone
        when it has been judged mature."""
        if self.age(now) >= GROWN or self._mature(now):
            return [self.subject]
        guardians = self._guardians(now)
        own = [self.subject] if self.age(now) >= OWN_YES else []
        return guardians + own if guardians else []

    def _mature(self, now: datetime) -> bool:
        judged = [fact.alone for fact in self._holding(now) if fact.kind == "maturity"]
        return bool(judged) and judged[-1]

    def _guardians(self, now: datetime) -> list[str]:
        """Sole custody and an appointed guardian decide alone; one who is prevented leaves it to another,
        never to nobody; a child's god man stands in a guardian's place."""
        facts = self._holding(now)
        stands_in = {fact.who for fact in facts if fact.kind == "god_man"}
        kinds = {who: seat.kind for who, seat in self.seats.items()}
        there = [who for who, kind in kinds.items() if kind == "guardian"]
        there += [who for who, kind in kinds.items() if kind == "representative" and who in stands_in]
        alone = {fact.who for fact in facts if fact.kind in ALONE}
        deciding = [who for who in there if who in alone] or there
        prevented = {fact.who for fact in facts if fact.kind in NOT_WAITED_FOR and not fact.questions}
        return [who for who in deciding if who not in prevented] or deciding

    def _holding(self, now: datetime) -> list[Fact]:
        today = now.astimezone(STOCKHOLM).date()
        return [f for f in self.facts if not f.ended and (f.last_day is None or today <= f.last_day)]

    def _spared(self, who: str, now: datetime) -> set[int]:
        """Questions that socialnämnden has decided in that guardian's place."""
        decided = [f for f in self._holding(now) if f.kind == "decision" and f.who == who]
        return set().union(*(fact.questions for fact in decided))

    # -- what all of them say

    def agreed(self, now: datetime) -> set[Pair]:
        """What everybody whose yes is needed has said yes to; one who is silent leaves nothing."""
        needed = self.needed(now)
        said = {who: self._allows(who, now) for who in needed}
        some = set().union(*said.values())
        spared = {who: self._spared(who, now) for who in needed}
        common = {pair for pair in some
                  if all(pair in said[who] or pair[1] in spared[who] for who in needed)}  # fmt: skip
        asked = self.agenda | self.left_behind | {HEARS}
        return {(wish, q) for wish, q in common if not self.wishes[wish].gone and q in asked}

    def everything(self, pairs: Iterable[Pair], now: datetime) -> bool:
        """Is it a yes to all that the meeting is about? While the next plan is prepared a yes to all that was
        asked goes on being one."""
        mine = set(pairs)
        if not self.renewing:
            return bool(self.agenda) and {question for _wish, question in mine} >= self.agenda
        wishes = {wish for wish, question in mine if question != HEARS}
        return any(all(self._covers(who, wish, now) for who in self.needed(now)) for wish in wishes)

    def _covers(self, who: str, wish: int, now: datetime) -> bool:
        said = self.newest(who, now)
        if said is None or not self._holds(said, now):
            return False
        left = self.asked[said.asked].questions - self._spared(who, now)
        return {(wish, question) for question in left} <= said.pairs

    def newest(self, who: str, now: datetime) -> Said | None:
        return self._newest(self.answers.get(who, []), now)

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
        said = self.newest(who, now)
        return said.pairs if said and self._holds(said, now) else frozenset()

    def ends(self, now: datetime) -> list[datetime]:
        """When time alone may end something of what is agreed now: what was decided ends; the one it is about
        answers too; at last, the earliest last day of the answers that count."""
        said = [self.newest(who, now) for who in self.needed(now)]
        days = [self.asked[one.asked].last_day for one in said if one and self._holds(one, now)]
        last = midnight(min(days) + timedelta(days=1))
        decided = [fact.last_day for fact in self._holding(now) if fact.last_day]
        moments = {midnight(day + timedelta(days=1)) for day in decided}
        moments.add(midnight(birthday(self.born, OWN_YES)))
        return [*sorted(moment for moment in moments if now < moment < last), last]

    def lasting(self, now: datetime, mine: set[Pair]) -> Opened:
        """How long each of that is agreed if nobody says anything more."""
        *moments, last = self.ends(now)
        opened = Opened(dict.fromkeys(mine, last), last if self.everything(mine, now) else None)
        for moment in reversed(moments):
            left = mine & self.agreed(moment)
            opened.pairs |= dict.fromkeys(mine - left, moment)
            if opened.all_of_it and not (left and self.everything(left, moment)):
                opened.all_of_it = moment
        return opened

    # -- proof

    def proves(self, now: datetime) -> bool:
        """Is each guardian's custody proved, as of now? The register is asked where its answer is too old."""
        there = [who for who in self.needed(now) if self.seats.get(who, Seat("")).kind == "guardian"]
        unproved = [who for who in there if not self._proved(who, now)]  # all are asked, also after a no
        return not unproved

    def _proved(self, who: str, now: datetime) -> bool:
        proof = self.proofs.setdefault(who, Proof())
        if proof.paper_to and now < midnight(proof.paper_to + timedelta(days=1)):
            return True
        if not (proof.said == "guardian" and proof.at and proof.at >= now - FRESH):
            self.asks_register(who, now)
        return proof.said == "guardian"

    def asks_register(self, who: str, now: datetime) -> None:
        proof = self.proofs.setdefault(who, Proof())
        proof.said, proof.at = self.register.get(who, "guardian"), now

    def has_paper(self, who: str, last_day: date) -> None:
        """The newest paper does not undo an older one that lasts longer."""
        proof = self.proofs.setdefault(who, Proof())
        proof.paper_to = max(proof.paper_to or last_day, last_day)
