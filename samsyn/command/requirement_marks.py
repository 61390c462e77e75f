"""pytest plugin: `@pytest.mark.requirement("C117")` says which requirement a test proves."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from samsyn.command import requirements

MOST = 5
SHAPE = re.compile(r"C\d{3}")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"requirement(*ids): what this test proves, at most {MOST} ids")
    config.pluginmanager.register(Marks(), "samsyn-requirements")


def ids_of(item: pytest.Item) -> list[str]:
    return [name for mark in item.iter_markers("requirement") for name in mark.args]


def is_full(config: pytest.Config) -> bool:
    """A run of everything; a part of it must not take away what the others proved."""
    whole = config.getini("testpaths") == config.args
    unmarked = config.getoption("markexpr") in ("", "not soak")
    return whole and unmarked and not config.getoption("keyword") and not config.getoption("maxfail")


class Marks:
    """Collects ids and outcomes, and writes them at the end of a full run."""

    def __init__(self) -> None:
        self.tests: dict[str, set[str]] = defaultdict(set)
        self.failed: set[str] = set()
        self.passed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for complaint in complaints(items):
            raise pytest.UsageError(complaint)
        for item in items:
            for name in ids_of(item):
                self.tests[name].add(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)
        elif not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        finished = session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        if finished and is_full(session.config) and not session.config.getoption("collectonly"):
            requirements.write(requirements.RESULTS, self.results())

    def results(self) -> requirements.Results:
        """Proved when at least one test says so and none that carries the id fails."""
        good = self.passed - self.failed
        return {name: {"proved": tests <= good, "tests": sorted(tests)} for name, tests in self.tests.items()}


def complaints(items: list[pytest.Item]) -> Iterator[str]:
    known = requirements.listed(requirements.LIST) if requirements.LIST.exists() else {}
    for item in items:
        names = ids_of(item)
        if len(names) > MOST:
            yield f"{item.nodeid} names {len(names)} requirements; at most {MOST}, or it proves none well."
        for name in names:
            if not SHAPE.fullmatch(name) or (known and name not in known):
                yield f"{item.nodeid} names {name}, which docs/requirements.md does not have."
