"""Establishing a plan of twelve measures, beside writing one box of it."""

from __future__ import annotations

from statistics import median

from samsyn.bench.figure import Figure
from samsyn.bench.way import timed

AGAINST = "time to write one box"
ROUNDS = 7


def measure() -> Figure:
    rounds = [timed() for _ in range(1 + ROUNDS)][1:]  # the first one warms the caches
    value = median(way["establish"][0] for way in rounds)
    ratio = median(way["establish"][0] / median(way["write_field"]) for way in rounds)
    return Figure(round(value * 1000, 2), "ms", AGAINST, round(ratio, 2))
