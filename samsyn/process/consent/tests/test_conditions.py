"""What must hold before each verb of consent: the rules alone, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel.decision import ALLOWED, refuse
from samsyn.people.models import Sector
from samsyn.process.consent import conditions
from samsyn.process.consent.models import Kind, StanceKind
from tests.harness import onpaper
from tests.harness.onpaper import Terms, place, speaker

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
CHILD, GUARDIAN = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN)
LEADER, MEMBER = place(PlaceKind.COORDINATOR, duty=3), place(PlaceKind.MEMBER, duty=4)
CASE = onpaper.case(CHILD, GUARDIAN, LEADER, MEMBER)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions.clock, "today", lambda: TODAY)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is asked, wished for and answered in the case."""
    standing = SimpleNamespace(someone_decides=ALLOWED, now_asked=set(), asked=[])
    said = SimpleNamespace(
        questions=["one"], parties=[], last=None, put=None, works=True, answered=ALLOWED, standing=standing,
        agenda=lambda _case: said.questions, wanted=lambda _case: said.parties,
        inquiry=lambda _case: said.put, default_last_day=lambda _case: said.last,
        works_there=lambda _duty: said.works, Standing=lambda _case: standing,
    )  # fmt: skip
    monkeypatch.setattr(conditions, "rules", said)
    answered = SimpleNamespace(all_answered=lambda _case: said.answered)
    monkeypatch.setattr(conditions, "wishes", answered, raising=False)
    return said


def test_both_must_hold_and_the_first_no_is_told() -> None:
    first, second = refuse("one"), refuse("two")
    assert conditions.both(ALLOWED, ALLOWED)
    assert conditions.both(first, second) == first and conditions.both(ALLOWED, second) == second


@pytest.mark.parametrize(("most", "there", "room"), [
    (None, 9, True), (3, 2, True), (3, 3, False), (3, 4, False),
])  # fmt: skip
def test_room_for_one_question_more(most: Any, there: int, room: bool, rules: Any) -> None:
    rules.questions = ["one"] * there
    assert bool(conditions.room_for_question(onpaper.case(CHILD, terms=Terms(questions_max=most)))) == room


@pytest.mark.parametrize(("rule", "by", "expected"), [
    ("guardian", LEADER, [GUARDIAN]), ("guardian", GUARDIAN, [GUARDIAN]), ("guardian", CHILD, []),
    ("family", LEADER, [CHILD, GUARDIAN]), ("family", CHILD, [CHILD]), ("family", MEMBER, []),
    ("together", LEADER, [CHILD, GUARDIAN, LEADER]), ("together", MEMBER, []),
])  # fmt: skip
def test_whose_wish_is_entered(rule: str, by: Any, expected: list) -> None:
    case = onpaper.case(*CASE.people, terms=Terms(who_decides_participants=rule))
    assert conditions.wishers(case, speaker(by)) == expected
    decided = conditions.may_decide_who_comes(case, speaker(by))
    assert bool(decided) == bool(expected) and decided.barred == (not expected)
    assert all(conditions.may_wish_for(case, speaker(by), one) for one in expected)
    assert conditions.may_wish_for(case, speaker(by), MEMBER).barred


@pytest.mark.parametrize(("rule", "by", "ok"), [
    ("guardian", LEADER, True), ("guardian", GUARDIAN, True), ("guardian", CHILD, False),
    ("family", CHILD, False), ("family", GUARDIAN, True), ("family", MEMBER, False),
])  # fmt: skip
def test_the_wish_of_a_child_is_answered_by_others(rule: str, by: Any, ok: bool) -> None:
    case = onpaper.case(*CASE.people, terms=Terms(who_decides_participants=rule))
    assert bool(conditions.may_answer_wish(case, speaker(by))) == ok
    alone = onpaper.case(CHILD, LEADER, terms=case.terms)  # nobody who decides is in it
    assert conditions.may_answer_wish(alone, speaker(LEADER))


