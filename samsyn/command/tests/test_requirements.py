"""The list of requirements and the tests that prove them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.command import requirement_marks, requirements

PAGE = """# Requirements

| id | how one sees it |
|---|---|
| C001 | The front page says what a SIP is. |
- **C002**: The child is asked.
C003 – A guardian may decline.
Text that mentions C004 in passing.
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "requirements.md"
    path.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(requirements, "LIST", path)
    return path


def marked(name: str, *ids: str) -> Any:
    mark = SimpleNamespace(args=ids)
    return SimpleNamespace(nodeid=name, iter_markers=lambda kind: [mark] if kind == "requirement" else [])


def report(name: str, outcome: str, when: str = "call") -> Any:
    return SimpleNamespace(nodeid=name, when=when, passed=outcome == "passed")


def test_the_page_gives_ids_and_lines(page: Path) -> None:
    assert requirements.listed(page) == {
        "C001": "The front page says what a SIP is.",
        "C002": "The child is asked.",
        "C003": "A guardian may decline.",
    }


def test_a_requirement_is_proved_when_all_its_tests_pass(page: Path) -> None:
    marks = requirement_marks.Marks()
    items = [marked("a", "C001"), marked("b", "C001", "C002"), marked("c", "C003")]
    marks.pytest_collection_modifyitems(items)
    for one in (report("a", "passed"), report("b", "passed"), report("c", "passed")):
        marks.pytest_runtest_logreport(one)
    marks.pytest_runtest_logreport(report("c", "failed", when="teardown"))
    assert marks.results() == {
        "C001": {"proved": True, "tests": ["a", "b"]},
        "C002": {"proved": True, "tests": ["b"]},
        "C003": {"proved": False, "tests": ["c"]},
    }


@pytest.mark.parametrize("ids", [("C001", "C002", "C003", "C001", "C002", "C003"), ("C999",), ("c001",)])
def test_too_many_or_unknown_ids_stop_the_run(page: Path, ids: tuple[str, ...]) -> None:
    with pytest.raises(pytest.UsageError):
        requirement_marks.Marks().pytest_collection_modifyitems([marked("a", *ids)])


def test_results_are_kept_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / ".samsyn" / "requirements.json"
    requirements.write(path, {"C002": {"proved": True, "tests": ["b"]}})
    wanted = {"C001": "one", "C002": "two"}
    assert requirements.standing(wanted, requirements.read(path)) == {
        "C001": {"proved": False, "tests": []},
        "C002": {"proved": True, "tests": ["b"]},
    }
