"""How it stands with yes and no: worked out of what has been asked and answered, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.kernel.decision import ALLOWED, refuse
from samsyn.process.consent import rules
from samsyn.process.consent.agreeing import Agreed
from samsyn.process.consent.models import HEARS, AuthorityKind, Kind
from tests.harness import onpaper
from tests.harness.onpaper import place

CHILD, MOTHER, FATHER = place(PlaceKind.CHILD), place(PlaceKind.GUARDIAN), place(PlaceKind.GUARDIAN)
GOD_MAN = place(PlaceKind.REPRESENTATIVE)
ONE, TWO = (SimpleNamespace(ref=ref, scope_id=pk) for ref, pk in (("1", 11), ("2", 12)))


def party(ref: str, hears: bool = False) -> Any:
    class Party(SimpleNamespace):
        __hash__ = object.__hash__

    return Party(ref=ref, hears=hears)


BUP, SCHOOL, INTERPRETER = party("bup"), party("school"), party("tolk", hears=True)
ASKED = {("bup", "1"), ("bup", "2"), ("school", "1"), ("school", "2"), ("tolk", HEARS)}


def inquiry(pk: int = 2, ended: bool = False) -> Any:
    return SimpleNamespace(pk=pk, pairs=set(ASKED), has_ended=lambda: ended)


def talk(of: Any) -> Any:
    return SimpleNamespace(kind=ScopeKind.TALK, owner_id=of.person_id)


def answer(kind: Kind, about: int = 2, *pairs: tuple[str, str]) -> Any:
    return SimpleNamespace(kind=kind, inquiry_id=about, allows=set(pairs))


def standing(*, leads: bool = True, stage: str = "preparing", **known: Any) -> rules.Standing:
    """Both guardians' yes is needed, about two questions, for three parties. `leads`: reads each answer."""
    scopes = [talk(MOTHER), talk(FATHER)] if leads else [talk(MOTHER)]
    case = onpaper.case(CHILD, MOTHER, FATHER, GOD_MAN, scopes_seen=scopes, plan_in_force=False, stage=stage)
    made = rules.Standing(case)
    made.__dict__.update({
        "agenda": [ONE, TWO], "covered": [ONE, TWO], "wanted": [BUP, SCHOOL, INTERPRETER],
        "inquiry": inquiry(), "given": {}, "answers": {}, "facts": [], "needed": [MOTHER, FATHER],
        "rule": SimpleNamespace(guardians=True, child=False, representative=True),
        "agreed": Agreed(), "no_of_the_child": False, "custody": ALLOWED,
    } | known)  # fmt: skip
    return made


def fact(kind: str, about: Any) -> Any:
    return SimpleNamespace(
        kind=kind, place=about, place_id=about.pk, questions=["1"], alone=True, person_id=about.person_id
    )


def agreed(*pairs: tuple[str, str], whole: frozenset[str] = frozenset()) -> Agreed:
    return Agreed(frozenset(pairs), whole, date(2026, 5, 4))


@pytest.mark.requirement("C095")
def test_a_god_man_is_asked_beside_unless_that_yes_is_needed() -> None:
    # C095: god man; the answer is kept and neither opens nor shuts.
    assert standing().beside == [GOD_MAN]
    assert standing(needed=[GOD_MAN]).beside == []
    none = SimpleNamespace(guardians=True, child=False, representative=False)
    assert standing(rule=none).beside == []


def test_one_who_is_not_waited_for_is_still_asked() -> None:
    late = [fact(AuthorityKind.SILENT, FATHER)]
    assert standing(needed=[MOTHER], facts=late).asked == [MOTHER, GOD_MAN, FATHER]
    assert standing(facts=late).asked == [MOTHER, FATHER, GOD_MAN]
    assert standing().asked == [MOTHER, FATHER, GOD_MAN]


def test_where_guardians_decide_one_of_them_is_there() -> None:
    alone = standing()
    assert alone.someone_decides
    alone.case.people = [CHILD]
    assert not alone.someone_decides
    alone.__dict__["facts"] = [fact(AuthorityKind.MATURITY, CHILD)]
    assert alone.someone_decides  # judged to answer without them
    own = standing(rule=SimpleNamespace(guardians=False, child=True, representative=True))
    own.case.people = [CHILD]
    assert own.someone_decides


