"""Random histories of families: each finds in every table what the reference allows, row for row."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.db import connection, transaction

from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from tests.walls import deeds, deeds_agreeing, reference
from tests.walls import told as told_words
from tests.walls.histories import History
from tests.walls.rows import prepare

STEPS = 12
ENOUGH = 50  # how often each rule must have decided in the long run
SOME = 3


def play(
    numbers: range, cast: Mapping[str, Member], become: Callable[..., Actor], patch: pytest.MonkeyPatch
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Each history in a transaction of its own that never was: how often each verb was done and each rule
    decided, and where the walls said something else."""
    done, fired, faults = Counter(), Counter(), []
    started = clock.now()

    def set_clock(moment: datetime) -> None:
        patch.setattr(clock, "now", lambda: moment)
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.test_now', %s, true)", [moment.isoformat()])

    for number in numbers:
        with transaction.atomic():
            history = History(cast, become, set_clock, Random(number), started)
            try:
                live(history)
            except Exception as fault:
                faults.append(f"history {number}: {type(fault).__name__} {fault}")
            transaction.set_rollback(True)
        done.update(history.done)
        fired.update(history.fired)
        patch.undo()
    return done, fired, faults


def live(history: History) -> None:
    deeds_agreeing.begin(history)
    verbs, weights = list(deeds.USUAL), list(deeds.USUAL.values())
    for step, verb in enumerate(history.chance.choices(verbs, weights, k=STEPS)):
        history.tries(verb)
        if step % 5 == 4:
            history.look()
    history.look(at_all=True)


def report(done: Counter[str], fired: Counter[str]) -> str:
    lines = [f"{count:8}  {name}" for name, count in sorted(fired.items(), key=lambda one: -one[1])]
    verbs = [f"{count:8}  {name}" for name, count in sorted(done.items(), key=lambda one: -one[1])]
    return "\n".join(("", "how often each rule decided", *lines, "what was done", *verbs))


def say(faults: list[str]) -> str:
    return "\n\n".join((f"{len(faults)} histories", *faults[:8]))


@pytest.fixture
def told(
    fresh_database: str, owner: psycopg.Connection, cast: Mapping[str, Member], become: Callable[..., Actor]
) -> tuple[Mapping[str, Member], Callable[..., Actor]]:
    prepare(owner)
    return cast, become


def test_the_reference_knows_nothing_of_the_program() -> None:
    imported = set()
    for module in (reference, told_words):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        imported |= {
            name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
        }
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {"tests.walls.told"}
    assert imported - own <= {"__future__", "collections.abc", "dataclasses", "datetime", "zoneinfo"}, (
        imported
    )


@pytest.mark.slow
def test_everybody_finds_what_was_agreed_and_nothing_else(
    told: tuple, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _done, fired, faults = play(range(200), *told, monkeypatch)
    assert not faults, say(faults)
    seldom = {rule: count for rule, count in fired.items() if count < SOME}
    assert not seldom, seldom


@pytest.mark.soak
def test_five_thousand_histories(
    told: tuple, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done, fired, faults = play(range(1_000, 6_000), *told, monkeypatch)
    with capsys.disabled():
        print(report(done, fired))
    assert not faults, say(faults)
    assert not {rule: count for rule, count in fired.items() if count < ENOUGH}
