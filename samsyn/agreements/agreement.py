"""An agreement as the rest of the code sees it: values by name, each with its source. Nothing here writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language

from samsyn.agreements import days
from samsyn.agreements.keys import KEYS


class NoSuchValue(KeyError):
    """Asked for a name that `keys.KEYS` does not have, or in the wrong form: an error in the code.

    A KeyError, because templates try `agreement["name"]` before `agreement.name`.
    """

    def __str__(self) -> str:
        return str(self.args[0])


def in_language(texts: Mapping[str, str]) -> str:
    """The text in the active language, else in Swedish; empty where there is none."""
    return texts.get((get_language() or "sv").split("-")[0]) or texts.get("sv", "")


@dataclass(frozen=True)
class Paragraph:
    """A provision as it read on a given day."""

    code: str
    titles: Mapping[str, str]
    paragraph: str
    since: date | None
    until: date | None
    sentences: Mapping[str, str]
    source: str
    verified: bool

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def sentence(self) -> str:
        return in_language(self.sentences)

    def holds(self, on: date) -> bool:
        return (self.since or date.min) <= on <= (self.until or date.max)

    def __str__(self) -> str:
        return f"{self.title} {self.paragraph}"


@dataclass(frozen=True)
class Row:
    """One line of a table: `row.code`, `row.label`, `row.help`, and its facts as `row["from_age"]`."""

    code: str
    labels: Mapping[str, str]
    helps: Mapping[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return in_language(self.labels)

    @property
    def help(self) -> str:
        return in_language(self.helps)

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]

    def get(self, name: str) -> Any:
        return self.facts.get(name)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "Row":
        facts = {name: value for name, value in raw.items() if name not in ("code", "label", "help")}
        return cls(raw["code"], raw["label"], raw.get("help", {}), facts)


@dataclass(frozen=True)
class Value:
    """A value with where it comes from. `verified` False: a setting of ours, not a rule found written."""

    key: str
    value: Any
    unit: str | None
    source: str
    since: date | None
    until: date | None
    stricter: Any
    verified: bool
    law: tuple[str, ...]
    agreement: str
    labels: Mapping[str, str]
    texts: Mapping[str, str]
    notes: Mapping[str, str]

    @classmethod
    def of(cls, key: str, raw: Mapping[str, Any]) -> "Value":
        value = raw["value"]
        if KEYS[key].form == "rows":
            value = tuple(Row.of(part) for part in value)
        elif isinstance(value, list):
            value = tuple(value)
        return cls(
            key=key,
            value=value,
            unit=raw["unit"],
            source=raw["source"],
            since=raw["from"] and date.fromisoformat(raw["from"]),
            until=raw["to"] and date.fromisoformat(raw["to"]),
            stricter=raw["stricter"],
            verified=raw["verified"],
            law=tuple(raw["law"]),
            agreement=raw["agreement"],
            labels=raw["label"],
            texts=raw["text"],
            notes=raw["note"],
        )


@dataclass(frozen=True)
class Agreement:
    """One version of a local agreement. A round keeps its `version_id`; its days and titles stay."""

    version_id: int | None
    code: str
    names: Mapping[str, str]
    version: int
    valid_from: date
    valid_to: date | None
    values: Mapping[str, Value] = field(repr=False)

    @property
    def name(self) -> str:
        return in_language(self.names)

    def __getitem__(self, key: str) -> Value:
        try:
            return self.values[key]
        except KeyError:
            raise NoSuchValue(f"No agreement value is named {key!r}") from None

    def _formed(self, key: str, *forms: str) -> Value:
        value = self[key]
        if KEYS[key].form not in forms:
            raise NoSuchValue(f"{key!r} is a {KEYS[key].form}, not a {' or '.join(forms)}")
        return value

    def value(self, key: str) -> Any:
        """The plain value: a choice, a tuple of codes, true or false, a number or None, a span."""
        return self[key].value

    def number(self, key: str) -> int | None:
        """The number, or None where the agreement has none: then show `text(key)` and invent nothing."""
        return self._formed(key, "number").value

    def unit(self, key: str) -> str:
        return self._formed(key, "number").unit or ""

    def source(self, key: str) -> str:
        return self[key].source

    def text(self, key: str) -> str:
        return in_language(self[key].texts)

    def title(self, key: str) -> str:
        """What this place calls it, in the active language: 'samordnare', 'huvudansvarig' …"""
        return in_language(self._formed(key, "title").labels)

    def rows(self, key: str) -> tuple[Row, ...]:
        return self._formed(key, "rows").value

    def row_for_age(self, key: str, age: int) -> Row:
        """The line of an age table that this age falls under."""
        for row in self.rows(key):
            if row["from_age"] <= age and (row["to_age"] is None or age <= row["to_age"]):
                return row
        raise NoSuchValue(f"{key!r} has no line for the age {age}")

    def last_day(self, key: str, start: date) -> date | None:
        """The last day of the deadline, counted from the day of the request; None without a number."""
        n = self.number(key)
        if n is None:
            return None
        return days.last_day(start, n, self.unit(key), eves_free=self.value("eves_are_free"))

    @classmethod
    def of(
        cls,
        values: Mapping[str, Any],
        *,
        code: str,
        version_id: int | None = None,
        version: int = 0,
        valid_from: date,
        valid_to: date | None = None,
    ) -> "Agreement":
        """From the stored form: what a version holds, or what `checking.read` has just read."""
        rules = {key: Value.of(key, raw) for key, raw in values["rules"].items() if key in KEYS}
        return cls(version_id, code, values["name"], version, valid_from, valid_to, rules)
