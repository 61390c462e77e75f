"""Who sees what, by age, to the second: 13, 15, 16 and 18, 29 February, and the two nights of the clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Row
from samsyn.cases import actions as cases
from samsyn.cases.models import Access, ScopeKind
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.consent import rules as consent
from samsyn.process.consent.tests import cases as families
from samsyn.process.consent.tests.cases import Family, family
from samsyn.process.seeing import actions, rules
from samsyn.process.seeing.models import Seeing, SeeingAnswer

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
# A child's birthday and the 13th one: an ordinary day, 29 February, and the nights when the clock is moved.
BIRTHDAYS = [
    pytest.param(date(2016, 5, 4), date(2029, 5, 4), id="ordinary"),
    pytest.param(date(2016, 2, 29), date(2029, 3, 1), id="29-february"),
    pytest.param(date(2016, 3, 25), date(2029, 3, 25), id="summer-time-begins"),
    pytest.param(date(2016, 10, 28), date(2029, 10, 28), id="summer-time-ends"),
]


class Grown(Family):
    """What a birthday changes, and what is said before it."""

    def asks(self) -> None:
        case, by = self.speaks("coordinator")
        actions.ask_seeing(case=case, by=by)

    def says(self, answer: Seeing, about: str = "guardian", by: str = "child") -> None:
        place = self.place(about)
        case, actor = self.speaks(by)
        actions.answer_seeing(case=case, by=actor, place=place, answer=answer)

    def decides(self, answer: Seeing, words: str = "Vi har pratat.") -> None:
        place = self.place("guardian")
        case, by = self.speaks("coordinator")
        actions.decide_seeing(case=case, by=by, place=place, answer=answer, words=words)

    def new_is_seen(self, key: str = "guardian") -> bool:
        """Would the guardian see what the one who leads writes now, for all questions?"""
        case, _by = self.speaks("coordinator")
        scope = cases.begins_in(case, case.scope_of(ScopeKind.WHOLE).pk)
        rows = Access.objects.filter(scope=scope, person=self.cast[key].person_id)
        return rows.filter(valid__contains=clock.now()).exists()


@pytest.fixture
def child_born(become: Callable, cast: Any, at: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable:
    def made(born: date, now: datetime) -> Grown:
        monkeypatch.setattr(families, "turned", lambda *_args: born)
        at(now)
        ek = family(become, cast)
        ours = Grown(ek.ref, ek.become, ek.cast)
        ours.ask_about("skolan", "sömnen")
        return ours

    return made


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """An agreement like 1177's: from 13 and again from 16 only with the child's yes (interop P1–P3)."""
    asking = {"guardian": "agrees", "ask_days_before": 60, "decide_within_days": 14}
    table = [
        Row("child", {"sv": "Ser."}, {}, {"from_age": 0, "to_age": 12, "guardian": "sees"}),
        Row("agrees", {"sv": "Barnet säger ja."}, {}, {"from_age": 13, "to_age": 15, **asking}),
        Row("invited", {"sv": "Den unga bjuder in."}, {}, {"from_age": 16, "to_age": 17, **asking}),
        Row("adult", {"sv": "Bestämmer själv."}, {}, {"from_age": 18, "to_age": None, "guardian": "none"}),
    ]
    original = agreements.in_force

    class Strict:
        def __init__(self, kept: Any):
            self.kept = kept

        def __getattr__(self, name: str) -> Any:
            return getattr(self.kept, name)

        def __getitem__(self, key: str) -> Any:
            return self.kept[key]

        def rows(self, key: str) -> Any:
            return table if key == "seeing_ages" else self.kept.rows(key)

    monkeypatch.setattr(agreements, "in_force", lambda code, on: Strict(original(code, on)))


@pytest.mark.parametrize(("born", "birthday"), BIRTHDAYS)
def test_a_no_holds_from_midnight_of_the_birthday(born, birthday, child_born, at):
    midnight = clock.midnight(birthday)
    ek = child_born(born, midnight - timedelta(days=59))
    ek.asks()
    ek.says(Seeing.NO)
    at(midnight - SECOND)
    assert ek.new_is_seen()
    at(midnight)
    assert not ek.new_is_seen() and ek.new_is_seen("other_guardian")
    # A birthday alone removes nothing: what was there is seen as before.
    assert {"frame", "whole", "family", "1", "2"} <= ek.scopes("guardian")
    ek.says(Seeing.YES)
    assert ek.new_is_seen()


@pytest.mark.parametrize("answer", [Seeing.YES, Seeing.PARTLY, Seeing.DONT_KNOW])
def test_other_answers_hide_nothing_by_themselves(answer, child_born, at):
    midnight = clock.midnight(date(2029, 5, 4))
    ek = child_born(date(2016, 5, 4), midnight - timedelta(days=20))
    ek.asks()
    ek.says(answer)
    at(midnight)
    assert ek.new_is_seen()
    case, _by = ek.speaks("coordinator")
    waits = {one.place.called for one in rules.standing(case).to_decide}
    assert (ek.cast["guardian"].name in waits) == (answer == Seeing.DONT_KNOW)


def test_the_child_is_asked_sixty_days_before_and_not_earlier(child_born, at):
    midnight = clock.midnight(date(2029, 5, 4))
    ek = child_born(date(2016, 5, 4), midnight - timedelta(days=61))
    with pytest.raises(Refused):
        ek.asks()
    at(midnight - timedelta(days=60))
    ek.asks()


def test_no_answer_is_for_whoever_leads_to_decide_within_the_agreements_days(child_born, at):
    birthday = date(2029, 5, 4)
    ek = child_born(date(2016, 5, 4), clock.midnight(birthday) - timedelta(days=30))
    with pytest.raises(Refused):
        ek.decides(Seeing.NO)  # the child has not been asked
    ek.asks()
    at(clock.midnight(birthday))
    case, _by = ek.speaks("coordinator")
    assert rules.standing(case).decide_by == birthday + timedelta(days=14)
    at(clock.midnight(birthday) + timedelta(days=15))
    case, _by = ek.speaks("coordinator")
    assert rules.standing(case).is_late
    with pytest.raises(Refused):
        ek.decides(Seeing.NO, words=" ")
    ek.decides(Seeing.NO)
    assert not ek.new_is_seen()
    with pytest.raises(Refused):
        ek.decides(Seeing.YES)  # it is decided
    ek.says(Seeing.YES)  # and the child's own word counts after it
    assert ek.new_is_seen()


def test_no_guardian_reads_the_answer(child_born):
    ek = child_born(date(2016, 5, 4), clock.midnight(date(2029, 5, 1)))
    ek.asks()
    ek.says(Seeing.NO)
    for key in ("guardian", "other_guardian"):
        ek.speaks(key)
        assert not SeeingAnswer.objects.exists()
    ek.speaks("child")
    assert SeeingAnswer.objects.count() == 1


@pytest.mark.parametrize(("born", "birthday"), BIRTHDAYS)
def test_the_stricter_rule_closes_at_midnight(born, birthday, child_born, strict, at):
    midnight = clock.midnight(birthday)
    ek = child_born(born, midnight - timedelta(days=70))
    at(midnight - SECOND)
    assert {"whole", "1", "2"} <= ek.scopes("guardian")
    at(midnight)
    assert ek.scopes("guardian") & {"whole", "1", "2"} == set()
    assert {"frame", "family"} <= ek.scopes("guardian")  # who is there, and where consent is asked
    ek.ask_about("pengarna")
    assert "3" not in ek.scopes("guardian") and "3" in ek.scopes("child")


def test_under_the_stricter_rule_a_yes_holds_to_the_next_birthday(child_born, strict, at):
    ek = child_born(date(2016, 2, 29), clock.midnight(date(2029, 1, 1)))
    ek.asks()
    ek.says(Seeing.YES)
    at(clock.midnight(date(2029, 3, 1)))
    assert {"whole", "1", "2"} <= ek.scopes("guardian")
    assert ek.scopes("other_guardian") & {"whole", "1", "2"} == set()
    at(clock.midnight(date(2032, 2, 29)) - SECOND)
    assert "whole" in ek.scopes("guardian")
    at(clock.midnight(date(2032, 2, 29)))
    assert "whole" not in ek.scopes("guardian")
    ek.says(Seeing.YES)
    assert {"whole", "1", "2"} <= ek.scopes("guardian")
    ek.says(Seeing.NO)
    assert "whole" not in ek.scopes("guardian")


def test_fifteen_and_eighteen_change_whose_yes_is_needed(child_born, at):
    ek = child_born(date(2016, 2, 29), clock.midnight(date(2030, 6, 1)))
    fifteen, eighteen = clock.midnight(date(2031, 3, 1)), clock.midnight(date(2034, 3, 1))
    for moment, child in ((fifteen - SECOND, False), (fifteen, True)):
        at(moment)
        case, _by = ek.speaks("coordinator")
        assert (case.subject_place in consent.needed(case)) == child
    at(eighteen - SECOND)
    assert "whole" in ek.scopes("guardian")
    at(eighteen)
    assert ek.scopes("guardian") == set()


@pytest.mark.requirement("C065")
def test_at_eighteen_what_was_kept_from_one_guardian_ends_for_the_other_too(child_born, at):
    ek = child_born(date(2016, 5, 4), clock.midnight(date(2030, 6, 1)))
    kept_from = ek.place("guardian")
    case, _by = ek.speaks("coordinator")
    scope = cases.apart_scope(case, case.scope_of(ScopeKind.WHOLE), kept_from)
    # C065: guardian: legal custody until the child is 18 (a change of rights at 18)
    eighteen = clock.midnight(date(2034, 5, 4))
    at(eighteen - SECOND)
    assert "apart" in ek.scopes("other_guardian")
    at(eighteen)
    assert ek.scopes("other_guardian") == set()
    ek.speaks("coordinator")
    ends = Access.objects.filter(scope=scope, place__kind="guardian").values_list("valid", flat=True)
    assert {span.upper for span in ends} == {eighteen}
