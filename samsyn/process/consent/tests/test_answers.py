"""What was asked, what an answer lets through today, and what holds; rows that no database has."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from samsyn.kernel import clock
from samsyn.people.models import Unit, UnitKind
from samsyn.process.consent.models import HEARS, Answer, Authority, CustodyCheck, Inquiry, WantedParty

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
ALL = [["bup", "1"], ["bup", "2"]]


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def inquiry(to: date = TODAY) -> Inquiry:
    parties = [{"ref": "bup"}, {"ref": "tolk", "hears": True}]
    return Inquiry(questions=[{"ref": "1"}, {"ref": "2"}], parties=parties, valid_to=to)


def answer(*pairs: list[str], to: date = TODAY, **more: Any) -> Answer:
    return Answer(inquiry=inquiry(to), allowed=list(pairs), **more)


@pytest.mark.requirement("C097")
def test_each_party_with_each_question_and_an_interpreter_to_be_there() -> None:
    # C097: an interpreter hears, and is asked about in no question.
    assert inquiry().pairs == {("bup", "1"), ("bup", "2"), ("tolk", HEARS)}
    for kind in UnitKind:
        assert WantedParty(unit=Unit(kind=kind)).hears == (kind == UnitKind.INTERPRETER)


def test_a_question_holds_through_its_last_day() -> None:
    assert not inquiry().has_ended() and inquiry(TODAY - DAY).has_ended()
    assert inquiry().has_ended(TODAY + DAY) and not inquiry(TODAY - DAY).has_ended(TODAY - DAY)


def test_an_answer_lets_through_what_it_says_until_taken_back_or_over() -> None:
    assert answer(*ALL).allows == answer(*ALL).pairs == {("bup", "1"), ("bup", "2")}
    assert answer(*ALL, to=TODAY - DAY).allows == set()
    assert answer(*ALL, withdrawn_at=datetime.now(clock.STOCKHOLM)).allows == set()


def test_a_party_is_covered_by_a_yes_to_all_but_what_is_decided_in_its_place() -> None:
    assert answer(*ALL).covers("bup") and not answer(*ALL[1:]).covers("bup")
    assert answer(*ALL[1:]).covers("bup", ["1"]) and not answer(*ALL).covers("school")


@pytest.mark.parametrize(("to", "ended", "holds"), [
    (None, None, True), (TODAY, None, True), (TODAY - DAY, None, False),
    (None, datetime(2026, 1, 1, tzinfo=clock.STOCKHOLM), False),
    (TODAY, datetime(2026, 1, 1, tzinfo=clock.STOCKHOLM), False),
])  # fmt: skip
def test_what_is_decided_holds_through_its_last_day(to: Any, ended: Any, holds: bool) -> None:
    assert Authority(valid_to=to, ended_at=ended).holds == holds


def test_a_paper_is_written_down_by_somebody() -> None:
    assert CustodyCheck(written_by_id=5).by_hand and not CustodyCheck().by_hand
