"""The matrix of addresses: each, for everybody, at every stage, with and without a yes (addresses.txt)."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType

from django.urls import get_resolver

from samsyn.cases.access import COORDINATOR, MEMBER, WHO
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import MOVES, Op, Stage
from samsyn.demo import families
from samsyn.demo.content import ADAM, Content
from tests.guards.urls import Address, addresses

WRITTEN = Path(__file__).with_name("addresses.txt")
# Letter of the stage → the demo's case there, and whose it is. At P a yes is missing: a party is outside.
STAGES: dict[str, tuple[str, Content]] = {
    "N": ("noticed", families.WILMA), "P": ("preparing", families.STINA),
    "C": ("called", families.LEO),
    "M": ("meeting", families.MILO), "E": ("planned", ADAM), "F": ("following_up", families.AMINA),
    "X": ("closed", families.ELIS), "D": ("declined", families.TOVE),
}  # fmt: skip
# child, guardian, the other one (who has not answered), whoever leads, a party that is wished for, a stranger
ROLES = "cghomx"
KINDS = {
    "c": PlaceKind.CHILD, "g": PlaceKind.GUARDIAN, "h": PlaceKind.GUARDIAN, "o": COORDINATOR, "m": MEMBER,
}  # fmt: skip
METHODS = ("get", "post")
# page, sent on, barred, not there, only takes a form, not now, the form anew
ANSWERS = {200: "p", 302: "r", 403: "b", 404: "n", 405: "m", 409: "k", 422: "v"}
# Whoever leads is sent to where a told answer is written; establishing pressed again is still done once.
SENDS_ON = {"plans:answer_preliminary", "room:establish"}
Row = dict[str, dict[str, str]]  # role → stage → letter


def people(letter: str) -> dict[str, str]:
    """Role → key of the cast; a role that nobody has there is left out."""
    content, found = STAGES[letter][1], {"o": "coordinator", "x": "stranger"}
    if content.subject:
        found["c"] = content.subject
    if content.family:
        found["g"] = content.family[0]
    if letter == "P":
        found["h"] = content.family[1]
    if content.parties:
        found["m"] = content.parties[0]
    return found


def of_cases() -> list[Address]:
    return [address for address in addresses() if address.of_case]


def written() -> dict[tuple[str, str], Row]:
    """(address, method) → what is written down for each role and stage, once somebody has judged it."""
    found = {}
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, method, *cells = line.split()
            found[name, method] = {cell[0]: dict(zip(STAGES, cell[2:], strict=True)) for cell in cells}
    return found


def missing(known: dict[tuple[str, str], Row]) -> list[str]:
    """Who gets what nobody has judged."""
    return [
        f"{address.name} {method}: {role} at {letter}"
        for address in of_cases()
        for method in METHODS
        for letter in STAGES
        for role in people(letter)
        if known.get((address.name, method), {}).get(role, {}).get(letter, "-") == "-"
    ]


def possible(name: str, method: str, role: str, letter: str) -> set[str]:
    """What the two tables leave possible: which answers that one can get there at all."""
    if role == "x" or (role, letter) == ("m", "P"):
        return {"n", "m"}  # as of a case that does not exist
    if method == "get":
        return set("prbnmk")
    ops, kind, stage = ops_of(name), KINDS[role], dict(zip(STAGES, Stage, strict=True))[letter]
    done = any(kind in WHO[op] and stage in MOVES[op][0] for op in ops)
    return set("rpbnmkv") if done or not ops or name in SENDS_ON else set("pbnmkv")


def line_of(name: str, method: str, row: Row) -> str:
    """As it stands in the file."""
    cells = (f"{role}:" + "".join(row.get(role, {}).get(stage, "-") for stage in STAGES) for role in ROLES)
    return f"{name:34} {method:4}  {'  '.join(cells)}"


@cache
def ops_of(name: str) -> set[Op]:
    """The verbs that the view of that address calls: read from the source, two calls deep."""
    view = _views()[name]
    return set(_ops(view, 2))


@cache
def _views() -> dict[str, FunctionType]:
    found: dict[str, FunctionType] = {}
    _collect(get_resolver(), (), found)
    return found


def _collect(resolver: object, spaces: tuple[str, ...], found: dict) -> None:
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            _collect(one, (*spaces, one.namespace) if one.namespace else spaces, found)
        else:
            found[":".join((*spaces, one.name or ""))] = inspect.unwrap(one.callback)


def _ops(function: FunctionType, deep: int) -> Iterator[Op]:
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(function)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = _target(node.func, function.__globals__)
            if getattr(target, "__name__", "") == "begin" and node.args:
                yield Op[node.args[0].attr]
            elif isinstance(target, FunctionType) and deep and target.__module__.startswith("samsyn.process"):
                yield from _ops(inspect.unwrap(target), deep - 1)


def _target(func: ast.expr, space: dict) -> object:
    if isinstance(func, ast.Name):
        return space.get(func.id)
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
        module = space.get(func.value.id)
        return getattr(module, func.attr, None) if isinstance(module, ModuleType) else None
    return None
