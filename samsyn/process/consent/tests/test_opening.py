"""What is agreed becomes access, and what that rests on; the rules alone, without a database."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.kernel import clock
from samsyn.process.consent import asked, opening, terms
from samsyn.process.consent.models import StanceKind, TalkKind
from tests.harness import onpaper
from tests.harness.onpaper import Rows, place

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 12, 12, tzinfo=clock.STOCKHOLM)
CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)
LEADER, CASE = place(PlaceKind.COORDINATOR, duty=3), onpaper.case(CHILD, MOTHER, FATHER)
BUP, SCHOOL, OTHER = (place(PlaceKind.MEMBER, duty=pk) for pk in (4, 5, 6))
FRAME, WHOLE, ONE, TWO = (
    SimpleNamespace(kind=kind, pk=pk)
    for pk, kind in enumerate((ScopeKind.FRAME, ScopeKind.WHOLE, ScopeKind.QUESTION, ScopeKind.QUESTION))
)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


class Party(SimpleNamespace):
    __hash__ = object.__hash__


def party(duty: int, hears: bool = False, works: bool = True) -> Any:
    return Party(assignment_id=duty, assignment=SimpleNamespace(pk=duty, works=works), hears=hears)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """All that was opened and shut, in order."""
    found: list[tuple] = []
    places = {one.assignment_id: one for one in (LEADER, BUP, SCHOOL, OTHER)}

    def join(_case: Any, *, duty: Any, kind: PlaceKind) -> Any:
        found.append(("join", duty.pk, kind))
        return places.get(duty.pk) or place(kind, duty=duty.pk)

    verbs = SimpleNamespace(
        end_place=lambda _case, one: found.append(("end", one.assignment_id)),
        end_access=lambda one, scopes: found.append(("shut", one.assignment_id, scopes)),
        turn_place=lambda _case, one, kind: found.append(("turn", one.assignment_id, kind)),
        give_access=lambda one, scopes, until: found.append(("give", one.assignment_id, scopes, until)),
        join_staff=join,
    )
    monkeypatch.setattr(opening, "cases", verbs)
    return found


def agreed(
    monkeypatch: Any, open_to: dict, *, hearing: tuple = (), named: tuple = (4, 5), proved: bool = True
) -> Any:
    """Opens to those parties these scopes; `named`: those who have been wished for in the case."""
    case = onpaper.case(CHILD, MOTHER, FATHER, LEADER, BUP, SCHOOL, OTHER, family_scopes=[WHOLE, ONE, TWO])
    case.scope_of = {ScopeKind.FRAME: FRAME}.get
    standing = SimpleNamespace(
        facts=[], open_to=open_to, hearing=list(hearing), scopes=lambda one: open_to[one], needed=[MOTHER],
        last_day=date(2026, 5, 4), case=case,
    )  # fmt: skip

    def prove(_case: Any, needed: list) -> bool:
        assert open_to or hearing, "nobody's custody is asked about when nothing is to be opened"
        return proved and needed == [MOTHER]

    wanted = onpaper.table(*(SimpleNamespace(assignment_id=duty) for duty in named))
    monkeypatch.setattr(opening, "WantedParty", wanted)
    monkeypatch.setattr(opening.rules, "Standing", lambda _case: standing)
    monkeypatch.setattr(opening.rules, "works_there", lambda duty: duty.works)
    monkeypatch.setattr(opening.custody, "prove", prove)
    monkeypatch.setattr(opening, "_until", lambda _standing: "until")
    opening.open_what_is_agreed(case)
    return case


def test_what_is_agreed_is_open_and_everything_else_is_shut(done: list, monkeypatch: Any) -> None:
    agreed(monkeypatch, {party(4): [ONE]})
    assert done == [
        ("end", 5), ("shut", 4, [WHOLE, TWO]),
        ("join", 4, PlaceKind.MEMBER), ("give", 4, [FRAME, ONE], "until"),
    ]  # fmt: skip


def test_nothing_agreed_leaves_those_whom_nobody_named(done: list, monkeypatch: Any) -> None:
    agreed(monkeypatch, {})
    assert done == [("end", 4), ("end", 5)]


def test_whoever_leads_keeps_the_place_that_the_work_gives(done: list, monkeypatch: Any) -> None:
    agreed(monkeypatch, {party(3): [ONE]}, named=(3,))
    assert done == []
    agreed(monkeypatch, {}, named=(3,))
    assert done == []


def test_without_proof_nothing_is_opened_and_what_is_not_agreed_is_shut(done: list, monkeypatch: Any) -> None:
    agreed(monkeypatch, {party(4): [ONE]}, proved=False)
    assert done == [("end", 5), ("shut", 4, [WHOLE, TWO])]


def test_one_who_no_longer_works_there_is_let_in_no_more(done: list, monkeypatch: Any) -> None:
    agreed(monkeypatch, {party(4, works=False): [ONE]}, named=(4,))
    assert done == [("shut", 4, [WHOLE, TWO])]


@pytest.mark.requirement("C097")
def test_an_interpreter_sees_who_is_there_and_when(done: list, monkeypatch: Any) -> None:
    # C097: the interpreter takes part, and reads nothing of what is written.
    agreed(monkeypatch, {}, hearing=(party(9, hears=True),), named=(9,))
    assert done == [("join", 9, PlaceKind.INTERPRETER), ("give", 9, [FRAME], "until")]


@pytest.mark.parametrize(("kept", "turned"), [([WHOLE, ONE], False), ([ONE], True), ([], True)])
def test_a_secretary_who_no_longer_sees_all_is_a_member(
    kept: list, turned: bool, done: list, monkeypatch: Any
) -> None:
    case = onpaper.case(CHILD, family_scopes=[WHOLE, ONE])
    opening._shut(case, place(PlaceKind.SECRETARY, duty=8), kept)
    assert (("turn", 8, PlaceKind.MEMBER) in done) == turned
    done.clear()
    opening._shut(case, place(PlaceKind.MEMBER, duty=8), kept)
    assert [what for what, *_rest in done] == ["shut"]


@pytest.mark.parametrize(("needed", "answers_too", "ends"), [
    ([MOTHER], None, date(2026, 5, 5)), ([MOTHER], date(2026, 4, 1), date(2026, 4, 1)),
    ([MOTHER], date(2026, 8, 1), date(2026, 5, 5)), ([CHILD, MOTHER], date(2026, 4, 1), date(2026, 5, 5)),
    ([place(PlaceKind.PERSON)], date(2026, 4, 1), date(2026, 5, 5)),
])  # fmt: skip
def test_a_yes_of_guardians_ends_when_the_child_answers_too(
    needed: list, answers_too: Any, ends: date, monkeypatch: Any
) -> None:
    monkeypatch.setattr(opening, "answers_too", lambda _case: answers_too)
    standing: Any = SimpleNamespace(last_day=date(2026, 5, 4), needed=needed, case=None)
    assert opening._until(standing) == clock.midnight(ends)


# What a yes opens, and what was said ------------------------------------------------------------------


@pytest.mark.parametrize(("numbers", "expected"), [
    ([10], [ONE]), ([10, 11], [ONE, TWO, WHOLE]), ([], []), ([10, 11, 12], [ONE, TWO]),
])  # fmt: skip
def test_a_yes_to_every_question_opens_what_concerns_all(
    numbers: list, expected: list, monkeypatch: Any
) -> None:
    ONE.pk, TWO.pk = 10, 11
    questions: Any = [SimpleNamespace(scope_id=pk) for pk in numbers]
    monkeypatch.setattr(terms, "agenda", lambda _case: [SimpleNamespace(scope_id=pk) for pk in (10, 11)])
    case = onpaper.case(CHILD, family_scopes=[ONE, TWO, SimpleNamespace(pk=9, kind=ScopeKind.FAMILY), WHOLE])
    assert terms.scopes_for(case, questions) == expected


@pytest.mark.parametrize(("lower", "upper", "works"), [
    (NOON, None, True), (NOON + DAY, None, False), (NOON - DAY, NOON, False), (NOON - DAY, NOON + DAY, True),
])  # fmt: skip
def test_who_works_there_now(lower: Any, upper: Any, works: bool) -> None:
    duty: Any = SimpleNamespace(valid=SimpleNamespace(lower=lower, upper=upper))
    assert terms.works_there(duty) == works


@pytest.mark.requirement("C057")
@pytest.mark.parametrize(("said", "talked", "waits"), [
    (StanceKind.NO, False, True), (StanceKind.NO, True, False), (StanceKind.YES, False, False),
    (None, False, False),
])  # fmt: skip
def test_a_no_of_the_child_is_talked_about_first(
    said: Any, talked: bool, waits: bool, monkeypatch: Any
) -> None:
    # C057: the child's no is a no that somebody takes up with the child.
    talks = Rows(*["a talk"] if talked else [])
    monkeypatch.setattr(asked, "Stance", onpaper.table(*[SimpleNamespace(kind=said)] if said else []))
    monkeypatch.setattr(asked, "Talk", SimpleNamespace(objects=talks))
    assert asked.no_without_a_talk(CASE) == waits
    assert talks.asked[0] == ("filter", {"case": CASE, "kind": TalkKind.NO})


def test_answers_are_kept_by_person_in_order(monkeypatch: Any) -> None:
    rows = [
        SimpleNamespace(place=SimpleNamespace(person_id=person), at=at) for at, person in enumerate((1, 2, 1))
    ]
    monkeypatch.setattr(asked, "Answer", onpaper.table(*rows))
    assert asked.given(CASE) == {1: [rows[0], rows[2]], 2: [rows[1]]}
