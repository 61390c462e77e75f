"""Who decides, who is not waited for, and talks: what must hold, without a database."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel.clock import STOCKHOLM
from samsyn.process.consent.models import AuthorityKind, Kind, StanceKind
from samsyn.process.consent.talks import rules as talks
from samsyn.process.consent.whose import rules
from samsyn.process.consent.whose.rules import Told
from tests.harness import onpaper
from tests.harness.onpaper import ORGANISATION, Terms, place, speaker

TODAY, DAY = date(2026, 3, 12), timedelta(days=1)
NOON = datetime(2026, 3, 12, 12, tzinfo=STOCKHOLM)
CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)
GOD_MAN, PERSON = place(PlaceKind.REPRESENTATIVE), place(PlaceKind.PERSON)
LEADER, MEMBER = place(PlaceKind.COORDINATOR, duty=3), place(PlaceKind.MEMBER, duty=4)
CASE = onpaper.case(CHILD, MOTHER, FATHER, GOD_MAN, LEADER, MEMBER)
GROWN_UP = onpaper.case(PERSON)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.clock, "today", lambda: TODAY)
    monkeypatch.setattr(rules.clock, "now", lambda: NOON)


def told(**more: Any) -> Told:
    known = {"source": "Tingsrätten", "document": "T 1-26", "decided_on": TODAY, "valid_to": TODAY}
    return Told(**known | more)


@pytest.mark.parametrize(("kind", "about", "ok"), [
    (AuthorityKind.SOLE, MOTHER, True), (AuthorityKind.APPOINTED, MOTHER, True),
    (AuthorityKind.AWAY, MOTHER, True),
    (AuthorityKind.GOD_MAN, GOD_MAN, True), (AuthorityKind.GOD_MAN, MOTHER, False),
    (AuthorityKind.SOLE, GOD_MAN, False), (AuthorityKind.SOLE, CHILD, False),
    (AuthorityKind.MATURITY, CHILD, False), (AuthorityKind.SILENT, MOTHER, False),
])  # fmt: skip
def test_whom_each_kind_can_be_about(kind: str, about: Any, ok: bool) -> None:
    assert bool(rules.can_be_recorded(kind, about, told())) == ok


@pytest.mark.parametrize("kind", [AuthorityKind.AWAY, AuthorityKind.DECISION, AuthorityKind.GOD_MAN])
def test_nobody_is_prevented_for_ever(kind: str) -> None:
    about = GOD_MAN if kind == AuthorityKind.GOD_MAN else FATHER
    assert rules.can_be_recorded(kind, about, told(questions=("1",)))
    assert not rules.can_be_recorded(kind, about, told(questions=("1",), valid_to=None))


def test_each_with_its_source_document_questions_and_days() -> None:
    assert rules.can_be_recorded(AuthorityKind.SOLE, MOTHER, told(valid_to=None))
    for wrong in ({"source": " "}, {"document": " "}, {"decided_on": TODAY + DAY}, {"valid_to": TODAY - DAY}):
        assert not rules.can_be_recorded(AuthorityKind.SOLE, MOTHER, told(**wrong)), wrong
    assert not rules.can_be_recorded(AuthorityKind.DECISION, MOTHER, told())
    assert rules.can_be_recorded(AuthorityKind.DECISION, MOTHER, told(questions=("1",)))


@pytest.fixture
def stands(monkeypatch: pytest.MonkeyPatch) -> Any:
    """How it stands with the answers, told for each test."""
    found = SimpleNamespace(
        needed=[MOTHER, FATHER], inquiry="put", answers={}, has_answered=lambda _place: False
    )
    monkeypatch.setattr(rules.rules, "Standing", lambda _case: found)
    return found


@pytest.mark.parametrize(("needed", "ok"), [
    ([MOTHER, FATHER], True), ([FATHER], False), ([CHILD, FATHER], False), ([MOTHER], True), ([], False),
])  # fmt: skip
def test_one_who_is_away_leaves_it_to_another_guardian(needed: list, ok: bool, stands: Any) -> None:
    stands.needed = needed
    assert bool(rules.someone_is_left(CASE, AuthorityKind.AWAY, FATHER)) == ok
    assert rules.someone_is_left(CASE, AuthorityKind.SOLE, FATHER)


def test_custody_and_maturity_are_about_children() -> None:
    assert rules.is_guarded(CASE) and not rules.is_guarded(GROWN_UP)
    assert rules.may_judge(CASE, "Anna", "Har talat länge.", TODAY)
    assert not rules.may_judge(GROWN_UP, "Anna", "Har talat länge.", TODAY)
    assert not rules.may_judge(CASE, " ", "Har talat länge.", TODAY)
    assert not rules.may_judge(CASE, "Anna", " ", TODAY)
    assert not rules.may_judge(CASE, "Anna", "Har talat länge.", TODAY + DAY)


@pytest.mark.parametrize(("first", "born", "ok"), [
    (None, TODAY.replace(year=2000), False), (13, None, False), (13, TODAY.replace(year=2013), True),
    (13, (TODAY + DAY).replace(year=2013), False),
])  # fmt: skip
def test_a_mature_child_answers_alone_from_the_agreements_age(
    first: Any, born: Any, ok: bool, monkeypatch: Any
) -> None:
    monkeypatch.setattr(rules.deciders, "terms_today", lambda _case: Terms(mature_alone_from=first))
    assert bool(rules.may_answer_alone(onpaper.case(CHILD, born=born))) == ok


@pytest.mark.parametrize(("days", "first"), [(None, TODAY + DAY), (14, TODAY + 15 * DAY)])
def test_from_which_day_nobody_is_waited_for(days: Any, first: date, stands: Any, monkeypatch: Any) -> None:
    terms = Terms(consent_silence_days=days and (lambda start: start + days * DAY))
    monkeypatch.setattr(rules.deciders, "terms_today", lambda _case: terms)
    assert rules.waited_from(CASE, TODAY) == first
    assert not rules.may_end_waiting(CASE, FATHER, first - timedelta(days=(first - TODAY).days))
    monkeypatch.setattr(rules.clock, "today", lambda: first)
    assert rules.may_end_waiting(CASE, FATHER, TODAY)
    monkeypatch.setattr(rules.clock, "today", lambda: first - DAY)
    early = rules.may_end_waiting(CASE, FATHER, TODAY)
    assert not early and str((first - DAY).day) in early.reason


@pytest.mark.parametrize(("needed", "about", "ok"), [
    ([MOTHER, FATHER], FATHER, True), ([MOTHER], FATHER, False), ([CHILD, MOTHER], CHILD, False),
    ([CHILD, FATHER], FATHER, False), ([FATHER], FATHER, False), ([GOD_MAN, FATHER], FATHER, False),
])  # fmt: skip
def test_one_stops_waiting_for_a_guardian_whom_another_stands_beside(
    needed: list, about: Any, ok: bool, stands: Any, monkeypatch: Any
) -> None:
    stands.needed = needed
    monkeypatch.setattr(rules, "waited_from", lambda _case, _since: TODAY)
    assert bool(rules.may_end_waiting(CASE, about, TODAY)) == ok


def said(kind: Kind, by: Any) -> Any:
    return SimpleNamespace(kind=kind, place_id=by.pk)


@pytest.mark.parametrize(("answers", "silent"), [
    ([], False), ([said(Kind.YES, MOTHER)], True), ([said(Kind.PARTLY, MOTHER)], True),
    ([said(Kind.NO, MOTHER)], False), ([said(Kind.YES, FATHER)], False),
])  # fmt: skip
def test_silence_is_not_a_word_while_the_other_says_yes(answers: list, silent: bool, stands: Any) -> None:
    stands.answers = dict(enumerate(answers))
    assert bool(rules.is_silent(CASE, FATHER)) == silent
    stands.has_answered = lambda _place: True
    assert not rules.is_silent(CASE, FATHER)
    stands.has_answered, stands.inquiry = (lambda _place: False), None
    assert not rules.is_silent(CASE, FATHER)


@pytest.mark.parametrize(("inquiry", "answered", "silent"), [
    ("put", [], True), (None, [], False), ("put", [FATHER], False), ("put", [MOTHER, FATHER], False),
    ("put", [CHILD], True),  # somebody whose yes is not needed
])  # fmt: skip
def test_one_answer_of_those_whose_yes_is_needed_is_no_silence(
    inquiry: Any, answered: list, silent: bool, stands: Any
) -> None:
    stands.inquiry, stands.given = inquiry, {one.person_id: ["an answer"] for one in answered}
    assert bool(rules.is_unanswered(stands)) == silent


@pytest.fixture
def silence(stands: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`silence(days)`: nobody has answered what was asked those days ago; fourteen are waited."""

    def made(days: int, **more: Any) -> Any:
        stands.inquiry, stands.given = SimpleNamespace(asked_at=NOON - days * DAY), {}
        return onpaper.case(CHILD, MOTHER, FATHER, **{"plan_in_force": None} | more)

    terms = Terms(consent_silence_days=lambda start: start + 14 * DAY)
    monkeypatch.setattr(rules.deciders, "terms_today", lambda _case: terms)
    return made


