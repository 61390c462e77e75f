"""Coming of age, who goes on and who may leave: without a database."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel.decision import Refused
from samsyn.process.succession import growing, rules
from samsyn.process.succession.models import How, Reason
from tests.harness import onpaper
from tests.harness.onpaper import place, speaker

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
CHILD, MOTHER, CLOSE = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.CLOSE)
GOD_MAN = place(PlaceKind.REPRESENTATIVE)
LEADER, MEMBER = place(PlaceKind.COORDINATOR, duty=3), place(PlaceKind.MEMBER, duty=4)
INTERPRETER = place(PlaceKind.INTERPRETER, duty=5)
PEOPLE = (CHILD, MOTHER, GOD_MAN, CLOSE, LEADER, MEMBER, INTERPRETER)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.clock, "today", lambda: TODAY)


@pytest.fixture
def grows(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`grows(day, ahead)`: when that one comes of age, and how long before it is talked about."""

    def made(day: date | None, ahead: int | None = 30) -> None:
        said = SimpleNamespace(
            in_force=lambda _code, _day: "in force",
            who_sees=lambda terms, age: {"ask_days_before": ahead, "asked": asked.append((terms, age))},
        )
        monkeypatch.setattr(growing, "agreements", said)
        monkeypatch.setattr(growing, "comes_of_age", lambda _case, _terms: day)

    asked: list[Any] = []
    made.asked = asked  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize(("day", "ahead", "near", "due"), [
    (TODAY, 30, True, True), (TODAY + DAY, 30, True, False), (TODAY + 30 * DAY, 30, True, False),
    (TODAY + 31 * DAY, 30, False, False), (TODAY + DAY, None, False, False), (TODAY - DAY, None, True, True),
    (None, 30, False, False),
])  # fmt: skip
def test_when_it_is_near_and_when_it_has_come(
    day: Any, ahead: Any, near: bool, due: bool, grows: Any
) -> None:
    grows(day, ahead)
    assert growing.growing(onpaper.case(CHILD)) == growing.Growing(day, near, due)


def test_the_agreement_of_today_or_the_one_at_hand_and_the_age(grows: Any) -> None:
    grows(TODAY)
    growing.growing(onpaper.case(CHILD, age=17))
    growing.growing(onpaper.case(CHILD), "at hand")  # type: ignore[arg-type]
    assert grows.asked == [("in force", 17), ("at hand", 0)]


def test_one_who_has_come_of_age(grows: Any) -> None:
    grows(TODAY)
    assert growing.has_come_of_age(onpaper.case(CHILD), "")
    assert not growing.has_come_of_age(onpaper.case(place(PlaceKind.PERSON)), "Pass")
    grows(TODAY + DAY)
    assert not growing.has_come_of_age(onpaper.case(CHILD), "Pass")
    grows(None)
    assert not growing.has_come_of_age(onpaper.case(CHILD), " ")
    assert growing.has_come_of_age(onpaper.case(CHILD), "Pass")
    assert growing.guardians(onpaper.case(*PEOPLE)) == [MOTHER]


# Who goes on, who leaves ------------------------------------------------------------------------------


def test_one_hands_over_from_whoever_leads() -> None:
    assert rules.leader(onpaper.case(*PEOPLE, leader=LEADER)) is LEADER
    with pytest.raises(Refused):
        rules.leader(onpaper.case(CHILD, leader=None))
    assert rules.can_succeed(["her"], "her") and not rules.can_succeed([], "her")  # type: ignore[list-item, arg-type]


@pytest.mark.parametrize(("why", "ok"), [
    (Reason.AWAY, True), (Reason.PLANNED, True), (Reason.MOVED, True), (Reason.ENDED, False),
    (Reason.INACTIVE, False), (Reason.ENDS, False),
])  # fmt: skip
def test_whoever_has_left_takes_no_part(why: Reason, ok: bool) -> None:
    assert bool(rules.can_stay(why, stays=True)) == ok
    assert rules.can_stay(why, stays=False)


def test_whose_place_in_the_family_can_be_ended() -> None:
    case = onpaper.case(place(PlaceKind.PERSON), *PEOPLE)
    assert rules.family_members(case) == [MOTHER, GOD_MAN, CLOSE]
    assert rules.may_be_ended(case, MOTHER, TODAY)
    assert not rules.may_be_ended(case, MOTHER, TODAY + DAY) and not rules.may_be_ended(case, CHILD, TODAY)
    assert [rules.answers_for(one) for one in (MOTHER, GOD_MAN, CLOSE)] == [True, True, False]


def test_a_party_leaves_for_itself_and_the_leader_lets_any_go() -> None:
    case = onpaper.case(*PEOPLE)
    assert rules.parties(case, speaker(LEADER)) == [MEMBER, INTERPRETER]
    assert rules.parties(case, speaker(MEMBER)) == [MEMBER] and rules.parties(case, speaker(MOTHER)) == []
    assert rules.may_leave(case, speaker(MEMBER), MEMBER)
    others, leads = (
        rules.may_leave(case, speaker(MEMBER), INTERPRETER),
        rules.may_leave(case, speaker(LEADER), LEADER),
    )
    assert others.barred and not leads and not leads.barred