def test_whoever_leads_reads_everybodys_answer_and_a_parent_the_own_one() -> None:
    assert standing().reads_all
    mothers = standing(leads=False)
    assert not mothers.reads_all and mothers.reads(MOTHER) and not mothers.reads(FATHER)
    other = standing()
    other.case.scopes_seen = [SimpleNamespace(kind=ScopeKind.QUESTION, owner_id=MOTHER.person_id)]
    assert not other.reads(MOTHER)


def test_an_answer_to_the_question_as_last_put() -> None:
    now, before = [answer(Kind.YES)], [answer(Kind.YES, 1)]
    found = standing(given={MOTHER.person_id: now, FATHER.person_id: before})
    assert found.has_answered(MOTHER) and not found.has_answered(FATHER)
    assert not found.has_answered(CHILD)
    assert not standing(inquiry=None, given={MOTHER.person_id: now}).has_answered(MOTHER)
    assert standing(given={MOTHER.person_id: before + now}).has_answered(MOTHER)


def test_what_is_missing_to_the_leader_is_an_answer_and_to_a_parent_all_that_was_asked() -> None:
    given = {MOTHER.person_id: [answer(Kind.NO)]}
    assert standing(given=given).missing == [FATHER]
    assert standing(leads=False, given=given).missing == [FATHER]
    # The other one has answered, with a no: to her it looks like silence.
    both = given | {FATHER.person_id: [answer(Kind.NO)]}
    assert standing(given=both).missing == []
    assert standing(leads=False, given=both).missing == [FATHER]
    assert standing(leads=False, given=both, agreed=agreed(*ASKED)).missing == []


def test_complete_is_a_yes_from_everybody_to_all_that_was_asked() -> None:
    assert standing(agreed=agreed(*ASKED, ("more", "9"))).is_complete
    assert not standing(agreed=agreed(*list(ASKED)[1:])).is_complete
    assert not standing(inquiry=None, agreed=agreed(*ASKED)).is_complete
    # What is no longer wished for is waited for no more; when nothing is left, nothing is complete.
    assert standing(agreed=agreed(("bup", "1"), ("bup", "2")), wanted=[BUP]).is_complete
    assert not standing(agreed=agreed(("bup", "1")), wanted=[BUP]).is_complete
    assert not standing(wanted=[]).is_complete
    assert standing(agreed=agreed(*ASKED), wanted=[]).is_complete
    assert not standing(wanted=[party("more")]).is_complete


def test_no_to_what_is_new_while_an_earlier_yes_goes_on() -> None:
    yes, no = answer(Kind.YES, 1), answer(Kind.NO, 2)
    person = MOTHER.person_id
    assert standing(given={person: [yes, no]}, answers={person: yes}).said_no_to_new(MOTHER)
    assert not standing(given={person: [no]}, answers={person: no}).said_no_to_new(MOTHER)
    assert not standing(given={person: [yes]}, answers={person: yes}).said_no_to_new(MOTHER)
    assert not standing(given={person: [no]}).said_no_to_new(MOTHER)
    assert not standing(inquiry=None, given={person: [yes, no]}, answers={person: yes}).said_no_to_new(MOTHER)


def worked_out(made: rules.Standing, monkeypatch: Any) -> list:
    """Which way to the answer was gone, and with what."""
    del made.__dict__["agreed"]
    monkeypatch.setattr(rules.agreeing, "told", lambda _case, needed, spared: ["told", needed, spared])
    monkeypatch.setattr(rules.agreeing, "worked_out", lambda said: ["worked out", said])
    return list(made.agreed) if isinstance(made.agreed, list) else [made.agreed]


def test_what_is_agreed_is_worked_out_of_everybodys_answer_or_told(monkeypatch: Any) -> None:
    facts = [fact(AuthorityKind.DECISION, FATHER)]
    yes = answer(Kind.YES)
    found = standing(facts=facts, answers={MOTHER.person_id: yes})
    assert worked_out(found, monkeypatch) == ["worked out", [(yes, set()), (None, {"1"})]]
    told = worked_out(standing(leads=False, facts=facts), monkeypatch)
    assert told == ["told", [MOTHER, FATHER], {FATHER.person_id: {"1"}}]


