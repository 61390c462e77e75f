"""Our own source, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "samsyn"


@dataclass(frozen=True)
class Source:
    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    def functions(self) -> Iterator[ast.FunctionDef]:
        """All of them, methods and inner ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))

    def public_functions(self) -> Iterator[ast.FunctionDef]:
        """Those of the module itself without an underscore."""
        return (n for n in self.tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


@cache
def everything() -> tuple[Source, ...]:
    """All Python of ours but migrations, tests included."""
    paths = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "conftest.py"]
    return tuple(Source(path) for path in sorted(paths) if "migrations" not in path.parts)


@cache
def program() -> tuple[Source, ...]:
    """What runs in service: neither tests nor migrations."""
    return tuple(s for s in everything() if s.name.startswith("samsyn/") and "tests" not in s.path.parts)


def called(node: ast.Call) -> str:
    """The last name of what is called: `save` of `case.save()`, `begin` of `begin(…)`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def templates() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("templates/**/*.html")) if "tests" not in path.parts]
