"""Reads profiles and laws from YAML. What is unknown, doubled or missing stops the load with one sentence."""

import hashlib
import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PROFILES = HERE / "profiles"
LAWS = HERE / "laws.yaml"


class LoadError(Exception):
    """One sentence: which file, which value, what to do."""


class Strict(yaml.SafeLoader):
    """Plain YAML takes the last of two equal keys without a word; a deadline could vanish that way."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"'{key}' is written twice; keep one of them", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Content:
    """A profile or a law file as read and checked: what a version stores."""

    code: str
    name: dict[str, str]
    valid_from: date
    valid_to: date | None
    rules: dict[str, Any]

    @property
    def values(self) -> dict[str, Any]:
        return {"name": self.name, "rules": self.rules}

    @property
    def sha256(self) -> str:
        return fingerprint([self.code, str(self.valid_from), str(self.valid_to), self.values])


def fingerprint(content: Any) -> str:
    """The same for the same content, whatever the order or the comments in the file."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def parse(path: Path) -> dict[str, Any]:
    try:
        data = Strict(path.read_text("utf-8")).get_single_data()
    except OSError as problem:
        raise LoadError(f"{path.name}: cannot be read ({problem.strerror}); check the path.") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        reason = getattr(problem, "problem", None) or "not valid YAML; check the indentation"
        raise LoadError(f"{path.name}{line}: {reason}.") from problem
    if not isinstance(data, dict):
        raise LoadError(f"{path.name}: is empty or a list; begin with 'code:' and 'values:'.")
    return data


def only(where: str, data: dict[str, Any], required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """The mapping has all it must have and nothing else."""
    if not isinstance(data, dict):
        raise LoadError(f"{where}: must hold named values, not {data!r}; indent them below it.")
    required, optional = tuple(required), tuple(optional)
    for name in data:
        if name not in required + optional:
            known = ", ".join(required + optional)
            raise LoadError(f"{where}: '{name}' is not known; use one of {known}, or remove it.")
    for name in required:
        if name not in data:
            raise LoadError(f"{where}: '{name}' is missing; add it.")


def texts(where: str, data: Any) -> dict[str, str]:
    """A text per language; Swedish is always there."""
    if not isinstance(data, dict) or not all(isinstance(part, str) and part for part in data.values()):
        raise LoadError(f'{where}: must be texts by language; write {{sv: "…"}}.')
    if "sv" not in data:
        raise LoadError(f"{where}: the Swedish text is missing; add 'sv'.")
    return data


def day(where: str, data: Any, required: bool = False) -> date | None:
    if data is None and not required:
        return None
    if type(data) is not date:
        raise LoadError(f"{where}: {data!r} is not a date; write it as 2027-01-31.")
    return data


def period(where: str, data: dict[str, Any], required: bool = False) -> tuple[date | None, date | None]:
    first, last = day(f"{where}: from", data["from"], required), day(f"{where}: to", data["to"])
    if first and last and last < first:
        raise LoadError(f"{where}: 'to' ({last}) lies before 'from' ({first}); change one of them.")
    return first, last


def line(where: str, data: Any) -> str:
    if not isinstance(data, str) or not data.strip():
        raise LoadError(f"{where}: {data!r} is not a text; write one.")
    return data


def flag(where: str, data: Any) -> bool:
    if not isinstance(data, bool):
        raise LoadError(f"{where}: {data!r} is neither true nor false; write one of them.")
    return data


def laws(path: Path = LAWS) -> list[dict[str, Any]]:
    """Every paragraph of the file, checked, with dates as text; no two of one law at the same time."""
    data = parse(path)
    only(path.name, data, ("laws",))
    found = [paragraph(f"{path.name}: law {number}", row) for number, row in enumerate(data["laws"], 1)]
    for number, row in enumerate(found):
        for other in found[:number]:
            if row["code"] == other["code"] and overlap(row, other):
                raise LoadError(
                    f"{path.name}: two rows of '{row['code']}' hold at the same time; end the older one."
                )
    return found


def paragraph(where: str, row: dict[str, Any]) -> dict[str, Any]:
    only(where, row, ("code", "title", "paragraph", "from", "to", "sentence", "source", "verified"))
    first, last = period(where, row)
    return {
        "code": line(f"{where}: code", row["code"]),
        "title": texts(f"{where}: title", row["title"]),
        "paragraph": line(f"{where}: paragraph", row["paragraph"]),
        "from": first and str(first),
        "to": last and str(last),
        "sentence": texts(f"{where}: sentence", row["sentence"]),
        "source": line(f"{where}: source", row["source"]),
        "verified": flag(f"{where}: verified", row["verified"]),
    }


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def begins(row: dict[str, Any]) -> str:
        return row["from"] or "0000"

    def ends(row: dict[str, Any]) -> str:
        return row["to"] or "9999"

    return begins(one) <= ends(other) and begins(other) <= ends(one)


@cache
def law_codes() -> frozenset[str]:
    return frozenset(row["code"] for row in laws())
