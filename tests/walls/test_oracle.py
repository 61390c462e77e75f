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
from samsyn.process.consent import custody
from tests.walls import deeds, deeds_beginning, reference, yeses
from tests.walls import told as told_words
from tests.walls.histories import History
from tests.walls.rows import prepare

STEPS = 12
TWIGS = 10  # histories that begin alike
ENOUGH = 50  # how often each rule must have decided in the long run
SOME = 3
BOTH = (
    "what is apart is else as what it is like",
    "the family has this together",
    "a guardian has what the family has",
    "a god man has what the family has",
    "somebody close takes part, and reads no answers",
    "who leads prepares with the family",
    "who led and stays takes part in the frame",
    "who stepped in sees the frame alone",
    "an interpreter knows when and where",
    "a party sees the questions it has a yes to",
    "a yes to every question opens what concerns all",
)
OPENING = (
    "one's own",
    "the unit's own part",
    "who leads has a talk with each in the family",
    "who leads keeps what is said of safety",
    "a party with a yes knows who is there",
)
SHUTTING = (
    "whoever is not in the case sees nothing",
    "nobody else's own",
    "what is the family's is not a party's",
    "nothing is agreed for that party",
    "a yes ends with its last day",
    "what time alone ends is shut",
    "a party that has left sees nothing",
    "a duty that has ended opens nothing",
    "whose custody has ended sees nothing",
    "whoever has left the family's circle sees nothing",
    "the child has come of age",
    "who led has gone",
    "another leads: who stepped in has gone",
    "who stepped in has gone out again",
    "a worry that nobody told of is gone",
    "what is hidden from one is not there for that one",
    "what is hidden needs the child's own code",
    "what is locked needs the child's own code",
)
# Each must decide; one that is not here must not be there.
RULES = {f"sees {rule}" for rule in (*BOTH, *OPENING)} | {f"not  {rule}" for rule in (*BOTH, *SHUTTING)}
RULES |= {"begins for all", "begins apart"}


def play(
    numbers: range, cast: Mapping[str, Member], become: Callable[..., Actor], patch: pytest.MonkeyPatch
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Each history in a transaction of its own that never was: how often each verb was done and each rule
    decided, and where the walls said something else.

    Some begin alike: what is slow to do, up to a plan in force, is done once for all of them.
    """
    done, fired, faults = Counter(), Counter(), []
    started = clock.now()

    def set_clock(moment: datetime) -> None:
        patch.setattr(clock, "now", lambda: moment)
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.test_now', %s, true)", [moment.isoformat()])

    def twig(stem: History, number: int) -> None:
        history = stem.goes_on(Random(number))
        patch.setattr(custody, "register", lambda: history)
        with transaction.atomic():
            _faultless(lambda: live(history), f"history {number}", faults)
            transaction.set_rollback(True)
        done.update(history.done)
        fired.update(history.fired)

    for first in range(numbers.start, numbers.stop, TWIGS):
        with transaction.atomic():
            stem = History(cast, become, set_clock, Random(first), started, turn=first // TWIGS)
            patch.setattr(custody, "register", lambda stem=stem: stem)
            if _faultless(lambda stem=stem: deeds_beginning.begin(stem), f"before {first}", faults):
                for number in range(first, min(first + TWIGS, numbers.stop)):
                    twig(stem, number)
            transaction.set_rollback(True)
        done.update(stem.done)
        patch.undo()
    return done, fired, faults


def _faultless(played: Callable[[], None], name: str, faults: list[str]) -> bool:
    try:
        played()
    except Exception as fault:
        faults.append(f"{name}: {type(fault).__name__} {fault}")
        return False
    return True


def live(history: History) -> None:
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


def seldom(fired: Counter[str], enough: int) -> dict[str, int]:
    """Rules that have decided too seldom to say anything; and rules that nobody has named."""
    return {rule: fired[rule] for rule in RULES | fired.keys() if rule not in RULES or fired[rule] < enough}


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
    for module in (reference, yeses, told_words):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        imported |= {
            name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
        }
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {"tests.walls.told", "tests.walls.yeses"}
    assert imported - own <= {"__future__", "collections.abc", "dataclasses", "datetime", "zoneinfo"}, (
        imported
    )


@pytest.mark.slow
def test_everybody_finds_what_was_agreed_and_nothing_else(
    told: tuple, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, fired, faults = play(range(200), *told, monkeypatch)
    assert not faults, say(faults)
    assert not seldom(fired, SOME), seldom(fired, SOME)
    assert {verb.__name__ for verb in deeds.USUAL} <= done.keys()


@pytest.mark.soak
def test_five_thousand_histories(
    told: tuple, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done, fired, faults = play(range(1_000, 6_000), *told, monkeypatch)
    with capsys.disabled():
        print(report(done, fired))
    assert not faults, say(faults)
    assert not seldom(fired, ENOUGH), seldom(fired, ENOUGH)
