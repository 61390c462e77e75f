"""Every address, for everybody, at every stage, with and without a yes: answered as it is written down."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from samsyn.cases.models import Case
from samsyn.process.consent.actions import withdraw
from tests.guards.urls import NOBODY, Address, in_case
from tests.harness.client import StrictClient
from tests.walls.addresses import (
    ANSWERS,
    STAGES,
    Row,
    line_of,
    of_cases,
    people,
    possible,
    written,
)
from tests.walls.crawling import CHANGING

METHODS = ("get", "post")
JUDGED = "NPCM"  # the stages whose rows have been read and judged by hand
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


def answers(letter: str, cases: Mapping, client_as: Callable, become: Callable) -> dict[tuple[str, str], Row]:
    name, content = STAGES[letter]
    become("coordinator", case=cases[name])
    there = paths(Case.objects.get(ref=cases[name]))
    found: dict[tuple[str, str], Row] = {}
    for role, key in people(content).items():
        client = client_as(key)
        for address, path in there.items():
            for method in METHODS:
                status = asked(client, method, path).status_code
                row = found.setdefault((address, method), {})
                row.setdefault(role, {})[letter] = ANSWERS.get(status, f"?{status}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("letter", STAGES if FRESH else JUDGED)
def test_everybody_gets_what_is_written(
    letter: str, cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    found = answers(letter, cases, client_as, become)
    if FRESH:
        lines = (line_of(*key, row) for key, row in sorted(found.items()))
        Path(FRESH, f"{letter}.txt").write_text("\n".join(lines), encoding="utf-8")
    known, faults = written(), []
    for key, row in found.items():
        for role, cell in row.items():
            judged = known.get(key, {}).get(role, {}).get(letter)
            expected = {judged} if judged not in (None, "-") else possible(*key, role, letter)
            if cell[letter] not in expected:
                faults.append(f"{' '.join(key)}: {role} gets {cell[letter]}, not {sorted(expected)}")
    assert not faults, "\n".join(sorted(faults))


@pytest.mark.slow
def test_a_party_without_a_yes_is_a_stranger_at_every_address(
    cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    """The plan is in force, the mother takes her yes back: the same answer as to one who was never there."""
    become("coordinator", case=cases["planned"])
    there = paths(Case.objects.get(ref=cases["planned"]))
    by = become("guardian", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    mine = next(place for place in case.people if place.person_id == by.person.pk)
    withdraw(case=case, by=by, place=mine)
    clients = [client_as("bup"), client_as("stranger")]
    for address, path in there.items():
        for method in METHODS:
            one, other = (asked(client, method, path) for client in clients)
            assert one.status_code == other.status_code, f"{address} {method}"
            assert CHANGING.sub(b"", one.content) == CHANGING.sub(b"", other.content), f"{address} {method}"


def test_what_is_written_is_possible() -> None:
    """Where the addresses and the two tables meet; an address that is no more has no row."""
    there = {address.name for address in of_cases()}
    for (name, method), row in written().items():
        assert name in there, name
        for role, cells in row.items():
            for letter, cell in cells.items():
                assert cell == "-" or cell in possible(name, method, role, letter), f"{name} {method} {role}"
