"""A case on paper: the parts that a rule reads, and no database; for what decides much and reads little."""

from collections.abc import Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any

from samsyn.agreements.agreement import Row
from samsyn.cases.models import PlaceKind

ORGANISATION, PARTICULARS = 7, count(100)


def place(kind: PlaceKind, person: int | None = None, duty: int | None = None, **more: Any) -> Any:
    """A place of one person, in a duty where that is what it is held in."""
    pk = next(PARTICULARS)
    person = pk if person is None else person
    known = {"called": f"{kind.value} {person}", "ref": f"ref{pk}", "left_at": None}
    return SimpleNamespace(
        **known | {"pk": pk, "kind": kind, "person_id": person, "assignment_id": duty} | more
    )


def speaker(of: Any) -> Any:
    """The one who acts from that place."""
    duty = None if of.assignment_id is None else SimpleNamespace(
        pk=of.assignment_id, unit=SimpleNamespace(organisation_id=ORGANISATION)
    )  # fmt: skip
    return SimpleNamespace(person=SimpleNamespace(pk=of.person_id), assignment=duty)


class Terms:
    """An agreement with these values and tables only."""

    def __init__(self, **values: Any):
        self.values = values

    def number(self, key: str) -> int | None:
        return self.values.get(key)

    value = number

    def last_day(self, key: str, start: Any) -> Any:
        return self.values.get(key) and self.values[key](start)

    def rows(self, key: str) -> list[Row]:
        return [Row(str(at), {}, {}, facts) for at, facts in enumerate(self.values[key])]


def case(*people: Any, **more: Any) -> Any:
    """Those are in it. The subject is the child or grown-up among them."""
    subjects = [one for one in people if one.kind in (PlaceKind.CHILD, PlaceKind.PERSON)]
    known = {"people": list(people), "called": "Adam", "agreement": "here", "born": None, "age": None}
    known |= {
        "subject_place": subjects[0] if subjects else None,
        "terms": Terms(),
        "pk": 1,
        "scopes_seen": [],
    }
    return SimpleNamespace(**known | more)


class Rows:
    """What a table would answer, whatever is asked of it; `asked` is how it was asked."""

    def __init__(self, *rows: Any):
        self.rows, self.asked = list(rows), []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def narrowed(*_args: Any, **asked: Any) -> "Rows":
            self.asked.append((name, asked))
            return self

        return narrowed

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def values_list(self, name: str, *, flat: bool = False) -> list[Any]:
        said = [getattr(row, name) for row in self.rows]
        return said if flat else [(one,) for one in said]

    def first(self) -> Any:
        return self.rows[0] if self.rows else None

    def last(self) -> Any:
        return self.rows[-1] if self.rows else None

    def exists(self) -> bool:
        return bool(self.rows)


def table(*rows: Any) -> Any:
    """In a model's place."""
    return SimpleNamespace(objects=Rows(*rows))
