"""What a process of its own is told: nothing here needs Django, which is not up when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Duty(NamedTuple):
    """One who works at a unit, with the keys as COPY writes them."""

    assignment: str
    person: str
    unit: str
    organisation: str
    name: str
    title: str
    unit_name: str
    unit_ref: str


@dataclass(frozen=True)
class Order:
    """All that one must know to cast a share of the cases."""

    address: str
    agreement: str
    version: int
    now: datetime
    keys: dict[str, int]  # table → the last key before the first case's
    duties: list[list[list[Duty]]]  # kommun → kind of unit → who works there
