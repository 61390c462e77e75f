"""What is guarded in a case, as a rule reads it; without a database."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases import guarding
from samsyn.cases.guarding import Grade, Guarding
from samsyn.cases.models import PlaceKind
from tests.harness import onpaper
from tests.harness.onpaper import Rows, place

CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)
NONE = Guarding(waits=False, grades={}, away=frozenset())
KEPT = Guarding(waits=False, grades={MOTHER.pk: Grade.REGISTERED}, away=frozenset({FATHER.pk}))
AWAY_ONLY = Guarding(waits=False, grades={}, away=frozenset({FATHER.pk}))


@pytest.mark.parametrize(("found", "protects", "sends", "hides"), [
    (NONE, False, [True, True], [False, False]),
    # The one it is kept from gets the same neutral notice as in any case: silence would tell.
    (KEPT, True, [False, True], [False, True]),
    (AWAY_ONLY, False, [True, True], [False, False]),
])  # fmt: skip
def test_what_is_sent_and_what_is_kept(found: Guarding, protects: bool, sends: list, hides: list) -> None:
    both = (MOTHER, FATHER)
    assert found.protects == protects
    assert [found.sends_to(one) for one in both] == sends
    assert [found.hides_from(one) for one in both] == hides


def protection(of: Any, grade: Grade, away: Any = None) -> Any:
    return SimpleNamespace(place_id=of.pk, grade=grade, away_from_id=away and away.pk)


def kept(monkeypatch: pytest.MonkeyPatch, *rows: Any, waits: bool = False) -> Any:
    """The case, and how its protections were asked for."""
    found = Rows(*rows)
    monkeypatch.setattr(guarding, "Protection", SimpleNamespace(objects=found))
    monkeypatch.setattr(guarding, "Halt", onpaper.table(*["halted"] if waits else []))
    return onpaper.case(CHILD, MOTHER, FATHER), found.asked


def test_the_newest_protection_of_each_counts_when_two_have_agreed(monkeypatch: Any) -> None:
    rows = (
        protection(MOTHER, Grade.MARKED, FATHER), protection(MOTHER, Grade.REGISTERED),
        protection(CHILD, Grade.MARKED, FATHER),
    )  # fmt: skip
    case, asked = kept(monkeypatch, *rows)
    assert guarding.guarding(case) == Guarding(
        waits=False,
        grades={MOTHER.pk: Grade.REGISTERED, CHILD.pk: Grade.MARKED},
        away=frozenset({FATHER.pk}),
    )
    assert asked[0] == ("filter", {"case": case, "countersign__agreed": True})


def test_a_protection_that_is_taken_away_keeps_nothing(monkeypatch: Any) -> None:
    case, _asked = kept(
        monkeypatch, protection(MOTHER, Grade.MARKED, FATHER), protection(MOTHER, Grade.NONE, FATHER)
    )
    assert guarding.guarding(case) == NONE


def test_a_case_waits_while_it_is_halted_and_is_asked_once(monkeypatch: Any) -> None:
    case, _asked = kept(monkeypatch, waits=True)
    found = guarding.guarding(case)
    assert found.waits
    kept(monkeypatch)
    assert guarding.guarding(case) is found


def test_where_a_meeting_is_stands_nowhere_in_a_protected_case() -> None:
    leader = SimpleNamespace(called="Sara")
    for found, who, said in (
        (NONE, leader, "Storgatan 1"), (KEPT, leader, "Sara berättar var mötet är."),
        (KEPT, None, "Kommunen berättar var mötet är."),
    ):  # fmt: skip
        case = onpaper.case(CHILD, guarding=found, leader=who, controller="Kommunen")
        assert guarding.where_told(case, "Storgatan 1") == said


def test_what_was_opened_is_that_ones_own_and_still_open(monkeypatch: Any) -> None:
    now, found = datetime(2026, 3, 12, tzinfo=UTC), Rows("opened")
    monkeypatch.setattr(guarding.clock, "now", lambda: now)
    monkeypatch.setattr(guarding, "Countersign", SimpleNamespace(objects=found))
    case, duty = onpaper.case(CHILD), SimpleNamespace()
    assert guarding.opened(case, duty) == "opened"  # type: ignore[arg-type]
    agreed = {"case": case, "what": guarding.TwoFor.OPEN, "asked_by": duty, "agreed": True}
    assert found.asked[:2] == [("filter", agreed), ("filter", {"ends_at__gt": now})]


def test_whether_an_address_may_be_written_is_asked_of_the_database(monkeypatch: Any) -> None:
    for said in (True, False, None):
        monkeypatch.setattr(guarding, "call", lambda name, said=said: name == "case_is_protected" and said)
        assert guarding.is_watched() is bool(said)


@pytest.mark.parametrize("grade", ["marked", None])
def test_what_a_second_person_is_asked(grade: Any, monkeypatch: Any) -> None:
    statements: list[str] = []

    class Cursor:
        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_error: object) -> None: ...

        def execute(self, statement: str) -> None:
            statements.append(statement)

        def fetchall(self) -> list[tuple]:
            return [("ref", "26-1", "open", grade, "Sara", "BUP", None, None)]

    monkeypatch.setattr(guarding, "connection", SimpleNamespace(cursor=Cursor))
    (asked,) = guarding.asked_of_me()
    assert asked.what == guarding.TwoFor.OPEN and statements == ["select * from asked_of_me()"]
    assert asked.grade == (str(Grade.MARKED.label) if grade else "")


def test_what_the_database_keeps_is_read_anew_afterwards(monkeypatch: Any) -> None:
    told: list[tuple] = []
    case = onpaper.case(CHILD)
    case.forget = lambda: told.append(("forgotten",))
    monkeypatch.setattr(guarding, "call", lambda *asked: told.append(asked) or 5)
    monkeypatch.setattr(guarding, "new_ref", lambda: "new")
    found = SimpleNamespace(objects=SimpleNamespace(get=lambda pk: f"row {pk}"))
    monkeypatch.setattr(guarding, "Scope", found)
    monkeypatch.setattr(guarding, "Countersign", found)
    second: Any = SimpleNamespace(ref="her")
    guarding.halt(case)
    assert guarding.staff_scope(case) == "row 5"
    assert guarding.ask_second(case, guarding.TwoFor.OPEN, second, 30) == "row 5"
    guarding.answer_second("ref", False)
    hidden: Any = SimpleNamespace(ref="theirs")
    guarding.show_party(case, hidden, False)
    assert told == [
        ("halt_case",), ("forgotten",), ("staff_scope",), ("forgotten",),
        ("ask_second", "new", "open", "her", 30), ("forgotten",), ("answer_second", "ref", False),
        ("show_party", "theirs", False), ("forgotten",),
    ]  # fmt: skip
