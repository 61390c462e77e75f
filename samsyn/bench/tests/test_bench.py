"""What `samsyn bench` prints. Never how fast it was: that is for people to read, after `make soak`."""

import json
from collections.abc import Mapping

import pytest

from samsyn import bench
from samsyn.demo.everyday import build_many
from tests.harness.database import SUPERUSER, Databases


def test_a_figure_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(["dance"], True) == 2
    names = "walls, plan_page, list, establish, withdraw, journey, scale"
    assert capsys.readouterr().err == f"samsyn: No figure is called dance; there is {names}.\n"


def test_without_the_owner_one_sentence_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert bench.run([], False) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("samsyn: DATABASE_OWNER_URL is not set")


@pytest.mark.soak
@pytest.mark.parametrize("name", list(bench.FIGURES))
def test_each_figure_stands_beside_what_it_is_compared_to(
    name: str,
    fresh_database: str,
    cases: Mapping[str, str],
    databases: Databases,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", databases.cluster.url("owner", fresh_database))
    monkeypatch.setenv("DATABASE_URL", databases.cluster.url("app", fresh_database))
    monkeypatch.setenv("SAMSYN_SUPERUSER_URL", databases.cluster.url(SUPERUSER, fresh_database))
    monkeypatch.setenv("SAMSYN_BENCH_CASES", "5000")
    if name == "plan_page":
        build_many()
    assert bench.run([name], True) == 0
    found = json.loads(capsys.readouterr().out)[name]
    assert found.keys() - {"also"} == {"value", "unit", "against", "ratio"}
    assert found["value"] > 0
    assert found["ratio"] > 0
    with capsys.disabled():
        print(f"\nbench {name}: {found}")
