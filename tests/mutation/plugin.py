"""Runs the chosen tests once as they are, and then for each fault those that reach it, until one notices."""

from __future__ import annotations

import gc
import importlib
import json
import os
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.forking import in_a_copy
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.reach import Run, watched
from tests.mutation.swapping import faulty, tables_of_rows

ANSWER = "SAMSYN_MUTATION_ANSWER"  # where the survivors are written
MODULE = "SAMSYN_MUTATION_MODULE"
ABOUT = "SAMSYN_MUTATION_ABOUT"  # these functions only, where any are named


def passes(item: pytest.Item) -> bool:
    """All that is the test's own is set up and taken down; the session's database stays."""
    reports = runtestprotocol(item, nextitem=item.session, log=False)  # type: ignore[arg-type]
    return all(report.passed for report in reports)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    module = importlib.import_module(os.environ[MODULE])
    _set_up_databases(session.items)
    runs = _as_it_is(session.items, module)
    broken = [item.nodeid for item in session.items if not runs[item.nodeid].passed]
    if broken:
        raise pytest.UsageError(f"These fail without any fault: {broken[:5]}")
    gc.collect()
    gc.freeze()  # what all copies share is not gone through in each of them
    told = _with_each_fault(session.items, module, runs)
    Path(os.environ[ANSWER]).write_text(json.dumps(told), encoding="utf-8")
    return True


def _with_each_fault(items: list[pytest.Item], module: ModuleType, runs: dict[str, Run]) -> dict[str, Any]:
    """How many there were, those that nobody noticed, and how many could not even run."""
    noticed: Counter[str] = Counter()
    survivors, count, about = [], 0, os.environ[ABOUT].split()
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    for mutant in mutants(source, tables_of_rows(module)):
        if about and mutant.where not in about:
            continue
        count += 1
        killer = _killer(module, mutant, _first_the_quickest(items, runs, mutant, noticed))
        noticed.update([killer] if killer else [])
        survivors += [] if killer else [mutant.name]
        print("." if killer else f"\nsurvived: {mutant.name}\n", end="", flush=True)
    ended = sum(times for killer, times in noticed.items() if killer not in runs)
    return {"made": count, "survivors": survivors, "ended": ended}


def _set_up_databases(items: list[pytest.Item]) -> None:
    """Once and here, with and without the demo's cases, so that no copy has to make its own."""
    asking = [item for item in items if item.get_closest_marker("database")]
    for with_cases in (False, True):
        kind = [item for item in asking if ("cases" in getattr(item, "fixturenames", ())) == with_cases]
        if kind:
            passes(kind[0])


def _as_it_is(items: list[pytest.Item], module: ModuleType) -> dict[str, Run]:
    """What each test does when nothing is wrong."""

    def work() -> dict[str, list]:
        found = {}
        for item in items:
            with watched(module.__file__ or "") as run:
                run.passed = passes(item)
            found[item.nodeid] = run.told()
        return found

    told = in_a_copy(work) or {}
    return {item.nodeid: Run.of(told.get(item.nodeid, [False, 0, []])) for item in items}


def _first_the_quickest(
    items: list[pytest.Item], runs: dict[str, Run], mutant: Mutant, noticed: Counter[str]
) -> list[pytest.Item]:
    """Those that come by the fault; one that has noticed many is asked before one that has not."""
    there = [item for item in items if mutant.is_reached(runs[item.nodeid].lines)]
    return sorted(there, key=lambda item: runs[item.nodeid].seconds / (1 + noticed[item.nodeid]))


def _killer(module: ModuleType, mutant: Mutant, items: list[pytest.Item]) -> str | None:
    """The first test that notices; a module that no longer works is noticed by anybody."""

    def work() -> str | None:
        try:
            with faulty(module, mutant.tree):
                return next((item.nodeid for item in items if not passes(item)), "")
        except Exception as error:  # at import
            return type(error).__name__

    found = in_a_copy(work) if items else ""
    return "it ended" if found is None else found or None
