"""Checks one profile value by value against `keys.KEYS` and lays it over the profile it builds on."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from samsyn.agreements.keys import KEYS, Key
from samsyn.agreements.reading import (
    PROFILES,
    Content,
    LoadError,
    flag,
    law_codes,
    line,
    only,
    parse,
    period,
    texts,
)

CODE = re.compile(r"^[a-z][a-z0-9_]*$")
ALWAYS = ("source", "from", "to", "stricter", "verified")
FREE = ("text", "law", "note")


def read(path: Path) -> Content:
    """The profile in the file, checked, complete and laid over what it builds on."""
    data = parse(path)
    name = path.name
    only(name, data, ("code", "name", "from", "to", "values"), ("builds_on",))
    first, last = period(name, data, required=True)
    code = plain_code(f"{name}: code", data["code"])
    own = {key: entry(name, key, raw, code, first, last) for key, raw in known(name, data["values"])}
    base = below(path, data.get("builds_on"))
    rules = laid_over(name, base.rules, own) if base else own
    for key in KEYS:
        if key not in rules:
            raise LoadError(f"{name}: '{key}' is missing; add it or write 'builds_on: nationell'.")
    # A change in the profile below is a change here from the same day.
    begins = max(first, base.valid_from) if base else first
    return Content(code, texts(f"{name}: name", data["name"]), begins, last, rules)


def below(path: Path, code: str | None) -> Content | None:
    """The profile this one builds on: beside it, else one of ours. One step only."""
    if code is None:
        return None
    near = path.with_name(f"{code}.yaml")
    found = near if near.exists() else PROFILES / f"{code}.yaml"
    if "builds_on" in parse(found):
        raise LoadError(f"{path.name}: builds on '{code}', which is no ground of its own; name one that is.")
    return read(found)


def known(name: str, values: Any) -> list[tuple[str, Any]]:
    only(f"{name}: values", values, (), KEYS)
    return list(values.items())


def plain_code(where: str, code: Any) -> str:
    if not isinstance(code, str) or not CODE.match(code):
        raise LoadError(f"{where}: {code!r} is not a code; use small letters a–z, digits and _.")
    return code


def entry(name: str, key: str, raw: Any, code: str, first: date, last: date | None) -> dict[str, Any]:
    """One value in the form that is stored."""
    where, rule = f"{name}: {key}", KEYS[key]
    own = {"title": ("label",), "number": ("value", "unit")}.get(rule.form, ("value",))
    only(where, raw, own + ALWAYS, FREE)
    since, until = period(where, raw)
    if since and since > first:
        raise LoadError(f"{where}: holds from {since}, the profile from {first}; give both one day.")
    if until and (last is None or until < last):
        raise LoadError(f"{where}: ends {until}, before the profile; write the next value as a new version.")
    kept = {
        "value": FORMS[rule.form](where, rule, raw),
        "unit": raw.get("unit"),
        "source": line(f"{where}: source", raw["source"]),
        "from": since and str(since),
        "to": until and str(until),
        "stricter": order(where, rule, raw["stricter"]),
        "verified": flag(f"{where}: verified", raw["verified"]),
        "law": law_list(where, raw.get("law", [])),
        "agreement": code,
    }
    for part in ("label", "text", "note"):
        kept[part] = texts(f"{where}: {part}", raw[part]) if part in raw else {}
    return kept


def law_list(where: str, codes: Any) -> list[str]:
    for code in codes:
        if code not in law_codes():
            raise LoadError(f"{where}: law '{code}' is not in laws.yaml; add it there or correct the name.")
    return list(codes)


def order(where: str, rule: Key, stricter: Any) -> str | list[str] | None:
    """Which of two values protects the person more; a number without it cannot be compared."""
    if rule.form == "number":
        if stricter not in ("lower", "higher"):
            raise LoadError(f"{where}: which number is stricter is not said; write 'lower' or 'higher'.")
        return stricter
    if stricter is None:
        return None
    if rule.form != "choice" or not isinstance(stricter, list) or sorted(stricter) != sorted(rule.allowed):
        allowed = ", ".join(rule.allowed) or "nothing: null"
        raise LoadError(f"{where}: 'stricter' must list every choice, strictest first ({allowed}).")
    return stricter


def a_number(where: str, rule: Key, raw: dict[str, Any]) -> int | None:
    value = raw["value"]
    if raw["unit"] not in rule.units:
        raise LoadError(f"{where}: unit {raw['unit']!r} is not known; use {' or '.join(rule.units)}.")
    if value is None:
        if "text" not in raw:
            raise LoadError(f"{where}: has no number; say in 'text' what holds instead.")
        return None
    return whole(where, value)


def whole(where: str, value: Any) -> int:
    if type(value) is not int or value < 0:
        raise LoadError(f"{where}: {value!r} is not a whole number from 0 up; correct it.")
    return value


def a_choice(where: str, rule: Key, raw: dict[str, Any]) -> str:
    return one_of(where, rule.allowed, raw["value"])


def one_of(where: str, allowed: tuple[str, ...], value: Any) -> str:
    if value not in allowed:
        raise LoadError(f"{where}: {value!r} is not known; use one of {', '.join(allowed)}.")
    return value


def choices(where: str, rule: Key, raw: dict[str, Any]) -> list[str]:
    if not isinstance(raw["value"], list):
        raise LoadError(f"{where}: must be a list; write [{', '.join(rule.allowed)}] or some of them.")
    return [one_of(where, rule.allowed, value) for value in raw["value"]]


def a_flag(where: str, rule: Key, raw: dict[str, Any]) -> bool:
    return flag(where, raw["value"])


def no_value(where: str, rule: Key, raw: dict[str, Any]) -> None:
    return None


def a_span(where: str, rule: Key, raw: dict[str, Any]) -> dict[str, int | None]:
    return span(where, raw["value"], ())


def span(where: str, value: Any, more: tuple[str, ...]) -> dict[str, int | None]:
    if not more:
        only(where, value, ("from_age", "to_age"))
    first, last = whole(where, value["from_age"]), value["to_age"]
    if last is not None and whole(where, last) < first:
        raise LoadError(f"{where}: to_age {last} lies below from_age {first}; correct one of them.")
    return {"from_age": first, "to_age": last}


def a_table(where: str, rule: Key, raw: dict[str, Any]) -> list[dict[str, Any]]:
    if not isinstance(raw["value"], list) or not raw["value"]:
        raise LoadError(f"{where}: must be a list of rows; write at least one.")
    found = [row(f"{where}: row {number}", rule, part) for number, part in enumerate(raw["value"], 1)]
    codes = [part["code"] for part in found]
    if len(set(codes)) < len(codes):
        raise LoadError(f"{where}: two rows have the same code; give each its own.")
    if rule.ages:
        unbroken(where, found)
    return found


def row(where: str, rule: Key, raw: Any) -> dict[str, Any]:
    must = tuple(name for name, kind in rule.fields.items() if isinstance(kind, tuple))
    may = tuple(name for name in rule.fields if name not in must)
    ages = ("from_age", "to_age") if rule.ages else ()
    only(where, raw, ("code", "label", *ages, *must), ("help", *may))
    plain_code(f"{where}: code", raw["code"])
    if rule.allowed:
        one_of(f"{where}: code", rule.allowed, raw["code"])
    for name in (*must, *may):
        if name in raw:
            fact(f"{where}: {name}", rule.fields[name], raw[name])
    for part in ("label", "help"):
        if part in raw:
            texts(f"{where}: {part}", raw[part])
    return dict(raw) | (span(where, raw, ages) if ages else {})


def fact(where: str, kind: Any, value: Any) -> Any:
    if isinstance(kind, tuple):
        return one_of(where, kind, value)
    return whole(where, value) if kind is int else line(where, value)


def unbroken(where: str, found: list[dict[str, Any]]) -> None:
    """Every age from 0 up has exactly one row."""
    expected: int | None = 0
    for part in found:
        if expected is None or part["from_age"] != expected:
            raise LoadError(f"{where}: the ages do not follow each other at '{part['code']}'; leave no gap.")
        expected = None if part["to_age"] is None else part["to_age"] + 1
    if expected is not None:
        raise LoadError(f"{where}: ends at age {expected - 1}; write 'to_age: null' in the last row.")


FORMS = {
    "number": a_number,
    "choice": a_choice,
    "choices": choices,
    "flag": a_flag,
    "title": no_value,
    "span": a_span,
    "rows": a_table,
}


def laid_over(name: str, base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """What the profile says goes before what it builds on; between two real rules the stricter wins."""
    found = dict(base)
    for key, value in own.items():
        found[key] = stricter_of(f"{name}: {key}", base[key], value) if key in base else value
    return found


def stricter_of(where: str, base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A setting (`verified: false`) gives way to any local rule; a rule gives way only to a stricter one."""
    ranked = own["stricter"]
    if ranked is None or not (base["verified"] and own["verified"]) or base["value"] is None:
        return own
    if ranked != base["stricter"] or own["unit"] != base["unit"]:
        raise LoadError(f"{where}: does not compare with the rule below; use the same unit and 'stricter'.")
    if own["value"] is None:
        return base
    return min(own, base, key=lambda part: rank(ranked, part["value"]))


def rank(ranked: str | list[str], value: Any) -> int:
    """The lowest rank is the strictest."""
    if isinstance(ranked, list):
        return ranked.index(value)
    return value if ranked == "lower" else -value
