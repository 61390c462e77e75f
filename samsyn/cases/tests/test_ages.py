"""Birthdays against tables of ages that are not ours, without a database."""

from datetime import date
from typing import Any

import pytest

from samsyn.cases import ages
from tests.harness import onpaper
from tests.harness.onpaper import Terms

BORN = date(2010, 5, 4)
CONSENT = [
    {"from_age": 0, "guardians": "needed", "child": "view"},
    {"from_age": 14, "guardians": "needed", "child": "consents"},
    {"from_age": 19, "guardians": "none", "child": "consents"},
]
SEEING = [
    {"from_age": 0, "guardian": "sees"},
    {"from_age": 12, "guardian": "asked", "ask_days_before": 30, "decide_within_days": 10},
    {"from_age": 15, "guardian": "agrees", "ask_days_before": 60},
    {"from_age": 17, "guardian": "agrees"},
    {"from_age": 19, "guardian": "none"},
]
TERMS = Terms(consent_ages=CONSENT, seeing_ages=SEEING)
OTHERS = Terms(consent_ages=[{"from_age": 5, "guardians": "none", "child": "consents"}],
               seeing_ages=[{"from_age": 5, "guardian": "agrees"}])  # fmt: skip


@pytest.fixture(params=["at hand", "in force"])
def terms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Terms | None:
    """The agreement that is at hand, whatever is in force; or the one in force, when none is at hand."""
    given = request.param == "at hand"
    monkeypatch.setattr(ages.rules, "in_force", lambda _code, _day: OTHERS if given else TERMS)
    return TERMS if given else None


def born(day: date | None = BORN) -> Any:
    return onpaper.case(born=day)


def test_the_day_when_guardians_no_longer_decide(terms: Terms | None) -> None:
    assert ages.comes_of_age(born(), terms) == date(2029, 5, 4)
    assert ages.comes_of_age(born(None), terms) is None


def test_the_day_when_ones_own_yes_is_needed(terms: Terms | None) -> None:
    assert ages.answers_too(born(), terms) == date(2024, 5, 4)
    assert ages.answers_too(born(None), terms) is None


def test_an_agreement_without_such_an_age_has_no_such_day() -> None:
    none = Terms(consent_ages=[{"from_age": 0, "guardians": "needed", "child": "view"}])
    assert ages.comes_of_age(born(), none) is None
    assert ages.answers_too(born(), none) is None


def test_the_birthdays_at_which_the_child_is_asked(terms: Terms | None) -> None:
    assert ages.turns(born(), terms) == [
        ages.Turn(date(2022, 5, 4), date(2022, 4, 4), 10, closes=False),
        ages.Turn(date(2025, 5, 4), date(2025, 3, 5), 0, closes=True),
        ages.Turn(date(2027, 5, 4), date(2027, 5, 4), 0, closes=True),
    ]
    assert ages.turns(born(None), terms) == []


@pytest.mark.parametrize(("agreed_on", "closes"), [
    (None, date(2025, 5, 4)),
    (date(2025, 3, 4), date(2025, 5, 4)),  # the day before one is asked about it
    (date(2025, 3, 5), date(2027, 5, 4)),
    (date(2027, 5, 4), None),
])  # fmt: skip
def test_content_closes_at_the_first_birthday_that_no_yes_is_about(agreed_on: Any, closes: Any) -> None:
    assert ages.content_closes(born(), agreed_on, TERMS) == closes


def test_what_closes_follows_the_agreement_at_hand(terms: Terms | None) -> None:
    assert ages.content_closes(born(), None, terms) == date(2025, 5, 4)
    assert ages.content_closes(born(None), None, terms) is None
