"""A child comes of age in the middle: written ahead, seen coming, and the person asked (C065)."""

from datetime import datetime, timedelta

import pytest

from samsyn.cases.ages import comes_of_age
from samsyn.cases.models import Access, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.consent import rules as consent
from samsyn.process.consent.tests.cases import Family, family
from samsyn.process.succession import actions, growing


@pytest.fixture
def young(become, cast) -> Family:
    """Adam is 17 here; the guardians and he have said yes to BUP and the school."""
    ek = family(become, cast, age=17)
    ek.ask_about("skolan", "sömnen")
    ek.wish("bup", "school")
    asked = ek.put_question(days=170)
    for key in ("guardian", "other_guardian", "child"):
        ek.answer(key, "yes", inquiry=asked)
    return ek


def birthday(ek: Family) -> datetime:
    case, _by = ek.speaks("coordinator")
    return clock.midnight(comes_of_age(case))


def grows(ek: Family, evidence: str = "") -> None:
    case, by = ek.speaks("coordinator")
    actions.come_of_age(case=case, by=by, evidence=evidence)


@pytest.mark.requirement("C065")
def test_what_a_guardian_sees_ends_at_midnight_of_the_birthday(young, at):
    # C065: legal custody until the child is 18; the end is written ahead when the guardian joins.
    midnight = birthday(young)
    case, _by = young.speaks("coordinator")
    for place in Place.objects.filter(case=case, kind=PlaceKind.GUARDIAN).order_by("pk"):
        assert place.valid.upper == midnight
        ends = Access.objects.filter(place=place).values_list("valid", flat=True)
        assert {span.upper for span in ends} == {midnight}
    at(midnight - timedelta(seconds=1))
    assert "whole" in young.scopes("guardian")
    at(midnight)
    assert young.scopes("guardian") == young.scopes("other_guardian") == set()
    assert "whole" in young.scopes("child")


def test_a_question_written_later_ends_with_the_rest(young):
    young.ask_about("pengarna")
    midnight = birthday(young)
    case, _by = young.speaks("coordinator")
    ends = Access.objects.filter(case=case, place__kind=PlaceKind.GUARDIAN).values_list("valid", flat=True)
    assert {span.upper for span in ends} == {midnight}


def test_what_guardians_alone_have_agreed_to_ends_on_the_birthday(become, cast, at):
    ek = family(become, cast, age=14)
    ek.ask_about("skolan")
    ek.wish("bup", "school")
    asked = ek.put_question(days=170)
    ek.answer("guardian", "yes", inquiry=asked)
    ek.answer("other_guardian", "yes", inquiry=asked)
    case, _by = ek.speaks("coordinator")
    assert consent.needed(case) == [p for p in case.people if p.kind == PlaceKind.GUARDIAN]
    at(birthday(ek))
    assert ek.scopes("bup") == set()


def test_the_leader_sees_it_coming(become, cast, at):
    young = family(become, cast, age=16)
    midnight = birthday(young)
    at(midnight - timedelta(days=61))
    case, _by = young.speaks("coordinator")
    assert not growing.growing(case).near
    at(midnight - timedelta(days=59))
    case, _by = young.speaks("coordinator")
    found = growing.growing(case)
    assert (found.near, found.due) == (True, False)
    with pytest.raises(Refused, match="inte blivit myndig än"):
        grows(young)


@pytest.mark.requirement("C065")
def test_the_plan_is_the_grown_ups_own(young, at):
    at(birthday(young) + timedelta(hours=9))
    grows(young)
    case, _by = young.speaks("coordinator")
    assert case.people[0].kind == PlaceKind.PERSON
    # C065: a change of rights at 18: nobody else's yes is needed.
    assert [place.called for place in consent.needed(case)] == ["Adam Ek"]
    assert {"frame", "whole", "1", "2"} <= young.scopes("child")
    # What the person has said yes to as a young one is open still; it is the person's own.
    assert {"1", "2"} <= young.scopes("bup")
    young.withdraw("child")
    assert young.scopes("bup") == set()
    with pytest.raises(Refused, match="redan vuxen"):
        grows(young)


def test_silence_opens_nothing_and_the_persons_yes_does(become, cast, at, client_as):
    ek = family(become, cast, age=17)
    ek.ask_about("skolan")
    ek.wish("bup", "school")
    asked = ek.put_question(days=170)
    ek.answer("guardian", "yes", inquiry=asked)
    ek.answer("other_guardian", "yes", inquiry=asked)
    at(birthday(ek) + timedelta(hours=9))
    grows(ek)
    # The person has not answered: silence is not a yes.
    assert ek.scopes("bup") == set()
    page = client_as("child").get(f"/sip/{ek.ref}/").content.decode()
    assert "Svara ja eller nej" in page
    ek.answer("child", "yes", inquiry=asked)
    assert "1" in ek.scopes("bup")


def test_without_a_birthday_somebody_has_to_know(become, cast):
    ek = family(become, cast, age=None)
    case, _by = ek.speaks("coordinator")
    assert growing.growing(case).day is None
    with pytest.raises(Refused, match="Skriv hur du vet"):
        grows(ek)
    grows(ek, "Pass")
    assert ek.scopes("guardian") == set()
    assert "whole" in ek.scopes("child")


def test_only_whoever_leads_gives_the_plan_over(young, at):
    at(birthday(young))
    for who in ("child", "bup"):
        case, by = young.speaks(who)
        with pytest.raises(Refused):
            actions.come_of_age(case=case, by=by)
