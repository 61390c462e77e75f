"""Who is to be rung, when a yes soon ends, and what a child wished: the rules alone, without a database."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel import clock
from samsyn.process.consent import changing
from samsyn.process.consent.models import Kind
from samsyn.process.consent.wishes import rules as wishes
from samsyn.process.consent.wishes.models import WishAnswer
from tests.harness import onpaper
from tests.harness.onpaper import Terms, place

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY, NOON = date(2026, 3, 12), datetime(2026, 3, 12, 12, tzinfo=clock.STOCKHOLM)
MOTHER = place(PlaceKind.GUARDIAN)
CASE = onpaper.case(place(PlaceKind.CHILD), MOTHER, round=SimpleNamespace(started=NOON - DAY))


@pytest.fixture
def agreement(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Its values, told for each test."""
    monkeypatch.setattr(changing.clock, "today", lambda: TODAY)

    def says(**values: Any) -> None:
        monkeypatch.setattr(changing.deciders, "terms_today", lambda _case: Terms(**values))

    return says


def answer(kind: Kind = Kind.YES, *, back: Any = None, written_by: int | None = None) -> Any:
    return SimpleNamespace(kind=kind, withdrawn_at=back, recorded_by_id=written_by, place=MOTHER)


def talked(monkeypatch: Any, *talks: tuple[int, datetime]) -> None:
    rows = SimpleNamespace(values_list=lambda *_names: list(talks))
    monkeypatch.setattr(changing, "Talk", SimpleNamespace(objects=SimpleNamespace(filter=lambda **_of: rows)))


BACK = answer(back=NOON)


@pytest.mark.parametrize(("rows", "rung"), [
    ([BACK], True), ([answer()], False),
    ([answer(back=NOON, written_by=5)], False),  # told to whoever wrote it down: they have talked
    ([BACK, answer()], False), ([BACK, answer(Kind.NO)], False), ([BACK, answer(Kind.PARTLY)], True),
    ([BACK, answer(back=NOON, written_by=5)], True),
    ([answer(back=NOON - 2 * DAY)], False),  # in an earlier round
    ([answer(back=NOON - DAY)], True),
])  # fmt: skip
def test_one_who_has_taken_a_yes_back_is_rung(
    rows: list, rung: bool, agreement: Any, monkeypatch: Any
) -> None:
    agreement(call_back_within=lambda day: day + 2 * DAY)
    talked(monkeypatch)
    standing: Any = SimpleNamespace(case=CASE, given={MOTHER.person_id: rows})
    by = rows[0].withdrawn_at and rows[0].withdrawn_at.date() + 2 * DAY
    assert changing.to_ring(standing) == ([(MOTHER, by)] if rung else [])


@pytest.mark.parametrize(("who", "at", "rung"), [
    (MOTHER.person_id, NOON + HOUR, False), (MOTHER.person_id, NOON, True),
    (MOTHER.person_id, NOON - HOUR, True), (99, NOON + HOUR, True),
])  # fmt: skip
def test_a_talk_since_is_a_call(who: int, at: datetime, rung: bool, agreement: Any, monkeypatch: Any) -> None:
    agreement()
    talks = SimpleNamespace(values_list=lambda *_names: [(who, at)])
    monkeypatch.setattr(
        changing, "Talk", SimpleNamespace(objects=SimpleNamespace(filter=lambda **_of: talks))
    )
    standing: Any = SimpleNamespace(case=CASE, given={MOTHER.person_id: [BACK]})
    assert bool(changing.to_ring(standing)) == rung


def test_nobody_who_has_nothing_back_is_rung_and_nothing_is_asked(agreement: Any, monkeypatch: Any) -> None:
    agreement()
    monkeypatch.setattr(changing, "Talk", None)  # asked it would be an error
    standing: Any = SimpleNamespace(case=CASE, given={MOTHER.person_id: [answer()]})
    assert changing.to_ring(standing) == []
    assert changing.call_back_by(CASE, answer()) is None


@pytest.mark.parametrize(("days", "last", "soon"), [
    (14, TODAY + 14 * DAY, True), (14, TODAY + 15 * DAY, False), (14, TODAY, True), (14, TODAY - DAY, False),
    (0, TODAY, True), (None, TODAY, False), (14, None, False),
])  # fmt: skip
def test_a_yes_that_soon_ends(days: Any, last: Any, soon: bool, agreement: Any) -> None:
    agreement(consent_reminder_days=days)
    assert changing.ends_soon(SimpleNamespace(case=CASE, last_day=last)) is soon  # type: ignore[arg-type]


# What the child has wished ----------------------------------------------------------------------------


@pytest.mark.requirement("C193")
def test_a_wish_waits_until_somebody_has_answered_it(monkeypatch: Any) -> None:
    # C193: who comes is decided together with the child.
    new, done = SimpleNamespace(answer=""), SimpleNamespace(answer=WishAnswer.TALK)
    for rows, waits in (([new, done], [new]), ([], [])):
        table = onpaper.table(*rows)
        monkeypatch.setattr(wishes, "Wish", table)
        assert wishes.waiting(CASE) == waits
        assert bool(wishes.all_answered(CASE)) == (not waits)
        assert ("filter", {"case": CASE, "answer": ""}) in table.objects.asked


def test_a_no_to_a_wish_has_its_reason_and_is_said_once() -> None:
    new: Any = SimpleNamespace(answer="")
    assert wishes.can_be_answered(new, WishAnswer.AS_WISHED, " ")
    for answered in (WishAnswer.TALK, WishAnswer.NOT_NOW):
        assert not wishes.can_be_answered(new, answered, " ")
        assert wishes.can_be_answered(new, answered, "Läraren är sjuk.")
    assert not wishes.can_be_answered(SimpleNamespace(answer="talk"), WishAnswer.AS_WISHED, "Ja.")  # type: ignore[arg-type]
    assert wishes.says_something("Farmor") and not wishes.says_something(" ")
