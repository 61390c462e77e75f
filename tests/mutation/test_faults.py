"""The faults themselves: that they are made where something is decided, put in, and taken out again."""

import importlib
import sys
from types import ModuleType

import pytest

from tests.guards.source import ROOT
from tests.mutation.__main__ import ABOUT, MODULES, chosen, explained
from tests.mutation.mutants import mutants
from tests.mutation.swapping import faulty

SOURCE = '''"""Words."""

WHO = {"answer": {"guardian", "child"}}


def may(kind: str, age: int) -> bool:
    """Words."""
    return kind in WHO["answer"] and age >= 15
'''


def names() -> list[str]:
    return [mutant.name for mutant in mutants(SOURCE)]


def test_a_fault_is_made_of_each_thing_that_decides_and_of_no_words() -> None:
    rule = "kind in WHO['answer'] and age >= 15"
    assert names() == [
        "WHO: 'answer' -> left out",
        "WHO: 'guardian' -> left out",
        "WHO: 'child' -> left out",
        f"may: {rule} -> kind in WHO['answer'] or age >= 15",
        f"may: {rule} -> age >= 15",
        f"may: {rule} -> kind in WHO['answer']",
        "may: kind in WHO['answer'] -> kind not in WHO['answer']",
        "may: age >= 15 -> age > 15",
        "may: 15 -> 16",
    ]


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    made = ModuleType("samsyn_made_for_this_test")
    made.__file__ = f"{made.__name__}.py"
    exec(compile(SOURCE, made.__name__, "exec"), made.__dict__)
    monkeypatch.setitem(sys.modules, made.__name__, made)
    return made


def test_each_fault_changes_something_while_it_is_there_and_nothing_afterwards(module: ModuleType) -> None:
    def says() -> list[object]:
        asked = [(kind, age) for kind in ("guardian", "child", "school") for age in (14, 15, 16)]
        return [module.may(*one) if "answer" in module.WHO else None for one in asked]

    before = says()
    for mutant in mutants(SOURCE):
        with faulty(module, mutant.tree):
            assert says() != before, mutant.name
        assert says() == before, mutant.name


def test_a_fault_in_a_function_is_reached_by_its_lines_and_one_at_the_top_by_all() -> None:
    first, *_between, last = mutants(SOURCE)
    assert first.is_reached(set())
    assert last.is_reached({8}) and not last.is_reached({3})


def test_every_module_is_there_and_so_are_the_tests_about_it() -> None:
    for module, tests in MODULES.items():
        found = importlib.import_module(module)
        assert all((ROOT / path).exists() for path in tests), module
        assert all(hasattr(found, name) for name in ABOUT.get(module, [])), module
    assert set(explained()) <= set(MODULES)


def test_a_module_is_named_by_its_end() -> None:
    assert chosen(["cases.access"]) == ["samsyn.cases.access"] and chosen([]) == list(MODULES)