def test_a_case_moves_to_another_body_when_all_have_said_yes(monkeypatch: Any) -> None:
    case = onpaper.case(*PEOPLE, controller_id=7)
    assert rules.moves_away(case, SimpleNamespace(pk=8))  # type: ignore[arg-type]
    assert not rules.moves_away(case, SimpleNamespace(pk=7))  # type: ignore[arg-type]
    needed: list[Any] = [MOTHER, CHILD]
    monkeypatch.setattr(rules, "Standing", lambda _case: SimpleNamespace(needed=needed))
    how = How.values[0]
    assert rules.everyone_said_yes(case, {MOTHER.ref: how, CHILD.ref: how})
    missing = rules.everyone_said_yes(case, {MOTHER.ref: how, CHILD.ref: "what?"})
    assert not missing and CHILD.called in missing.reason and MOTHER.called not in missing.reason
    needed.clear()
    assert "familjen" in rules.everyone_said_yes(case, {}).reason


def test_what_a_party_that_has_left_was_to_do(monkeypatch: Any) -> None:
    def gone(unit: int, duty: int | None = 1) -> Any:
        return SimpleNamespace(
            place=SimpleNamespace(assignment_id=duty, assignment=SimpleNamespace(unit_id=unit))
        )

    there = place(PlaceKind.MEMBER, duty=4, assignment=SimpleNamespace(unit_id=1))
    case = onpaper.case(CHILD, there)
    found: dict[str, Any] = {"plan": "plan", "left": [gone(1), gone(2), gone(3, None)]}
    monkeypatch.setattr(rules.plans, "plan_in_force", lambda _case: found["plan"])
    monkeypatch.setattr(rules, "left", lambda _case: found["left"])
    measures = onpaper.Rows("theirs")
    monkeypatch.setattr(rules, "Measure", SimpleNamespace(objects=measures))
    assert rules.without_owner(case) == ["theirs"]
    assert measures.asked[0] == ("filter", {"plan": "plan", "removed_at": None, "unit__in": {2}})
    found["plan"] = None
    assert rules.without_owner(case) == []
    found |= {"plan": "plan", "left": [gone(1)]}
    assert rules.without_owner(case) == []


def test_a_case_moves_to_a_unit_elsewhere_that_takes_in_requests(monkeypatch: Any) -> None:
    found = onpaper.Rows("theirs")
    monkeypatch.setattr(rules, "Unit", SimpleNamespace(objects=found))
    case = onpaper.case(CHILD, controller_id=7, controller=SimpleNamespace(kind="kommun"))
    assert list(rules.bodies(case)) == ["theirs"]
    asked = {"closed_at": None, "receives_requests": True, "organisation__kind": "kommun"}
    assert found.asked[:2] == [("filter", asked), ("exclude", {"organisation": 7})]


@pytest.mark.parametrize(("new", "leader", "told"), [
    (LEADER.pk, LEADER, True), (LEADER.pk, None, False), (99, LEADER, False), (None, LEADER, False),
])  # fmt: skip
def test_who_took_over_is_news_only_while_that_one_leads(
    new: Any, leader: Any, told: bool, monkeypatch: Any
) -> None:
    rows = [SimpleNamespace(new_id=new)] if new else []
    table = onpaper.table(*rows)
    monkeypatch.setattr(rules, "Succession", table)
    found = rules.succession(onpaper.case(CHILD, leader=leader))
    assert (found is not None) == told
    since = table.objects.asked[0][1]["at__gte"]
    assert timedelta(days=30) <= rules.clock.now() - since < timedelta(days=30, minutes=5)


def test_news_is_what_has_changed_within_thirty_days(monkeypatch: Any) -> None:
    late, early = (SimpleNamespace(at=rules.clock.now() - timedelta(days=days)) for days in (29, 31))
    monkeypatch.setattr(rules, "left", lambda _case: [late, early])
    monkeypatch.setattr(rules, "succession", lambda _case: None)
    case = onpaper.case(CHILD)
    assert rules.departures(case) == [late]
    assert rules.news(case) == rules.News(None, [late])
    monkeypatch.setattr(rules, "left", lambda _case: [early])
    assert rules.news(case) is None
    monkeypatch.setattr(rules, "succession", lambda _case: "taken over")
    assert rules.news(case) == rules.News("taken over", [])  # type: ignore[arg-type]


def test_the_thirtieth_day_is_told_to_its_last_moment(monkeypatch: Any) -> None:
    now = rules.clock.now()
    monkeypatch.setattr(rules.clock, "now", lambda: now)
    last = SimpleNamespace(at=now - timedelta(days=30))
    monkeypatch.setattr(rules, "left", lambda _case: [last])
    assert rules.departures(onpaper.case(CHILD)) == [last]


def test_nobody_leads_who_is_there_as_family_or_leads_already() -> None:
    class Found(onpaper.Rows):
        def exclude(self, **asked: Any) -> "Found":
            self.asked.append(("exclude", asked))
            return self

    found = Found("her")
    assert rules._outside_family(onpaper.case(*PEOPLE), found) == ["her"]  # type: ignore[arg-type]
    family = [one.person_id for one in (CHILD, MOTHER, GOD_MAN, CLOSE)]
    assert found.asked == [("exclude", {"person__in": family}), ("exclude", {"pk__in": [3]})]


def test_the_own_unit_comes_first(monkeypatch: Any) -> None:
    leads = place(PlaceKind.COORDINATOR, duty=3, assignment=SimpleNamespace(unit=SimpleNamespace(
        pk=1, organisation_id=7)))  # fmt: skip
    far, near = SimpleNamespace(unit_id=2), SimpleNamespace(unit_id=1)
    monkeypatch.setattr(rules, "_at_work", lambda: onpaper.Rows(far, near))
    assert rules.colleagues(onpaper.case(CHILD, leads, leader=leads)) == [near, far]