def test_where_nobody_decides_nothing_is_agreed(monkeypatch: Any) -> None:
    assert worked_out(standing(needed=[]), monkeypatch) == [rules.agreeing.NOTHING]
    alone = standing()
    alone.case.people = [CHILD]
    assert worked_out(alone, monkeypatch) == [rules.agreeing.NOTHING]


def test_what_is_open_is_by_party_and_only_what_is_agreed() -> None:
    found = standing(agreed=agreed(("bup", "1"), ("tolk", HEARS)), covered=[ONE, TWO, ONE])
    assert found.granted == {BUP: [ONE]} and found.open_to == {BUP: [ONE, ONE]}
    assert found.hearing == [INTERPRETER]
    assert standing(agreed=agreed(("bup", HEARS))).hearing == []
    assert standing(agreed=agreed(("tolk", "1"))).hearing == []
    assert found.last_day == date(2026, 5, 4)


def test_consent_is_about_the_meeting_and_about_the_plan_in_force(monkeypatch: Any) -> None:
    monkeypatch.setattr(rules.anew, "left_behind", lambda _case: [TWO])
    found = standing(agenda=[ONE])
    del found.__dict__["covered"]
    assert found.covered == [ONE, TWO]


WHOLE, FIRST = SimpleNamespace(kind=ScopeKind.WHOLE), SimpleNamespace(kind=ScopeKind.QUESTION)


@pytest.mark.parametrize(("renewing", "whole", "expected"), [
    (False, frozenset(), [FIRST, WHOLE]),
    (True, frozenset(), [FIRST]),  # a question taken away opens nothing more
    (True, frozenset({"bup"}), [FIRST, WHOLE]),
    (True, frozenset({"school"}), [FIRST]),
])  # fmt: skip
def test_what_concerns_all_questions(renewing: bool, whole: Any, expected: list, monkeypatch: Any) -> None:
    monkeypatch.setattr(rules, "scopes_for", lambda _case, _questions: [FIRST, WHOLE])
    found = standing(agreed=agreed(("bup", "1"), whole=whole))
    found.case.plan_in_force = renewing
    found.case.scope_of = {ScopeKind.WHOLE: WHOLE}.get
    assert found.scopes(BUP) == expected


def test_what_a_question_put_now_would_ask_and_when_it_is_due() -> None:
    assert standing().now_asked == ASKED
    assert not standing().is_due
    assert standing(inquiry=None).is_due
    assert standing(inquiry=inquiry(ended=True)).is_due
    assert standing(wanted=[BUP, party("more")]).is_due
    assert not standing(wanted=[BUP]).is_due  # one who is left out is nothing to ask about


def answered(**known: Any) -> rules.Standing:
    given = {one.person_id: [answer(Kind.YES)] for one in (MOTHER, FATHER)}
    return standing(**{"given": given, "agreed": agreed(*ASKED)} | known)


def test_all_said_yes_or_the_first_that_is_wrong() -> None:
    assert answered().all_said_yes
    assert answered(inquiry=None).all_said_yes.reason.startswith("Familjen har inte")
    assert answered(inquiry=inquiry(ended=True)).all_said_yes.reason.startswith("Tiden")
    assert FATHER.called in answered(given={MOTHER.person_id: [answer(Kind.YES)]}).all_said_yes.reason
    assert answered(no_of_the_child=True).all_said_yes.reason.startswith("Adam har sagt nej")
    assert answered(agreed=agreed()).all_said_yes.reason.startswith("Det finns ingenting")
    assert answered(custody=refuse("unproved")).all_said_yes.reason == "unproved"


def test_a_parent_is_told_neither_who_is_waited_for_nor_of_the_childs_no() -> None:
    waits = answered(leads=False, agreed=agreed(("bup", "1"))).all_said_yes.reason
    assert waits == "Alla har inte sagt ja till allt än."
    assert answered(leads=False, no_of_the_child=True).all_said_yes
