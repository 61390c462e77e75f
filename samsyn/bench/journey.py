"""One case from the worry to the closing, all its verbs, beside as many of the simplest verb."""

from __future__ import annotations

from statistics import median

from samsyn.bench.figure import Figure
from samsyn.bench.way import timed

AGAINST = "time of as many questions written"
ROUNDS = 5


def measure() -> Figure:
    rounds = [timed() for _ in range(1 + ROUNDS)][1:]
    value = median(_whole(way) for way in rounds)
    ratio = median(_whole(way) / (_count(way) * median(way["write_question"])) for way in rounds)
    return Figure(round(value * 1000, 1), "ms", AGAINST, round(ratio, 2))


def _whole(way: dict[str, list[float]]) -> float:
    return sum(sum(times) for times in way.values())


def _count(way: dict[str, list[float]]) -> int:
    return sum(len(times) for times in way.values())