def test_a_request_that_nobody_answers_ends_after_the_days_of_silence(silence: Any) -> None:
    assert rules.may_end_unanswered(silence(15))
    early = rules.may_end_unanswered(silence(14))
    assert not early and str(TODAY) in early.reason  # also today


def test_the_day_from_which_it_may_end_is_told(silence: Any, monkeypatch: Any) -> None:
    asked = SimpleNamespace(asked_at=NOON - 15 * DAY)
    monkeypatch.setattr(rules.rules, "inquiry", lambda _case: asked)
    assert rules.unanswered_from(silence(15)) == TODAY


def test_silence_ends_no_plan_in_force_and_an_answer_is_no_silence(silence: Any, stands: Any) -> None:
    assert "plan som gäller" in rules.may_end_unanswered(silence(15, plan_in_force="plan")).reason
    case = silence(15, plan_in_force="plan")
    stands.given = {MOTHER.person_id: ["no"]}
    assert "har svarat" in rules.may_end_unanswered(case).reason


def test_how_it_stands_is_read_once_by_whoever_has_read_it(silence: Any, stands: Any) -> None:
    case = silence(15)
    read: Any = SimpleNamespace(**vars(stands) | {"given": {MOTHER.person_id: ["no"]}})
    assert rules.may_end_unanswered(case) and not rules.may_end_unanswered(case, read)


