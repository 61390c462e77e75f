"""The two tables of ages: whose yes, and who sees; every way a table can be written, without a database."""

from datetime import date
from typing import Any

import pytest

from samsyn.agreements import rules
from samsyn.agreements.agreement import Row

TODAY = date(2026, 3, 12)
ALL, NONE, CONSENTS, VIEW = "all", "none", "consents", "view"


class Table:
    """An agreement with that table of consent, and those numbers."""

    def __init__(self, *rows: tuple[int, str, str, str], **numbers: int | None):
        names = ("from_age", "guardians", "child", "representative")
        self.table = [Row("r", {"sv": str(row[0])}, {}, dict(zip(names, row, strict=True))) for row in rows]
        self.numbers = numbers

    def rows(self, _key: str) -> list[Row]:
        return self.table

    def row_for_age(self, key: str, age: int) -> Row:
        return Row(key, {}, {}, {"age": age}) if key == "seeing_ages" else self.table[age]

    def number(self, key: str) -> int | None:
        return self.numbers[key]

    def __getitem__(self, _key: str) -> Any:
        return self

    verified = True

    def value(self, _key: str) -> Any:
        return {"from_age": self.numbers["first"], "to_age": self.numbers["last"]}


@pytest.mark.parametrize(("row", "guardians", "child", "representative"), [
    ((0, ALL, VIEW, NONE), True, False, False), ((15, ALL, CONSENTS, NONE), True, True, False),
    ((18, NONE, CONSENTS, "recorded"), False, True, True),
])  # fmt: skip
def test_whose_yes(row: Any, guardians: bool, child: bool, representative: bool, monkeypatch: Any) -> None:
    monkeypatch.setattr(rules, "source", lambda _agreement, key, on: f"{key} {on}")
    found = rules.whose_yes(Table(row), 0, TODAY)  # type: ignore[arg-type]
    assert (found.guardians, found.child, found.representative) == (guardians, child, representative)
    assert (found.stance, found.verified, found.source) == (row[2], True, "consent_ages 2026-03-12")


def test_an_unknown_birthday_is_a_child_that_does_not_answer_or_a_grown_up_who_decides() -> None:
    table: Any = Table(
        (0, ALL, "informed", NONE), (7, ALL, VIEW, NONE), (15, ALL, CONSENTS, NONE),
        (18, NONE, CONSENTS, NONE), (21, NONE, CONSENTS, "recorded"),
    )  # fmt: skip
    assert rules.age_when_unknown(table, guarded=True) == 7
    assert rules.age_when_unknown(table, guarded=False) == 18


@pytest.mark.parametrize(("first", "age", "needs"), [(None, 17, False), (12, 11, False), (12, 12, True)])
def test_from_which_age_the_child_is_asked_to_approve(first: Any, age: int, needs: bool) -> None:
    agreement: Any = Table(child_approves_from=first)
    assert rules.needs_child_approval(agreement, age) == needs
    assert rules.who_sees(agreement, age)["age"] == age


@pytest.mark.parametrize(("last", "age", "covered"), [
    (20, 2, False), (20, 3, True), (20, 20, True), (20, 21, False), (None, 99, True), (None, 2, False),
])  # fmt: skip
def test_the_last_age_is_covered_too(last: Any, age: int, covered: bool) -> None:
    agreement: Any = Table(first=3, last=last)
    assert rules.covers(agreement, age) == covered