def test_a_grown_up_is_told_of_no_guardian() -> None:
    person = place(PlaceKind.PERSON)
    for subject, guardian in ((person, False), (CHILD, True)):
        case = onpaper.case(subject, MEMBER, terms=Terms(who_decides_participants="guardian"))
        reason = conditions.may_decide_who_comes(case, speaker(MEMBER)).reason
        assert ("vårdnadshavaren" in reason) == guardian


def duty(pk: int, person: int = 50, closed: Any = None) -> Any:
    return SimpleNamespace(pk=pk, person_id=person, unit=SimpleNamespace(closed_at=closed))


def test_who_can_come(rules: Any) -> None:
    assert conditions.can_come(CASE, duty(9))
    assert conditions.can_come(CASE, duty(MEMBER.assignment_id))  # in the case already, not as leader
    assert not conditions.can_come(CASE, duty(9, closed=TODAY))
    assert not conditions.can_come(CASE, duty(LEADER.assignment_id))
    assert not conditions.can_come(CASE, duty(9, person=GUARDIAN.person_id))
    assert conditions.can_come(CASE, duty(9, person=MEMBER.person_id))
    rules.parties = [SimpleNamespace(assignment_id=9)]
    assert not conditions.can_come(CASE, duty(9)) and conditions.can_come(CASE, duty(10))
    rules.works = False
    assert not conditions.can_come(CASE, duty(10))


def party(sector: Sector) -> Any:
    return SimpleNamespace(unit=SimpleNamespace(sector=sector))


def led_from(sector: Sector) -> Any:
    """A case with a member from the other sector, who counts for nothing until asked."""
    leader = place(PlaceKind.CONVENER, duty=3, assignment=party(sector))
    other = Sector.HEALTH if sector == Sector.SOCIAL else Sector.SOCIAL
    return onpaper.case(CHILD, leader, place(PlaceKind.MEMBER, duty=4, assignment=party(other)))


@pytest.mark.requirement("C070")
@pytest.mark.parametrize(("leads", "asked"), [(Sector.SOCIAL, Sector.HEALTH), (Sector.HEALTH, Sector.SOCIAL)])
def test_both_sides_are_there(leads: Sector, asked: Sector, rules: Any) -> None:
    # C070: social services and health care both take part.
    missing = conditions.both_sides(led_from(leads))
    assert missing.reason == str(conditions.MUST_TAKE_PART[asked])
    rules.parties = [party(asked)]
    assert conditions.both_sides(led_from(leads))


def test_what_is_there_before_consent_is_asked_for(rules: Any) -> None:
    rules.parties = [party(Sector.HEALTH), party(Sector.SOCIAL)]
    assert conditions.ready_to_ask(CASE_LED)
    rules.standing.someone_decides = refuse("nobody")
    assert conditions.ready_to_ask(CASE_LED).reason == "nobody"
    rules.answered = refuse("a wish")
    assert conditions.ready_to_ask(CASE_LED).reason == "a wish"
    rules.answered = ALLOWED
    rules.standing.someone_decides = ALLOWED
    rules.parties = []
    assert conditions.ready_to_ask(CASE_LED).reason.startswith("Välj först")
    rules.questions = []
    assert conditions.ready_to_ask(CASE_LED).reason.startswith("Skriv minst")


CASE_LED = led_from(Sector.SOCIAL)


@pytest.mark.parametrize(("valid_to", "last", "ok"), [
    (TODAY, None, False), (TODAY + DAY, None, True),
    (TODAY + 2 * DAY, TODAY + 2 * DAY, True), (TODAY + 3 * DAY, TODAY + 2 * DAY, False),
])  # fmt: skip
def test_how_long_a_yes_may_hold(valid_to: date, last: Any, ok: bool, rules: Any) -> None:
    rules.last = last
    assert bool(conditions.in_time(CASE, valid_to)) == ok


def inquiry(pk: int = 1, *pairs: tuple[str, str], ended: bool = False) -> Any:
    return SimpleNamespace(pk=pk, pairs=set(pairs), valid_to=TODAY, has_ended=lambda: ended)


