"""Every measure of the plan that the reader sees, numbered, with when it happens and whom one asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.process.everyday import rhythm, rules, wording
from samsyn.process.everyday.models import Happening
from samsyn.process.plans.models import Plan, Responsible
from samsyn.process.progress import rules as progress
from samsyn.process.progress.models import State

Row = dict[str, Any]


@dataclass
class Item:
    """One measure as the family meets it. `number` is the same in the picture and in every list."""

    number: int
    said: Row  # the measure, as it was established
    goal: Row
    need: Row
    happenings: list[Happening] = field(default_factory=list)
    going: progress.Item | None = None  # how it goes, as its owner says

    @property
    def ref(self) -> str:
        return self.said["ref"]

    @property
    def what(self) -> str:
        return self.said["what"]

    @property
    def by(self) -> str:
        """Who does it: the unit, or whoever else the plan names."""
        if self.said["responsible"] == Responsible.OTHER:
            return self.said["other"] or self.said["unit"] or ""
        return self.said["unit"] or self.said["other"] or ""

    @property
    def has_contact(self) -> bool:
        return bool(self.said["contact"].strip())

    @property
    def times(self) -> list[tuple[Happening, str]]:
        """When it happens, in words."""
        return [(one, wording.in_words(one)) for one in self.happenings]

    @property
    def suggested(self) -> rhythm.Rhythm | None:
        return rhythm.read(self.said["how_often"], self.said["when"])

    @property
    def over(self) -> bool:
        """Done or stopped, or its last day has been."""
        last = self.said["end"]
        return bool(self.going and self.going.ended) or bool(last and last < clock.today())

    @property
    def begun(self) -> bool:
        """As its owner says; where nothing is said, something of it has been in the week."""
        if self.going and self.going.newest:
            return self.going.state != State.NOT_BEGUN
        return any(one.first <= clock.today() for one in self.happenings)

    def days(self, among: Iterable[date]) -> list[tuple[date, Happening]]:
        """On which of those days it happens, within the measure's own first and last day."""
        if self.going and self.going.ended:
            return []
        first, last = self.said["start"] or date.min, self.said["end"] or date.max
        within = [day for day in among if first <= day <= last]
        return [(day, one) for one in self.happenings for day in within if one.is_on(day)]


def items(case: Case, plan: Plan, needs: list[Row]) -> list[Item]:
    """In the order of the plan, whose `needs` the reader sees; the same statements whatever their number."""
    rows = [(m, goal, need) for need in needs for goal in need["goals"] for m in goal["measures"]]
    going = {one.measure.ref: one for one in progress.items([case])}
    written = rules.happenings(plan)
    return [
        Item(number, measure, goal, need, _of(written, going.get(measure["ref"])), going.get(measure["ref"]))
        for number, (measure, goal, need) in enumerate(rows, 1)
    ]


def _of(written: dict[int, list[Happening]], going: progress.Item | None) -> list[Happening]:
    return written.get(going.measure.pk, []) if going else []


@dataclass(frozen=True)
class Group:
    """All that one unit, or one other helper, does."""

    by: str
    items: list[Item]

    @property
    def contacts(self) -> list[tuple[str, str]]:
        """(name, telephone), each once."""
        named = [(i.said["contact"], i.said["telephone"]) for i in self.items if i.has_contact]
        return list(dict.fromkeys(named))


def by_helper(found: list[Item], mine: str = "") -> list[Group]:
    """The reader's own unit first, then whoever does the most."""
    groups: dict[str, list[Item]] = {}
    for item in found:
        groups.setdefault(item.by, []).append(item)
    return [
        Group(by, some)
        for by, some in sorted(groups.items(), key=lambda pair: (pair[0] != mine, -len(pair[1])))
    ]


@dataclass(frozen=True)
class Contact:
    """One person to ring, once, whatever the number of measures."""

    name: str
    telephone: str
    by: tuple[str, ...]
    items: list[Item]


def contacts(found: list[Item]) -> list[Contact]:
    """Each person once; a number that is written somewhere goes for all that the person does."""
    named: dict[str, list[Item]] = {}
    for item in found:
        if item.has_contact:
            named.setdefault(item.said["contact"].strip(), []).append(item)
    made = [
        Contact(
            name,
            next((i.said["telephone"] for i in some if i.said["telephone"]), ""),
            tuple(dict.fromkeys(i.by for i in some)),
            some,
        )
        for name, some in named.items()
    ]
    return sorted(made, key=lambda contact: -len(contact.items))
