"""What time alone leaves of a yes, written ahead when it is counted; the rules alone, without a database."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.kernel import clock
from samsyn.process.consent import asked, opening
from tests.harness import onpaper
from tests.harness.onpaper import place

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
WEEK, MONTH = TODAY + 7 * DAY, TODAY + 30 * DAY
FIRST, SECOND, LAST = (clock.midnight(day + DAY) for day in (WEEK, MONTH, TODAY + 60 * DAY))
CHILD, BUP = place(PlaceKind.CHILD), place(PlaceKind.MEMBER, duty=4)
FRAME, ONE, TWO = (
    SimpleNamespace(kind=kind, pk=pk)
    for pk, kind in enumerate((ScopeKind.FRAME, ScopeKind.QUESTION, ScopeKind.QUESTION))
)


def case() -> Any:
    return onpaper.case(CHILD, BUP, scope_of={ScopeKind.FRAME: FRAME}.get)


def fact(last_day: date | None) -> Any:
    return SimpleNamespace(valid_to=last_day)


def later(monkeypatch: pytest.MonkeyPatch, *facts: Any) -> list[tuple[datetime, Any]]:
    """From each moment on, the facts that are left; the yes itself ends at `LAST`."""
    here = case()
    monkeypatch.setattr(opening, "_until", lambda _standing: LAST)
    monkeypatch.setattr(opening.rules, "Standing", lambda of: SimpleNamespace(case=of))
    found = opening._later(SimpleNamespace(case=here, facts=list(facts)))  # type: ignore[arg-type]
    assert all(then.case is here for _moment, then in found if then)
    return [(moment, then and then.facts) for moment, then in found]


def test_what_was_decided_for_a_week_is_no_fact_after_its_last_day(monkeypatch: Any) -> None:
    always, away, decided, month = fact(None), fact(WEEK), fact(WEEK), fact(MONTH)
    assert later(monkeypatch, month, always, away, decided) == [
        (FIRST, [month, always]), (SECOND, [always]), (LAST, None),
    ]  # fmt: skip


def test_nothing_is_written_ahead_of_what_never_ends(monkeypatch: Any) -> None:
    assert later(monkeypatch) == later(monkeypatch, fact(None)) == [(LAST, None)]


def test_what_ends_with_the_yes_or_after_it_changes_nothing(monkeypatch: Any) -> None:
    on_the_last_day, after = fact(TODAY + 60 * DAY), fact(TODAY + 61 * DAY)
    assert later(monkeypatch, on_the_last_day, after) == [(LAST, None)]


class Party(SimpleNamespace):
    __hash__ = object.__hash__


ASKED = Party(assignment=SimpleNamespace(pk=4), hears=False)
HEARS = Party(assignment=SimpleNamespace(pk=4), hears=True)
NOTHING_LEFT: Any = SimpleNamespace(open_to={}, hearing=[])


def still_open(*scopes: Any) -> Any:
    return SimpleNamespace(
        open_to={ASKED: list(scopes)}, hearing=[], scopes={ASKED: list(scopes)}.__getitem__
    )


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Which scopes were opened, and to which moment."""
    found: list[tuple] = []
    verbs = SimpleNamespace(
        join_staff=lambda _case, *, duty, kind: BUP,
        give_access=lambda _place, scopes, until: found.append((scopes, until)),
    )
    monkeypatch.setattr(opening, "cases", verbs)
    return found


def test_each_question_is_open_as_long_as_it_is_agreed(given: list) -> None:
    ahead: Any = [(FIRST, still_open(ONE)), (SECOND, NOTHING_LEFT), (LAST, None)]
    opening._open(case(), ASKED, [ONE, TWO], ahead)  # type: ignore[arg-type]
    assert given == [([TWO], FIRST), ([FRAME, ONE], SECOND), ([], LAST)]


def test_what_is_agreed_to_the_last_is_open_to_the_last(given: list) -> None:
    opening._open(case(), ASKED, [ONE], [(FIRST, still_open(ONE, TWO)), (LAST, None)])  # type: ignore[arg-type]
    # TWO was not agreed when this was counted: time alone opens nothing.
    assert given == [([], FIRST), ([FRAME, ONE], LAST)]


def test_an_interpreter_stays_as_long_as_somebody_is_to_be_heard(given: list) -> None:
    hears: Any = SimpleNamespace(open_to={}, hearing=[HEARS])
    opening._open(case(), HEARS, [], [(FIRST, hears), (SECOND, NOTHING_LEFT), (LAST, None)])  # type: ignore[arg-type]
    assert given == [([], FIRST), ([FRAME], SECOND), ([], LAST)]


@pytest.mark.parametrize("named", [True, False])
def test_somebody_who_comes_is_counted_where_a_party_has_been_named(named: bool, monkeypatch: Any) -> None:
    counted: list[Any] = []
    wished_for = onpaper.table(*["a party"] if named else [])
    monkeypatch.setattr(opening, "WantedParty", wished_for)
    monkeypatch.setattr(opening, "open_what_is_agreed", counted.append)
    here = case()
    opening.count_anew(here)
    assert counted == ([here] if named else []) and wished_for.objects.asked == [("filter", {"case": here})]


def test_a_party_that_has_left_another_case_is_still_wanted_in_this_one() -> None:
    said = str(asked.still_wanted().query)
    assert "NOT EXISTS(" in said
    for column in ("case_id", "assignment_id"):
        assert f'U0."{column}" = ("consent_wantedparty"."{column}")' in said