def test_the_same_question_is_put_once(rules: Any) -> None:
    assert conditions.is_new(CASE, TODAY)
    rules.put = inquiry(1, ("bup", "1"))
    rules.standing.now_asked = {("bup", "1")}
    assert not conditions.is_new(CASE, TODAY)
    assert conditions.is_new(CASE, TODAY + DAY)
    rules.standing.now_asked = {("bup", "2")}
    assert conditions.is_new(CASE, TODAY)


def test_only_the_question_as_last_put_is_answered(rules: Any) -> None:
    changed = conditions.is_current(CASE, inquiry(1))
    assert changed.reason.startswith("Frågan har ändrats")
    rules.put = inquiry(1)
    assert conditions.is_current(CASE, inquiry(1))
    assert conditions.is_current(CASE, inquiry(2)) == changed
    rules.put = inquiry(1, ended=True)
    assert conditions.is_current(CASE, inquiry(1)).reason.startswith("Tiden")


def test_only_those_who_are_asked_answer(rules: Any) -> None:
    rules.standing.asked = [GUARDIAN]
    assert conditions.is_asked(CASE, GUARDIAN)
    assert conditions.is_asked(CASE, CHILD).barred


@pytest.mark.parametrize(("kind", "pairs", "ok"), [
    (Kind.PARTLY, set(), False), (Kind.PARTLY, {("bup", "1")}, True), (Kind.NO, set(), True),
    (Kind.YES, {("bup", "1"), ("bup", "2")}, True), (Kind.YES, {("bup", "3")}, False),
])  # fmt: skip
def test_an_answer_names_a_part_of_what_was_asked(kind: str, pairs: set, ok: bool) -> None:
    assert bool(conditions.adds_up(inquiry(1, ("bup", "1"), ("bup", "2")), kind, pairs)) == ok


def test_only_a_yes_can_be_taken_back() -> None:
    yes, no = (SimpleNamespace(allows=allows) for allows in ({("bup", "1")}, set()))
    assert conditions.has_yes(yes) and conditions.has_yes(yes, {("bup", "1"), ("bup", "2")})
    assert not conditions.has_yes(yes, {("bup", "2")}) and not conditions.has_yes(yes, set())
    assert not conditions.has_yes(no) and not conditions.has_yes(None)


def test_one_changes_ones_own_mind_and_the_leader_writes_down_the_familys() -> None:
    assert conditions.may_speak_for(CASE, speaker(GUARDIAN), GUARDIAN)
    assert conditions.may_speak_for(CASE, speaker(LEADER), GUARDIAN)
    assert conditions.may_speak_for(CASE, speaker(LEADER), MEMBER).barred
    assert conditions.may_speak_for(CASE, speaker(GUARDIAN), CHILD).barred
    assert conditions.may_speak_for(CASE, speaker(MEMBER), CHILD).barred


def test_a_child_not_asked_is_so_for_a_reason() -> None:
    assert not conditions.stance_adds_up(StanceKind.NOT_ASKED, " ")
    assert conditions.stance_adds_up(StanceKind.NOT_ASKED, "Sover.")
    assert conditions.stance_adds_up(StanceKind.NO, "")


def test_the_page_is_for_the_family_and_the_leader() -> None:
    assert all(conditions.may_read(CASE, speaker(one)) for one in (CHILD, GUARDIAN, LEADER))
    assert conditions.may_read(CASE, speaker(MEMBER)).barred


def test_one_answers_as_what_one_is_asked_as(rules: Any) -> None:
    other = place(PlaceKind.REPRESENTATIVE, person=GUARDIAN.person_id)
    case = onpaper.case(CHILD, GUARDIAN, other)
    for asked, answers in (([other], other), ([CHILD], GUARDIAN), ([], GUARDIAN)):
        rules.standing.asked = asked
        assert conditions.own_place(case, speaker(GUARDIAN)) == answers


def test_a_stance_is_a_childs() -> None:
    assert conditions.has_child(CASE)
    assert not conditions.has_child(onpaper.case(place(PlaceKind.PERSON)))
