"""What `samsyn bench` prints. Never how fast it was: that is for people to read, after `make soak`."""

import json
from collections.abc import Mapping

import pytest

from samsyn import bench
from tests.harness.database import Databases


def test_a_figure_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(["dance"], True) == 2
    assert capsys.readouterr().err == "samsyn: No figure is called dance; there is walls.\n"


def test_without_the_owner_one_sentence_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert bench.run([], False) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("samsyn: DATABASE_OWNER_URL is not set")


@pytest.mark.soak
def test_walls_stand_beside_the_same_page_without(
    fresh_database: str,
    cases: Mapping[str, str],
    databases: Databases,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", databases.cluster.url("owner", fresh_database))
    assert bench.run(["walls"], True) == 0
    found = json.loads(capsys.readouterr().out)["walls"]
    assert found.keys() == {"value", "unit", "against", "ratio"}
    assert (found["unit"], found["against"]) == ("ms", "same page without walls")
    assert found["value"] > 0
    assert found["ratio"] > 0
    with capsys.disabled():
        print(f"\nbench walls: {found}")
