"""The cast is made up, and says so in ways one can check."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from samsyn.demo import cast as made
from samsyn.demo.cast import CAST, Member
from samsyn.demo.parts import UNITS
from samsyn.people.models import Unit, UnitKind

# The series PTS keeps free for books and films.
FICTION = re.compile(r"070-174 06 (0[5-9]|[1-9]\d)|031-390 06 \d\d|08-465 004 \d\d")


def test_telephone_numbers_lead_to_nobody() -> None:
    numbers = [unit[2] for unit in UNITS.values()] + [
        part.telephone for part in CAST.values() if part.telephone
    ]
    assert numbers and all(FICTION.fullmatch(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_personnummer_are_of_the_kind_kept_for_tests() -> None:
    for part in CAST.values():
        if part.born:
            assert part.number.born == part.born and part.serial in ("238", "239")


def test_every_name_is_one_person() -> None:
    """Tests and people find them by name."""
    names = [part.name for part in CAST.values()]
    assert len(set(names)) == len(names)


def test_there_is_a_unit_of_every_kind(become: Callable) -> None:
    become("operator")
    kinds = set(Unit.objects.values_list("kind", flat=True))
    assert kinds == set(UnitKind.values)


def test_the_sign_in_page_learns_who_one_can_be(
    cast: Mapping[str, Member], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file, in another process: nobody may list persons before signing in."""
    made.write_people(tmp_path / "people.json")
    rows = json.loads((tmp_path / "people.json").read_text())
    assert {row["key"] for row in rows} == set(cast) and all(row["label"] for row in rows)
    monkeypatch.setenv("SAMSYN_DEMO_PEOPLE", str(tmp_path / "people.json"))
    monkeypatch.setattr(made, "_members", {})
    assert made.members() == dict(cast)


def test_the_nurse_is_also_a_mother(become: Callable, cast: Mapping[str, Member]) -> None:
    at_work, privately = become("nurse"), become("nurse_private")
    assert at_work.person == privately.person and at_work.assignment and not privately.assignment
    assert "privat" in privately.office
