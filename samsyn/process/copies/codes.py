"""Which codes a unit can enter in its own system for a SIP: suggestions by sector, from `codes.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from samsyn.agreements.agreement import in_language
from samsyn.cases.models import Place
from samsyn.people.models import Unit


class When(StrEnum):
    PLAN = "plan"
    DISCHARGE = "discharge"
    FOLLOW_UP = "follow_up"
    PRESENT = "present"


@dataclass(frozen=True)
class Code:
    code: str
    system: str
    sector: str
    when: When
    texts: Mapping[str, str]
    source: str
    kinds: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return in_language(self.texts)

    def __str__(self) -> str:
        return f"{self.system} {self.code} {self.text}"


@cache
def known() -> tuple[Code, ...]:
    """All that the file has."""
    rows = yaml.safe_load(Path(__file__).with_name("codes.yaml").read_text(encoding="utf-8"))
    return tuple(
        Code(
            code=row["code"], system=row["system"], sector=row["sector"], when=When(row["when"]),
            texts=row["text"], source=row["source"], kinds=frozenset(row.get("kinds", ())),
        )
        for row in rows
    )  # fmt: skip


def suggested(unit: Unit, when: When, present: Iterable[Place] = ()) -> list[Code]:
    """For what was done, and for each kind of others who took part."""
    there = _kinds(unit, present)
    mine = [code for code in known() if code.sector == unit.sector]
    return [c for c in mine if c.when == when or (c.when == When.PRESENT and c.kinds & there)]


def _kinds(unit: Unit, present: Iterable[Place]) -> set[str]:
    """The kinds of those who came, the own unit left out: of units, and of people in the family."""
    found = set()
    for place in present:
        if place.assignment is None:
            found.add(str(place.kind))
        elif place.assignment.unit != unit:
            found.add(str(place.assignment.unit.kind))
    return found
