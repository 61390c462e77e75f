"""Puts a fault into the running program, and takes it out again: no test process has to start anew."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from types import FunctionType, ModuleType
from typing import Any


def _functions(holder: dict[str, Any], module: str, prefix: str = "") -> Iterator[tuple[str, FunctionType]]:
    """Those of a module and of its classes, by name."""
    for name, value in list(holder.items()):
        if isinstance(value, FunctionType) and value.__module__ == module:
            yield prefix + name, value
        elif isinstance(value, property) and value.fget:
            yield prefix + name, value.fget
        elif isinstance(value, cached_property):
            yield prefix + name, value.func
        elif isinstance(value, type) and value.__module__ == module and not prefix:
            yield from _functions(vars(value), module, f"{name}.")


def _run(module: ModuleType, tree: ast.Module) -> dict[str, Any]:
    space = {"__name__": module.__name__, "__file__": module.__file__, "__package__": module.__package__}
    exec(compile(tree, module.__file__ or "", "exec"), space)
    return space


@contextmanager
def faulty(module: ModuleType, tree: ast.Module) -> Iterator[None]:
    """The module as the tree says, for whoever has imported anything of it."""
    space, undo = _run(module, tree), []
    there = dict(_functions(vars(module), module.__name__))
    for name, made in _functions(space, module.__name__):
        if name in there and there[name].__code__ != made.__code__:
            undo.append(_code(there[name], made))
    for name, value in space.items():
        old = vars(module).get(name)
        is_table = isinstance(old, dict | frozenset | set | tuple | int)
        if is_table and not name.startswith("__") and old != value:
            undo.extend(_everywhere(old, value))
    try:
        yield
    finally:
        for back in reversed(undo):
            back()


def _code(there: FunctionType, made: FunctionType) -> Callable[[], None]:
    was = there.__code__
    there.__code__ = made.__code__

    def back() -> None:
        there.__code__ = was

    return back


def _everywhere(old: object, new: object) -> Iterator[Callable[[], None]]:
    """A set or table of the top of the module, also where another module has imported it."""
    for module in [one for name, one in sys.modules.items() if name.startswith(("samsyn", "tests"))]:
        for name, value in list(vars(module).items()):
            if value is old:
                setattr(module, name, new)
                yield lambda module=module, name=name: setattr(module, name, old)
