"""Every address, for everybody, at every stage, with and without a yes: answered as it is written down."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import middleware
from django.db import transaction
from django.urls import reverse

from samsyn.cases import wall
from samsyn.cases.models import Case
from samsyn.process.consent.actions import withdraw
from tests.guards.urls import NOBODY, Address, in_case
from tests.harness.client import StrictClient
from tests.walls.addresses import (
    ANSWERS,
    METHODS,
    STAGES,
    Row,
    line_of,
    missing,
    of_cases,
    people,
    possible,
    written,
)
from tests.walls.crawling import CHANGING

# A new address: what was answered is written there, to be read and judged before it is copied.
FRESH = os.environ.get("SAMSYN_ADDRESSES", "")


def path_of(address: Address, case: Case) -> str:
    """Where nothing of that kind is in the case yet: with a value that nobody has."""
    try:
        return in_case(address, case)
    except IndexError:
        values = {"number": 1}
        extra = {name: values.get(name, NOBODY) for name in address.given if name != "ref"}
        return reverse(address.name, kwargs={"ref": case.ref, **extra})


def paths(case: Case) -> dict[str, str]:
    return {address.name: path_of(address, case) for address in of_cases()}


def asked(client: StrictClient, method: str, path: str) -> object:
    """Without any trace: whatever it did is undone."""
    with transaction.atomic():
        response = getattr(client, method)(path)
        transaction.set_rollback(True)
    return response


@pytest.fixture
def quickly(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks is read once, and not in each of a thousand requests: other tests see to that."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # most answers are a no
    known: dict[str, Any] = {}

    def user(request: Any) -> Any:
        key = request.session.session_key
        if key not in known:
            known[key] = get_user(request)
        return known[key]

    get_user = middleware.get_user
    monkeypatch.setattr(middleware, "get_user", user)
    monkeypatch.setattr(wall, "actor_of", cache(wall.actor_of))


def answers(letter: str, cases: Mapping, client_as: Callable, become: Callable) -> dict[tuple[str, str], Row]:
    name = STAGES[letter][0]
    become("coordinator", case=cases[name])
    there = paths(Case.objects.get(ref=cases[name]))
    found: dict[tuple[str, str], Row] = {}
    for role, key in people(letter).items():
        client = client_as(key)
        for address, path in there.items():
            for method in METHODS:
                status = asked(client, method, path).status_code
                row = found.setdefault((address, method), {})
                row.setdefault(role, {})[letter] = ANSWERS.get(status, f"?{status}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("letter", STAGES)
def test_everybody_gets_what_is_written(
    quickly: None,
    letter: str,
    cases: Mapping[str, str],
    client_as: Callable[[str], StrictClient],
    become: Callable,
) -> None:
    found = answers(letter, cases, client_as, become)
    if FRESH:
        lines = (line_of(*key, row) for key, row in sorted(found.items()))
        Path(FRESH, f"{letter}.txt").write_text("\n".join(lines), encoding="utf-8")
    known, faults = written(), []
    for key, row in found.items():
        for role, cell in row.items():
            judged = known.get(key, {}).get(role, {}).get(letter, "-")
            if cell[letter] != judged:
                faults.append(f"{' '.join(key)}: {role} gets {cell[letter]}, not {judged}")
    assert not faults, "\n".join(sorted(faults))


@pytest.mark.slow
def test_a_party_without_a_yes_is_a_stranger_at_every_address(
    quickly: None, cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    """The plan is in force, the mother takes her yes back: a party gets what it gets where no case is."""
    become("coordinator", case=cases["planned"])
    there = paths(Case.objects.get(ref=cases["planned"]))
    by = become("guardian", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    mine = next(place for place in case.people if place.person_id == by.person.pk)
    withdraw(case=case, by=by, place=mine)
    client = client_as("bup")
    for address, path in there.items():
        elsewhere = path.replace(case.ref, NOBODY)
        for method in METHODS:
            one, other = (asked(client, method, asked_for) for asked_for in (path, elsewhere))
            assert one.status_code == other.status_code in {404, 405}, f"{address} {method}"
            assert without(one, path) == without(other, elsewhere), f"{address} {method}"


def without(response: Any, path: str) -> bytes:
    """The page, but for its own address and what is new in every answer."""
    return CHANGING.sub(b"", response.content).replace(path.encode(), b"")


def test_everything_is_judged() -> None:
    """An address without a row fails, and so does a stage at which somebody gets what nobody has read."""
    faults = missing(written())
    assert not faults, "\n".join([f"{len(faults)} answers to judge (TESTING.md)", *faults[:20]])


def test_what_is_written_is_possible() -> None:
    """Where the addresses and the two tables meet; an address that is no more has no row."""
    there = {address.name for address in of_cases()}
    for (name, method), row in written().items():
        assert name in there, name
        for role, cells in row.items():
            for letter, cell in cells.items():
                assert cell == "-" or cell in possible(name, method, role, letter), f"{name} {method} {role}"
