"""The faults: one changed comparison, word, number, condition or element each, with a name that lasts."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or,
    ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """`where`: function or name at the top; `tree`: the module with that fault, until the next is asked."""

    where: str
    was: str
    now: str
    number: int  # among those that read alike
    tree: ast.Module  # while it is this one's turn
    lines: frozenset[int]  # none: at the top of the module, where every test comes by

    def is_reached(self, by: set[int]) -> bool:
        return not self.lines or bool(self.lines & by)

    @property
    def name(self) -> str:
        again = f" ({self.number})" if self.number > 1 else ""
        return f"{self.where}: {self.was} -> {self.now}{again}"


def mutants(source: str, leave_out: frozenset[str] = frozenset()) -> Iterator[Mutant]:
    """All of one module, in the order they stand. `leave_out`: classes whose columns decide nothing."""
    tree, seen = ast.parse(source), Counter()
    for path, node, where in list(_nodes(tree, (), "")):
        lines = _lines(tree, path, node)
        if not lines and where.split(".")[0] in leave_out:
            continue
        for changed in _changes(node):
            was, now = _told(node, changed)
            seen[where, was, now] += 1
            _put(tree, path, ast.fix_missing_locations(ast.copy_location(changed, node)))
            yield Mutant(where, was, now, seen[where, was, now], tree, lines)
            _put(tree, path, node)


def _told(node: ast.AST, changed: ast.AST) -> tuple[str, str]:
    """What it was and what it is; of a table or a list, the one that is left out."""
    gone = getattr(changed, "gone", None)
    return (_short(gone), "left out") if gone else (_short(node), _short(changed))


def _lines(tree: ast.AST, path: tuple, node: ast.AST) -> frozenset[int]:
    """Where it stands in a function; of a condition or a loop, where it is asked."""
    inside = False
    for name, place in path:
        inside |= isinstance(tree, ast.FunctionDef | ast.Lambda) and name == "body"
        tree = getattr(tree, name) if place is None else getattr(tree, name)[place]
    if not inside:
        return frozenset()
    asked = node.test if isinstance(node, ast.If) else node
    asked = node.iter if isinstance(node, ast.comprehension) else asked
    if not hasattr(asked, "lineno"):
        return frozenset({0})
    return frozenset(range(asked.lineno, (asked.end_lineno or asked.lineno) + 1))


def _short(node: ast.AST) -> str:
    text = f"if {ast.unparse(node.test)}" if isinstance(node, ast.If) else ast.unparse(node)
    text = " ".join(text.split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-27:]}"


def _nodes(node: ast.AST, path: tuple, where: str) -> Iterator[tuple[tuple, ast.AST, str]]:
    """Every node that a fault can be put into; neither docstrings, annotations nor words for people."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        where = f"{where}.{node.name}" if where else node.name
    if isinstance(node, ast.Assign | ast.AnnAssign) and not where:
        where = _short(node.target if isinstance(node, ast.AnnAssign) else node.targets[0])
    yield path, node, where
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for place, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST) and not _words(child):
                yield from _nodes(child, (*path, (name, place)), where)


def _words(node: ast.AST) -> bool:
    """A docstring, an import, what others may import, or what is said to people."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Assign | ast.AugAssign) and "__all__" in ast.unparse(node):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in ("_", "gettext_lazy")


def _put(tree: ast.AST, path: tuple, changed: ast.AST) -> None:
    for name, place in path[:-1]:
        tree = getattr(tree, name) if place is None else getattr(tree, name)[place]
    name, place = path[-1]
    if place is None:
        setattr(tree, name, changed)
    else:
        getattr(tree, name)[place] = changed


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    kind = type(node).__name__
    if change := globals().get(f"_of_{kind}"):
        yield from change(node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _of_Compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, op in enumerate(node.ops):
        if type(op) in SWAPS:
            ops = [SWAPS[type(op)]() if at == place else one for at, one in enumerate(node.ops)]
            yield _with(node, ops=ops)


def _of_BoolOp(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=SWAPS[type(node.op)]())
    for place in range(len(node.values)):
        left = _without(node.values, place)
        yield left[0] if len(left) == 1 else _with(node, values=left)


def _of_BinOp(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in SWAPS:
        yield _with(node, op=SWAPS[type(node.op)]())


def _of_UnaryOp(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.Invert):
        yield node.operand


def _of_Constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _of_IfExp(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _of_If(node: ast.If) -> Iterator[ast.AST]:
    yield _with(node, test=ast.Constant(True))
    yield _with(node, test=ast.Constant(False))


def _of_comprehension(node: ast.comprehension) -> Iterator[ast.AST]:
    for place in range(len(node.ifs)):
        yield _with(node, ifs=_without(node.ifs, place))


def _of_Set(node: ast.Set) -> Iterator[ast.AST]:
    if len(node.elts) > 1:
        for place, gone in enumerate(node.elts):
            yield _with(node, elts=_without(node.elts, place), gone=gone)


_of_List = _of_Set


def _of_Dict(node: ast.Dict) -> Iterator[ast.AST]:
    for place, gone in enumerate(node.keys):
        left = {"keys": _without(node.keys, place), "values": _without(node.values, place)}
        yield _with(node, **left, gone=gone or node.values[place])


def _without(parts: list, place: int) -> list:
    return [one for at, one in enumerate(parts) if at != place]


def _of_Expr(node: ast.Expr) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Call):
        yield ast.Pass()
