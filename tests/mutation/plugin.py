"""Runs the chosen tests once as they are, and then once for each fault until one of them notices."""

from __future__ import annotations

import importlib
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.swapping import faulty

ANSWER = "SAMSYN_MUTATION_ANSWER"  # where the survivors are written
MODULE = "SAMSYN_MUTATION_MODULE"


def passes(item: pytest.Item, items: list[pytest.Item]) -> bool:
    """Also a second time in the same session: another one comes after, or it would not be set up anew."""
    after = next((one for one in items if one is not item), None)
    reports = runtestprotocol(item, nextitem=after, log=False)
    return all(report.passed for report in reports)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    items = list(session.items)
    broken = [item.nodeid for item in items if not passes(item, items)]
    if broken:
        raise pytest.UsageError(f"These fail without any fault: {broken[:5]}")
    module = importlib.import_module(os.environ[MODULE])
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    noticed: Counter[str] = Counter()
    survivors, count = [], 0
    for mutant in mutants(source):
        count += 1
        items.sort(key=lambda item: -noticed[item.nodeid])
        killer = _killer(module, mutant, items)
        noticed.update([killer] if killer else [])
        survivors += [] if killer else [mutant.name]
        print("." if killer else f"\nsurvived: {mutant.name}\n", end="", flush=True)
    runtestprotocol(items[0], nextitem=None, log=False) if items else None
    Path(os.environ[ANSWER]).write_text(json.dumps({"made": count, "survivors": survivors}), encoding="utf-8")
    return True


def _killer(module: object, mutant: Mutant, items: list[pytest.Item]) -> str | None:
    """The first test that notices; a module that no longer works is noticed by anybody."""
    try:
        with faulty(module, mutant.tree):
            return next((item.nodeid for item in items if not passes(item, items)), None)
    except Exception as error:  # at import
        return type(error).__name__
