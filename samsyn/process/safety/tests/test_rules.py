"""What a marked case asks before somebody is let in, and what is protected: without a database."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.guarding import Grade
from samsyn.cases.models import PlaceKind
from samsyn.process.safety import rules
from samsyn.process.safety.models import Outcome
from tests.harness import onpaper
from tests.harness.onpaper import Rows, place, speaker

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
CHILD, MEMBER = place(PlaceKind.CHILD), place(PlaceKind.MEMBER, duty=4)
CASE = onpaper.case(CHILD, MEMBER)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.clock, "today", lambda: TODAY)


def assessed(outcome: Outcome, next_look: date | None = None, case: int = 1) -> Any:
    return SimpleNamespace(outcome=outcome, next_look=next_look, case_id=case)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`kept(waits, *assessments)`: what those who lead keep about the case, the newest first."""

    def made(waits: bool, *rows: Any, grades: dict | None = None) -> None:
        monkeypatch.setattr(rules, "RiskAssessment", onpaper.table(*rows))
        guarded = SimpleNamespace(waits=waits, grades=grades or {})
        monkeypatch.setattr(rules, "guarding", lambda _case: guarded)

    return made


@pytest.mark.parametrize(("waits", "rows", "marked"), [
    (False, [], False), (True, [], True),
    (False, [assessed(Outcome.SAFE)], False), (False, [assessed(Outcome.WITHOUT)], True),
    (True, [assessed(Outcome.SAFE)], True), (False, [assessed(Outcome.WAIT)], True),
])  # fmt: skip
def test_marked_until_an_assessment_says_that_all_may_know(
    waits: bool, rows: list, marked: bool, kept: Any
) -> None:
    kept(waits, *rows)
    assert rules.is_marked(CASE) == marked


@pytest.mark.parametrize(("waits", "rows", "confirmed", "safe"), [
    (True, [], True, False), (True, [], False, False),
    (False, [assessed(Outcome.WITHOUT)], False, False), (False, [assessed(Outcome.WITHOUT)], True, True),
    (False, [], False, True),
])  # fmt: skip
def test_nobody_is_let_in_while_it_waits_and_then_each_is_confirmed(
    waits: bool, rows: list, confirmed: bool, safe: bool, kept: Any
) -> None:
    kept(waits, *rows)
    assert bool(rules.safe_to_add(CASE, confirmed)) == safe


@pytest.mark.parametrize(("outcome", "next_look", "ok"), [
    (Outcome.SAFE, None, True), (Outcome.WAIT, None, False), (Outcome.WITHOUT, TODAY, False),
    (Outcome.WAIT, TODAY + DAY, True), (Outcome.WITHOUT, TODAY - DAY, False),
])  # fmt: skip
def test_what_is_kept_from_somebody_is_looked_at_again(outcome: Outcome, next_look: Any, ok: bool) -> None:
    assert bool(rules.can_assess(outcome, next_look)) == ok


def test_whom_a_protection_is_about(kept: Any) -> None:
    kept(False, grades={CHILD.pk: Grade.MARKED})
    other = place(PlaceKind.GUARDIAN)
    assert rules.can_protect(CASE, other, CHILD, Grade.MARKED)
    assert rules.can_protect(CASE, CHILD, other, Grade.NONE)
    assert rules.can_protect(CASE, other, None, Grade.MARKED)
    assert not rules.can_protect(CASE, MEMBER, other, Grade.MARKED)
    assert not rules.can_protect(CASE, other, other, Grade.MARKED)
    assert not rules.can_protect(CASE, other, CHILD, Grade.NONE)  # has none


@pytest.mark.parametrize(("away", "leader", "ok"), [
    ([CHILD.pk], 8, True), ([CHILD.pk], None, True),
    ([], 8, False),  # nobody is protected from anybody
    ([CHILD.pk], 5, False),  # whom would the family ring?
])  # fmt: skip
def test_a_party_is_hidden_only_from_somebody_and_never_whoever_leads(
    away: list, leader: int | None, ok: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "guarding", lambda _case: SimpleNamespace(away=frozenset(away)))
    leads = leader and place(PlaceKind.COORDINATOR, duty=3, party_id=leader)
    party: Any = SimpleNamespace(pk=5)
    assert bool(rules.can_hide(onpaper.case(CHILD, MEMBER, leader=leads), party)) == ok


@pytest.mark.parametrize(("rows", "due"), [
    ([], None), ([assessed(Outcome.WAIT, TODAY)], TODAY), ([assessed(Outcome.WAIT, TODAY + DAY)], None),
    ([assessed(Outcome.SAFE, TODAY)], None), ([assessed(Outcome.WAIT)], None),
])  # fmt: skip
def test_when_a_risk_is_to_be_assessed_again(rows: list, due: Any, kept: Any) -> None:
    kept(False, *rows)
    assert rules.look_is_due(CASE) == due


def test_which_cases_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        assessed(Outcome.WAIT, TODAY - DAY, 1), assessed(Outcome.WAIT, TODAY + DAY, 1),  # the newest counts
        assessed(Outcome.WAIT, TODAY, 2), assessed(Outcome.SAFE, None, 3), assessed(Outcome.WAIT, TODAY, 4),
    ]  # fmt: skip
    monkeypatch.setattr(rules, "RiskAssessment", onpaper.table(*rows))

    monkeypatch.setattr(rules, "Halt", onpaper.table(*(SimpleNamespace(case=pk) for pk in (4, 5))))
    assert rules.waiting([1, 2, 3, 4, 5]) == {2: TODAY, 4: TODAY, 5: None}


def test_one_who_has_no_duty_has_no_colleagues(monkeypatch: pytest.MonkeyPatch) -> None:
    near, far = SimpleNamespace(unit_id=1), SimpleNamespace(unit_id=2)
    monkeypatch.setattr(rules, "Assignment", onpaper.table(far, near))
    by = speaker(MEMBER)
    by.assignment.unit_id = 1
    assert rules.colleagues(by) == [near, far]
    assert rules.colleagues(speaker(CHILD)) == []


def test_ones_own_answer_is_looked_for_among_ones_own_places(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Rows("the newest")
    monkeypatch.setattr(rules, "Answer", SimpleNamespace(objects=answers))
    assert rules.own_answer(CASE, speaker(CHILD)) == "the newest"
    assert answers.asked[0] == ("filter", {"case": CASE, "answered_by__in": [CHILD.pk]})
