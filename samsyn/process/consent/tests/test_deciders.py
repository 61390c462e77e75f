"""Whose yes opens, and what all of them have agreed to: the rules alone, without a database."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.process.consent import agreeing, deciders
from samsyn.process.consent.models import AuthorityKind
from tests.harness import onpaper
from tests.harness.onpaper import Rows, place

CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)
GOD_MAN, SCHOOL = place(PlaceKind.REPRESENTATIVE), place(PlaceKind.MEMBER, duty=3)
PEOPLE = [CHILD, MOTHER, FATHER, GOD_MAN, SCHOOL]


def fact(kind: str, about: Any = CHILD, **more: Any) -> Any:
    known = {
        "kind": kind,
        "place": about,
        "place_id": about.pk,
        "questions": [],
        "alone": False,
        "holds": True,
    }
    return SimpleNamespace(**known | more)


def rule(guardians: bool, child: bool) -> Any:
    return SimpleNamespace(guardians=guardians, child=child)


def test_the_newest_judgement_of_maturity_counts() -> None:
    alone, not_alone = (fact(AuthorityKind.MATURITY, alone=said) for said in (True, False))
    assert not deciders.matured([])
    assert not deciders.matured([fact(AuthorityKind.SOLE, MOTHER, alone=True)])
    assert deciders.matured([alone]) and not deciders.matured([alone, not_alone])
    assert deciders.matured([not_alone, alone])


@pytest.mark.parametrize(("facts", "expected"), [
    ([], [MOTHER, FATHER]),
    ([fact(AuthorityKind.SOLE, MOTHER)], [MOTHER]),
    ([fact(AuthorityKind.APPOINTED, FATHER)], [FATHER]),
    ([fact(AuthorityKind.AWAY, MOTHER)], [FATHER]),
    ([fact(AuthorityKind.SILENT, FATHER)], [MOTHER]),
    # About some questions alone: the others still need that yes.
    ([fact(AuthorityKind.AWAY, MOTHER, questions=["q"])], [MOTHER, FATHER]),
    # Never nobody: both who are away are waited for, and one with sole custody who is away.
    ([fact(AuthorityKind.AWAY, MOTHER), fact(AuthorityKind.AWAY, FATHER)], [MOTHER, FATHER]),
    ([fact(AuthorityKind.SOLE, MOTHER), fact(AuthorityKind.AWAY, MOTHER)], [MOTHER]),
    ([fact(AuthorityKind.GOD_MAN, GOD_MAN)], [MOTHER, FATHER, GOD_MAN]),
    ([fact(AuthorityKind.GOD_MAN, SCHOOL)], [MOTHER, FATHER]),
])  # fmt: skip
def test_those_who_decide_as_guardians(facts: list, expected: list) -> None:
    assert deciders.guardians(PEOPLE, facts) == expected


@pytest.mark.parametrize(("guardians", "child", "alone", "expected"), [
    (True, False, False, [MOTHER, FATHER]),
    (True, True, False, [CHILD, MOTHER, FATHER]),
    (False, True, False, [CHILD]),
    (False, False, False, []),
    (True, False, True, [CHILD]),  # judged to answer without the guardians
    (True, True, True, [CHILD]),
    (False, False, True, []),  # where no guardian decides, there is nothing to answer instead of
])  # fmt: skip
def test_whose_yes_is_needed(guardians: bool, child: bool, alone: bool, expected: list) -> None:
    judged = [fact(AuthorityKind.MATURITY, alone=alone)]
    assert deciders.needed(onpaper.case(*PEOPLE), rule(guardians, child), judged) == expected


def test_a_decision_answers_its_own_questions_in_that_ones_place() -> None:
    decided = [fact(AuthorityKind.DECISION, FATHER, questions=[one]) for one in ("1", "2")]
    assert deciders.spared([*decided, fact(AuthorityKind.AWAY, MOTHER, questions=["3"])]) == {
        FATHER.person_id: {"1", "2"}
    }
    assert deciders.spared([]) == {}


@pytest.mark.parametrize(("age", "subject", "asked"), [
    (12, CHILD, 12), (0, CHILD, 0), (None, CHILD, "unknown child"),
    (None, place(PlaceKind.PERSON), "unknown grown-up"),
])  # fmt: skip
def test_the_age_that_the_agreement_is_asked_about(
    age: Any, subject: Any, asked: Any, monkeypatch: Any
) -> None:
    said = SimpleNamespace(
        in_force=lambda _code, _day: "in force",
        age_when_unknown=lambda _terms, guarded: f"unknown {'child' if guarded else 'grown-up'}",
        whose_yes=lambda terms, age, _day: (terms, age),
    )
    monkeypatch.setattr(deciders, "agreements", said)
    case = onpaper.case(subject, age=age)
    assert deciders.whose_yes(case) == ("in force", asked)
    assert deciders.whose_yes(case, "at hand") == ("at hand", asked)  # type: ignore[arg-type]


def test_only_what_holds_today_counts(monkeypatch: Any) -> None:
    holds, held = fact(AuthorityKind.SOLE, MOTHER), fact(AuthorityKind.AWAY, MOTHER, holds=False)
    monkeypatch.setattr(deciders, "Authority", SimpleNamespace(objects=Rows(holds, held)))
    assert deciders.facts(onpaper.case(*PEOPLE)) == [holds]


# What all have agreed to ------------------------------------------------------------------------------


def answer(*pairs: tuple[str, str], asked: str = "12", to: date = date(2026, 5, 4)) -> Any:
    """A yes to those pairs of party and question; `covers` as the answer's own."""
    allows = set(pairs)
    return SimpleNamespace(
        allows=allows,
        inquiry=SimpleNamespace(valid_to=to),
        covers=lambda party, less: {(party, one) for one in set(asked) - set(less)} <= allows,
    )


