"""Puts a fault into the running program, and takes it out again: no test process has to start anew."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import FunctionType, ModuleType
from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property


def _functions(holder: dict[str, Any], module: str, prefix: str = "") -> Iterator[tuple[str, FunctionType]]:
    """Those of a module and of its classes, by name."""
    for name, value in list(holder.items()):
        if isinstance(value, FunctionType) and value.__module__ == module:
            yield prefix + name, value
        elif isinstance(value, property) and value.fget:
            yield prefix + name, value.fget
        elif isinstance(value, functools.cached_property | cached_property):
            yield prefix + name, value.func
        elif isinstance(value, type) and value.__module__ == module and not prefix:
            yield from _functions(vars(value), module, f"{name}.")


def tables_of_rows(module: ModuleType) -> frozenset[str]:
    """The models of a module: their columns decide nothing, and none of them can be made a second time."""
    made = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Model)]
    return frozenset(one.__name__ for one in made if one.__module__ == module.__name__)


def _run(module: ModuleType, tree: ast.Module) -> dict[str, Any]:
    space = {"__name__": module.__name__, "__file__": module.__file__, "__package__": module.__package__}
    kept = tables_of_rows(module)
    body = [_methods(one) if isinstance(one, ast.ClassDef) and one.name in kept else one for one in tree.body]
    exec(compile(ast.Module(body, []), module.__file__ or "", "exec"), space)
    return space


def _methods(model: ast.ClassDef) -> ast.ClassDef:
    """What a model can say, without its columns."""
    said = [one for one in model.body if isinstance(one, ast.FunctionDef)]
    bare = ast.ClassDef(model.name, [], [], said or [ast.Pass()], [])
    return ast.fix_missing_locations(ast.copy_location(bare, model))


@contextmanager
def faulty(module: ModuleType, tree: ast.Module) -> Iterator[None]:
    """The module as the tree says, for whoever has imported anything of it."""
    space, undo = _run(module, tree), []
    there = dict(_functions(vars(module), module.__name__))
    for name, made in _functions(space, module.__name__):
        if name in there and _body(there[name]) != _body(made):
            undo.append(_exchange(there[name], made))
    for name, value in space.items():
        old = vars(module).get(name)
        is_table = isinstance(old, dict | frozenset | set | tuple | int | str | date | timedelta)
        if is_table and not name.startswith("__") and old != value:
            undo.extend(_everywhere(name, old, value))
    try:
        yield
    finally:
        for back in reversed(undo):
            back()


def _body(function: FunctionType) -> tuple[object, ...]:
    return function.__code__, function.__defaults__, function.__kwdefaults__


def _exchange(there: FunctionType, made: FunctionType) -> Callable[[], None]:
    was = _body(there)

    def put(body: tuple[Any, ...]) -> None:
        there.__code__, there.__defaults__, there.__kwdefaults__ = body

    put(_body(made))
    return lambda: put(was)


def _everywhere(name: str, old: object, new: object) -> Iterator[Callable[[], None]]:
    """A set or table of the top of the module, also where another module has imported it."""
    for module in [one for key, one in sys.modules.items() if key.startswith(("samsyn", "tests"))]:
        if vars(module).get(name) is old:
            setattr(module, name, new)
            yield lambda module=module: setattr(module, name, old)
