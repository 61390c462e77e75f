"""When and who are asked of the two tables: nothing outside cases compares a stage or a kind of place."""

import ast
from collections.abc import Iterator

from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Stage
from tests.guards.source import Source, program

TABLES = {"Stage": {str(stage) for stage in Stage}, "PlaceKind": {str(kind) for kind in PlaceKind}}
# They build cases, measure them, or tell whose turn it is; they decide nothing.
BESIDE = ("samsyn/cases/", "samsyn/demo/", "samsyn/bench/", "samsyn/command/", "samsyn/overview/")


def comparisons(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Compare) and _decides([node.left, *node.comparators]):
            yield f"{source.name}:{node.lineno} {ast.unparse(node)}"
        elif isinstance(node, ast.MatchValue) and _table(node.value):
            yield f"{source.name}:{node.value.lineno} match on {ast.unparse(node.value)}"


def _decides(sides: list[ast.expr]) -> bool:
    if any(_table(part) for side in sides for part in ast.walk(side)):
        return True
    named = {side.attr if isinstance(side, ast.Attribute) else getattr(side, "id", "") for side in sides}
    words = {part.value for side in sides for part in ast.walk(side) if isinstance(part, ast.Constant)}
    return "stage" in named or ("kind" in named and bool(words & TABLES["PlaceKind"]))


def _table(node: ast.AST) -> bool:
    """`Stage.PLANNED`, `PlaceKind.CHILD`, also behind a module's name."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) in TABLES


def test_nothing_outside_cases_compares_a_stage_or_a_kind_of_place() -> None:
    found = [line for s in program() if not s.name.startswith(BESIDE) for line in comparisons(s)]
    assert not found, "\n".join(found)