ALL, SOME, NO = answer(("bup", "1"), ("bup", "2")), answer(("bup", "1")), answer()


@pytest.mark.parametrize(("said", "pairs", "whole"), [
    ([(ALL, set()), (ALL, set())], {("bup", "1"), ("bup", "2")}, {"bup"}),
    ([(ALL, set()), (SOME, set())], {("bup", "1")}, set()),
    ([(ALL, set()), (NO, set())], set(), set()),
    ([(ALL, set()), (None, set())], set(), set()),
    # What a decision answers in the other one's place, and nothing besides.
    ([(ALL, set()), (None, {"1"})], {("bup", "1")}, set()),
    ([(ALL, set()), (SOME, {"2"})], {("bup", "1"), ("bup", "2")}, {"bup"}),
    ([(NO, {"1"}), (None, {"1"})], set(), set()),
    ([], set(), set()),
])  # fmt: skip
def test_nothing_is_agreed_but_what_all_have_said(said: list, pairs: set, whole: set) -> None:
    agreed = agreeing.worked_out(said)
    assert (agreed.pairs, agreed.whole) == (pairs, whole)


def test_it_holds_to_the_earliest_of_the_days_in_those_that_say_yes() -> None:
    early, late = (answer(("bup", "1"), to=date(2026, month, 1)) for month in (3, 4))
    assert agreeing.worked_out([(late, set()), (early, set())]).last_day == date(2026, 3, 1)
    no = answer(to=date(2026, 1, 1))
    assert agreeing.worked_out([(late, set()), (no, set())]).last_day == date(2026, 4, 1)
    assert agreeing.worked_out([(None, {"1"})]).last_day is None


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("day", ["2026-05-04", None])
def test_the_family_is_told_by_the_database_what_is_agreed(as_text: bool, day: Any, monkeypatch: Any) -> None:
    asked: list[Any] = []
    said: Any = {"pairs": [["bup", "1"]], "whole": ["bup"], "last_day": day}
    said = json.dumps(said) if as_text else said
    monkeypatch.setattr(agreeing, "call", lambda *about: asked.append(about) or said)
    found = agreeing.told(onpaper.case(*PEOPLE), [MOTHER], {5: {"2", "1"}})
    assert asked == [("consent_agreed", 1, [MOTHER.person_id], '{"5": ["1", "2"]}')]
    assert found.pairs == {("bup", "1")} and found.whole == {"bup"}
    assert found.last_day == (date(2026, 5, 4) if day else None)
