"""A case under way and the people around it; what was done, what was refused, and what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from samsyn.audit.models import EventValue
from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.cases.stages import OPEN, Op
from samsyn.demo.cast import Member
from samsyn.demo.parts import turned
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Unit
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.signalling import actions as signalling
from samsyn.process.safety.models import MustNotKnow

FAMILY = ("child", "guardian", "other_guardian", "adult", "god_man")
PARTIES = ("bup", "school", "habilitation", "nurse", "interpreter", "provider", "police", "lss")
STAFF = ("coordinator", "successor", *PARTIES)
EVERYBODY = (*FAMILY, *STAFF, "stranger")


@dataclass
class Score:
    """How often each verb was done, and each no given; over all the runs."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def report(self) -> str:
        lines = [f"{op:20} done {self.done[op]:6}  refused {self.refused[op]:6}" for op in Op]
        said = [f"{count:6}  {reason}" for reason, count in self.reasons.most_common()]
        return "\n".join(["", *lines, "", *said])


class World:
    """One case. Each verb is tried by somebody; the database says who one is."""

    def __init__(self, become: Callable[..., Actor], cast: Mapping[str, Member], score: Score, kind: str):
        self.become, self.cast, self.score = become, cast, score
        self.words_written = 0
        self.led_by = "coordinator"
        self.grown = kind == "adult"
        self.subject = "adult" if self.grown else "child"
        self.guardians = ("god_man",) if self.grown else ("guardian", "other_guardian")
        self.decider = "adult" if self.grown else "guardian"
        self.ref = self._begin(kind)

    def _begin(self, kind: str) -> str:
        member = self.cast[self.subject]
        place = PlaceKind.PERSON if self.grown else PlaceKind.CHILD
        # A child turns thirteen in a month: it is time to ask who shall see what is new.
        born = turned(30, 1, 1) if self.grown else in_days(30).replace(day=1, year=in_days(30).year - 13)
        subject = Subject(member.ref, place, member.name, born)
        told = initiative.Told(MustNotKnow.NO, "staff", clock.today(), self.words())
        if kind == "asked":
            by = self.become("guardian")
            unit = Unit.objects.get(assignments__pk=self.cast["coordinator"].assignment_id)
            case = initiative.ask_at_home(
                by=by, subject=subject, my_kind=PlaceKind.GUARDIAN, unit=unit, told=told
            )
        elif kind == "signalled":
            by = self.become("police")
            unit = Unit.objects.get(assignments__pk=self.cast["coordinator"].assignment_id)
            made = signalling.signal(by=by, subject=subject, unit=unit, told=told, agreed_by="Maria")
            case = made.case
        else:
            by = self.become("coordinator")
            case = initiative.notice_at_work(by=by, subject=subject, told=told)
        return case.ref

    # -- who speaks

    def speaks(self, key: str) -> tuple[Case, Actor] | None:
        """The case as that one reads it now; None when it is not there for that one."""
        by = self.become(key)
        if enter_case(self.ref) is None:
            return None
        return Case.objects.get(ref=self.ref), by

    @property
    def leader(self) -> str:
        """Who leads now, or who would."""
        for key in (self.led_by, *STAFF):
            if (there := self.speaks(key)) and there[0].leader in _places(*there):
                self.led_by = key
                return key
        return "coordinator"

    @property
    def stage(self) -> str:
        """As whoever is in the case sees it."""
        there = self.speaks(self.led_by)
        others = (self.speaks(key) for key in EVERYBODY)
        return there[0].stage if there else next((found[0].stage for found in others if found), "")

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    def duty(self, key: str) -> Assignment:
        duty = Assignment.objects.select_related("person", "unit__organisation")
        return duty.get(pk=self.cast[key].assignment_id)

    # -- what is written

    def words(self) -> str:
        """Words of their own, to be found again."""
        self.words_written += 1
        return f"Det här är ord nummer {self.words_written}, 🦊 åäö.\nMed två rader."

    def tries(self, op: Op, key: str, verb: Callable[[World, Case, Actor], object]) -> bool:
        """Done, refused with a reason, or not there at all. Anything else is a fault."""
        there = self.speaks(key)
        if there is None:
            return False
        before = self.words_written
        try:
            verb(self, *there)
        except Refused as no:
            assert no.decision.reason.strip(), f"{op} was refused without a reason"
            self.score.refused[op] += 1
            self.score.reasons[no.decision.reason[:60]] += 1
            return False
        self.score.done[op] += 1
        self._nothing_is_lost(key, op, before)
        return True

    def _nothing_is_lost(self, key: str, op: Op, before: int) -> None:
        """Whatever was written by a verb stands in the log, word for word, for whoever wrote it."""
        if self.words_written == before or self.speaks(key) is None:
            return
        said = [one or "" for one in EventValue.objects.order_by("-pk").values_list("new", flat=True)[:60]]
        for number in range(before + 1, self.words_written + 1):
            wanted = f"Det här är ord nummer {number}, 🦊 åäö.\nMed två rader."
            assert any(wanted in one for one in said), f"{op} lost what was written"


def _places(case: Case, by: Actor) -> list[Place]:
    return [p for p in case.people if p.person_id == by.person.pk]


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)
