"""Who sees what is new: when the child is asked, what counts, and the second step; without a database."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases import ages
from samsyn.cases.models import PlaceKind
from samsyn.kernel import clock
from samsyn.process.seeing import rules, step
from samsyn.process.seeing.models import Seeing
from tests.harness import onpaper
from tests.harness.onpaper import place, speaker

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)
CASE = onpaper.case(CHILD, MOTHER, FATHER)
TURN = ages.Turn(TODAY + 30 * DAY, TODAY - 30 * DAY, 14, closes=False)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.clock, "today", lambda: TODAY)


def said(answer: Seeing | None, counts: bool = True, about: Any = MOTHER) -> rules.About:
    return rules.About(about, answer and SimpleNamespace(answer=answer), counts)


@pytest.mark.parametrize(("one", "waits"), [
    (said(Seeing.YES), False), (said(Seeing.NO), False), (said(Seeing.PARTLY), False),
    (said(Seeing.DONT_KNOW), True), (said(None), True), (said(Seeing.YES, counts=False), True),
])  # fmt: skip
def test_what_waits_for_a_decision(one: rules.About, waits: bool) -> None:
    assert one.needs_decision == waits


def standing(
    *about: rules.About, asked: bool = True, from_: date = TODAY, by: date = TODAY
) -> rules.Standing:
    return rules.Standing(TODAY, from_, by, SimpleNamespace() if asked else None, list(about))  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "come"), [(-1, True), (0, True), (1, False)])
def test_a_birthday_has_come_on_the_day_itself(days: int, come: bool) -> None:
    assert rules.Standing(TODAY + days * DAY, TODAY, TODAY, None, []).has_come == come


def test_one_is_asked_from_the_day_and_decides_after_asking() -> None:
    open_, done = said(None), said(Seeing.NO)
    assert standing().is_time and not standing(from_=TODAY + DAY).is_time
    assert standing(open_, done).to_decide == [open_]
    assert standing(open_, done, asked=False).to_decide == []


@pytest.mark.parametrize(("about", "by", "late"), [
    (said(None), TODAY - DAY, True), (said(None), TODAY, False), (said(Seeing.NO), TODAY - DAY, False),
])  # fmt: skip
def test_late_is_when_the_days_are_over_and_something_waits(about: Any, by: date, late: bool) -> None:
    assert standing(about, by=by).is_late == late


def turn(day: date, asks_from: date) -> ages.Turn:
    return ages.Turn(day, asks_from, 14, closes=False)


@pytest.mark.parametrize(("first", "second", "expected"), [
    (-900, 0, 1), (-900, 1, 0), (0, 900, 0), (1, 900, 0),
])  # fmt: skip
def test_one_asks_about_the_latest_birthday_whose_day_has_come(
    first: int, second: int, expected: int, monkeypatch: Any
) -> None:
    there = [turn(TODAY, TODAY + days * DAY) for days in (first, second)]
    monkeypatch.setattr(ages, "turns", lambda _case, _terms: there)
    assert rules.turn_of(CASE) is there[expected]


def test_nobody_is_asked_without_a_birthday_or_when_grown_up(monkeypatch: Any) -> None:
    monkeypatch.setattr(ages, "turns", lambda _case, _terms: [])
    assert rules.turn_of(CASE) is None
    monkeypatch.setattr(ages, "turns", lambda _case, _terms: [TURN])
    assert rules.turn_of(onpaper.case(place(PlaceKind.PERSON))) is None
    assert rules.turn_of(CASE) == TURN


def at(day: date) -> Any:
    """An answer given late that evening in Stockholm."""
    return SimpleNamespace(at=clock.midnight(day) + timedelta(hours=23, minutes=30), answer=Seeing.YES)


@pytest.mark.parametrize(("given", "counts"), [
    (TURN.asks_from, True), (TURN.asks_from - DAY, False), (TODAY, True), (None, False),
])  # fmt: skip
def test_an_answer_counts_from_the_day_it_could_be_asked(given: Any, counts: bool, monkeypatch: Any) -> None:
    rows = [at(given)] if given else []
    monkeypatch.setattr(rules, "SeeingAnswer", onpaper.table(*rows))
    found = rules.about(CASE, MOTHER, TURN)
    assert found.counts == counts and found.answer == (rows[0] if rows else None)


@pytest.mark.parametrize(("asked", "decide_by"), [
    (None, TURN.day + 14 * DAY), (TODAY, TURN.day + 14 * DAY), (TURN.day + 3 * DAY, TURN.day + 17 * DAY),
])  # fmt: skip
def test_the_days_are_counted_from_the_birthday_or_the_asking(
    asked: Any, decide_by: date, monkeypatch: Any
) -> None:
    monkeypatch.setattr(ages, "turns", lambda _case, _terms: [TURN])
    monkeypatch.setattr(rules, "SeeingAnswer", onpaper.table())
    monkeypatch.setattr(rules, "SeeingAsked", onpaper.table(*[at(asked)] if asked else []))
    found = rules.standing(CASE)
    assert found is not None and found.decide_by == decide_by
    assert [one.place for one in found.about] == [MOTHER, FATHER]


def test_what_may_be_done_about_it(monkeypatch: Any) -> None:
    found: dict[str, Any] = {"now": None}
    monkeypatch.setattr(rules, "standing", lambda _case: found["now"])
    assert not rules.is_time(CASE) and not rules.can_decide(CASE, MOTHER, "Ett skäl")
    found["now"] = standing(said(None), from_=TODAY + DAY)
    assert not rules.is_time(CASE)
    found["now"] = standing(said(None))
    assert rules.is_time(CASE) and rules.can_decide(CASE, MOTHER, "Ett skäl")
    assert not rules.can_decide(CASE, MOTHER, " ") and not rules.can_decide(CASE, FATHER, "Ett skäl")
    found["now"] = standing(said(Seeing.NO))
    assert not rules.can_decide(CASE, MOTHER, "Ett skäl")
    assert rules.is_about_a_guardian(CASE, FATHER) and not rules.is_about_a_guardian(CASE, CHILD)


@pytest.mark.parametrize(("age", "asked"), [(14, 14), (None, 0)])
def test_an_unknown_age_is_a_small_childs(age: Any, asked: int, monkeypatch: Any) -> None:
    said = SimpleNamespace(
        in_force=lambda _code, _day: "in force", who_sees=lambda _terms, of: SimpleNamespace(label=of)
    )
    monkeypatch.setattr(rules, "agreements", said)
    assert rules.row_today(onpaper.case(CHILD, age=age)) == asked


# The second step --------------------------------------------------------------------------------------


def test_only_the_child_itself_takes_a_second_step(monkeypatch: Any) -> None:
    works = place(PlaceKind.CHILD, duty=3)
    assert step.needs(speaker(CHILD), CASE)
    assert not step.needs(speaker(MOTHER), CASE)
    assert not step.needs(speaker(works), onpaper.case(works))
    for unlocked in (True, False):
        monkeypatch.setattr(step, "is_unlocked", lambda _by, _case, said=unlocked: said)
        assert bool(step.is_open(speaker(CHILD), CASE)) == unlocked
        assert step.is_open(speaker(MOTHER), CASE)


@pytest.mark.parametrize(("code", "good"), [
    ("kaffe7", True), ("kaff7", False), ("121212", False), ("121213", True), ("123456", False),
    ("901234", False),
    ("20120304", False), ("120304", False), ("04032012", False), ("mattias", False), ("Mattias", False),
    ("mattias1", True),
])  # fmt: skip
def test_a_code_is_long_enough_and_not_what_a_parent_tries_first(code: str, good: bool) -> None:
    case = onpaper.case(CHILD, born=date(2012, 3, 4), called="Mattias")
    assert bool(step.is_good(case, code)) == good


def test_a_code_without_a_known_birthday() -> None:
    assert step.is_good(onpaper.case(CHILD), "kaffe7")


def test_how_long_it_is_open_and_how_short_a_code_may_be() -> None:
    assert (step.MINUTES, step.SHORTEST) == (10, 6)


@pytest.mark.parametrize("setting", ["right", "others", None])
def test_the_database_knows_who_has_taken_it(setting: Any, monkeypatch: Any) -> None:
    asked: list[str] = []
    said = {"right": f"{CHILD.person_id}:1", "others": f"{CHILD.person_id}:2"}.get(setting)

    class Cursor:
        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_error: object) -> None: ...

        def execute(self, statement: str) -> None:
            asked.append(statement)

        def fetchone(self) -> tuple:
            return said, "of somebody else"

    monkeypatch.setattr(step, "connection", SimpleNamespace(cursor=Cursor))
    assert step.is_unlocked(speaker(CHILD), CASE) == (setting == "right")
    assert asked == ["select current_setting('app.unlocked', true)"]