def test_what_was_tried_and_who_is_checked() -> None:
    assert rules.has_tried("Ringt.") and not rules.has_tried(" ")
    assert rules.is_guardian(MOTHER) and not rules.is_guardian(GOD_MAN)


@pytest.mark.parametrize(("person", "organisation", "works", "to", "ok"), [
    (9, ORGANISATION, True, TODAY, True), (LEADER.person_id, ORGANISATION, True, TODAY, False),
    (9, ORGANISATION + 1, True, TODAY, False), (9, ORGANISATION, False, TODAY, False),
    (9, ORGANISATION, True, TODAY - DAY, False),
])  # fmt: skip
def test_the_second_who_sees_the_paper(
    person: int, organisation: int, works: bool, to: date, ok: bool, monkeypatch: Any
) -> None:
    second: Any = SimpleNamespace(person_id=person, unit=SimpleNamespace(organisation_id=organisation))
    monkeypatch.setattr(rules.rules, "works_there", lambda _duty: works)
    assert bool(rules.can_be_second(speaker(LEADER), second, to)) == ok


def test_the_newest_proof_of_each_guardian(monkeypatch: Any) -> None:
    old, new = (SimpleNamespace(place_id=1, said=said) for said in ("old", "new"))
    monkeypatch.setattr(rules, "CustodyCheck", onpaper.table(old, new))
    assert rules.checks(CASE) == {1: new}


# Talks ------------------------------------------------------------------------------------------------


def test_the_leader_books_with_the_family_and_others_for_themselves() -> None:
    assert talks.may_book(CASE, speaker(LEADER), CHILD) and talks.may_book(CASE, speaker(MOTHER), MOTHER)
    for by, about in ((LEADER, MEMBER), (MOTHER, FATHER), (MEMBER, MEMBER), (MEMBER, CHILD)):
        assert talks.may_book(CASE, speaker(by), about).barred


def test_a_talk_comes_and_its_interpreter_is_booked_first() -> None:
    assert talks.in_time(NOON + timedelta(seconds=1)) and not talks.in_time(NOON)
    assert talks.interpreter_first(speaker(LEADER), "arabiska", True)
    assert talks.interpreter_first(speaker(LEADER), " ", False)
    assert talks.interpreter_first(speaker(MOTHER), "arabiska", False)
    assert not talks.interpreter_first(speaker(LEADER), "arabiska", False)


@pytest.mark.parametrize(("kind", "no"), [
    (StanceKind.NO, True), (StanceKind.YES, False), (StanceKind.DONT_KNOW, False), (None, False),
])  # fmt: skip
def test_a_talk_about_a_no_is_about_a_no(kind: Any, no: bool, monkeypatch: Any) -> None:
    monkeypatch.setattr(talks.consent, "stance", lambda _case: kind and SimpleNamespace(kind=kind))
    assert bool(talks.has_said_no(CASE)) == no
    assert talks.says_something("Vi väntar.") and not talks.says_something(" ")
