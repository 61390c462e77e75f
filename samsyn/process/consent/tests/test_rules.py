"""Whose yes, who decides, and what must be there before anybody is asked."""

from datetime import timedelta

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.models import Assignment
from samsyn.process.consent import actions, conditions, rules
from samsyn.process.consent.tests.cases import Family, about, family, grown_up
from samsyn.process.initiative import actions as initiative

BOTH = {"1", "2"}


def kinds(case) -> list[str]:
    return [place.kind for place in rules.needed(case)]


AGES = [
    (0, ["guardian", "guardian"]),
    (11, ["guardian", "guardian"]),
    (14, ["guardian", "guardian"]),
    (15, ["child", "guardian", "guardian"]),
    (17, ["child", "guardian", "guardian"]),
]


@pytest.mark.parametrize(("age", "expected"), AGES)
def test_whose_yes_follows_the_age(become, cast, age, expected):
    case, _by = family(become, cast, age=age).speaks("coordinator")
    assert kinds(case) == expected


def test_a_child_whose_birthday_is_unknown_says_what_it_thinks(become, cast):
    case, _by = family(become, cast, age=None).speaks("coordinator")
    assert kinds(case) == ["guardian", "guardian"]


def test_a_grown_up_decides_and_a_god_man_is_asked_beside(become, cast):
    family = grown_up(become, cast)
    case, _by = family.speaks("coordinator")
    assert kinds(case) == ["person"]
    assert [place.kind for place in rules.Standing(case).beside] == ["representative"]


@pytest.mark.requirement("C185")
def test_the_no_of_one_who_is_fifteen_is_a_no(become, cast):
    family_ = family(become, cast, age=15)
    asked_by_two(family_)
    for key in ("guardian", "other_guardian"):
        family_.answer(key, "yes")
    assert not family_.scopes("bup")
    family_.answer("child", "yes")
    assert family_.scopes("bup") >= BOTH
    family_.answer("child", "no")
    # C185: "SIP is an offer that the child may decline"
    assert not family_.scopes("bup")


def asked_by_two(family_: Family) -> None:
    family_.ask_about("skolan", "sömnen")
    family_.wish("bup", "school")
    family_.put_question()


def test_a_younger_childs_stance_neither_opens_nor_shuts(asked):
    asked.answer("guardian", "yes")
    asked.answer("other_guardian", "yes")
    case, by = asked.speaks("child")
    actions.say_stance(case=case, by=by, kind="no")
    assert asked.scopes("bup") >= BOTH
    with pytest.raises(Refused, match="behövs inget ja"):
        asked.answer("child", "no")


def test_without_a_guardian_nobody_is_asked(become, cast):
    alone = family(become, cast, guardians=("guardian",))
    asked_by_two(alone)
    alone.answer("guardian", "yes")
    assert alone.scopes("bup") >= BOTH
    case, _by = alone.speaks("coordinator")
    case.people = [place for place in case.people if place.kind not in rules.GUARDIANS]
    assert not rules.Standing(case).someone_decides
    assert rules.granted(case) == {}


@pytest.mark.requirement("C027", "C112")
def test_questions_come_first_then_consent_and_until_then_nothing(ek):
    case, by = ek.speaks("coordinator")
    # C027: "An agreed list of questions comes first; consent is asked for after that"
    with pytest.raises(Refused, match="minst en fråga"):
        actions.ask(case=case, by=by, valid_to=clock.today() + timedelta(days=9))
    assert not rules.all_said_yes(case)
    ek.ask_about("skolan")
    with pytest.raises(Refused, match="vilka som ska vara med"):
        ek.put_question()
    ek.wish("bup")
    ek.put_question()
    # C112: "Precondition: the guardian wants a SIP": named and asked about, but nobody sees anything yet
    assert not ek.scopes("bup")
    case, _by = ek.speaks("coordinator")
    assert "Vi väntar på: Maria Ek, Johan Ek" in rules.all_said_yes(case).reason


@pytest.mark.requirement("C070")
def test_both_social_services_and_health_care_take_part(ek):
    ek.ask_about("skolan")
    ek.wish("school")
    # C070: "Staff from social services and from health care always take part (mandatory parties)"
    with pytest.raises(Refused, match="Det saknas någon från vården"):
        ek.put_question()
    ek.wish("bup")  # the coordinator is from social services
    ek.put_question()


@pytest.mark.requirement("C120")
def test_in_halland_the_guardian_alone_decides_who_comes(ek):
    case, child = ek.speaks("child")
    assert case.agreement == "halland"
    # C120: "The guardian alone decides who is called"
    assert not conditions.may_decide_who_comes(case, child)
    case, mother = ek.speaks("guardian")
    assert conditions.wishers(case, mother) == [p for p in case.people if p.called == "Maria Ek"]
    case, staff = ek.speaks("coordinator")
    assert {p.kind for p in conditions.wishers(case, staff)} == {PlaceKind.GUARDIAN}


@pytest.mark.requirement("C005", "C026")
def test_elsewhere_the_family_decides_and_all_agree_on_the_questions(become, cast):
    national = family(become, cast, opener="stranger")
    case, child = national.speaks("child")
    assert case.agreement == "nationell"
    # C005: "The family names who should attend"
    assert [p.kind for p in conditions.wishers(case, child)] == [PlaceKind.CHILD]
    for key in ("stranger", "guardian", "child"):
        case, by = national.speaks(key)
        actions.write_question(case=case, by=by, text=f"från {key}")
    # C026: "Staff and family go through the child's needs together and settle what goes into the plan"
    case, _by = national.speaks("other_guardian")
    assert len(rules.agenda(case)) == 3


WRONG = ("coordinator", "bup", "guardian")


@pytest.mark.parametrize("key", WRONG)
def test_nobody_is_named_twice(asked, key, cast):
    with pytest.raises(Refused):
        asked.wish(key) if cast[key].assignment_id else wish_mother_at_work(asked)


def wish_mother_at_work(asked: Family) -> None:
    """As if she worked at BUP: the family is already there."""
    place, duty = asked.place("guardian"), Assignment.objects.get(pk=asked.cast["bup"].assignment_id)
    duty.person_id = place.person_id
    duty.pk = 0
    case, by = asked.speaks("coordinator")
    actions.wish_party(case=case, by=by, duty=duty, wished_by=place)


@pytest.mark.parametrize(("days", "sentence"), [(0, "framåt"), (-3, "framåt"), (400, "till och med")])
def test_the_last_day_is_ahead_and_within_the_agreement(ek, days, sentence):
    ek.ask_about("skolan")
    ek.wish("bup")
    with pytest.raises(Refused, match=sentence):
        ek.put_question(days=days)


def test_the_same_question_is_not_put_twice(asked):
    with pytest.raises(Refused, match="redan frågat"):
        asked.put_question()
    asked.put_question(days=120)


def test_refused_before_the_case_is_begun(become, cast):
    by = become("coordinator")
    case = initiative.notice_at_work(by=by, **about(cast, "child", 14))
    with pytest.raises(Refused):
        actions.write_question(case=case, by=by, text="för tidigt")
