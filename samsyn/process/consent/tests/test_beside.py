"""C095: a god man or förvaltare is asked beside the grown-up, whose own yes is what opens."""

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel.decision import Refused
from samsyn.process.consent import actions, rules
from samsyn.process.consent.tests.cases import Family, grown_up

BOTH = {"1", "2"}


@pytest.fixture
def eva(become, cast) -> Family:
    made = grown_up(become, cast)
    made.ask_about("veckan", "sömnen")
    made.wish("nurse", wished_by="adult")
    made.put_question()
    return made


@pytest.mark.requirement("C095")
def test_the_grown_ups_own_yes_opens_and_the_god_mans_does_not(eva):
    # C095: "Possible actor: god man or förvaltare"
    eva.answer("god_man", "yes")
    assert not eva.scopes("nurse")
    case, _by = eva.speaks("coordinator")
    assert rules.missing(case) == [eva.place("adult")]
    eva.answer("adult", "yes")
    assert eva.scopes("nurse") >= BOTH


@pytest.mark.requirement("C095")
def test_a_god_mans_no_is_written_down_and_shuts_nothing(eva, client_as):
    eva.answer("adult", "yes")
    eva.answer("god_man", "no")
    # C095: "Possible actor: god man or förvaltare"
    assert eva.scopes("nurse") >= BOTH
    page = client_as("coordinator").get(f"/sip/{eva.ref}/samtycke/").content.decode()
    assert "Göran Lund" in page and "Svaret skrivs ned bredvid" in page


def test_the_grown_ups_no_stands_whatever_the_god_man_says(eva):
    eva.answer("adult", "yes")
    eva.answer("god_man", "yes")
    eva.withdraw("adult")
    assert not eva.scopes("nurse")


def test_a_god_man_who_changes_his_mind_changes_nothing_for_others(eva):
    eva.answer("adult", "yes")
    eva.answer("god_man", "yes")
    eva.withdraw("god_man")
    assert eva.scopes("nurse") >= BOTH


def test_a_god_man_is_told_what_his_answer_does(eva, client_as):
    page = client_as("god_man").get(f"/sip/{eva.ref}/samtycke/svara/").content.decode()
    assert "Ditt svar skrivs ned bredvid" in page and "lämnas inget om" not in page


def test_nobody_answers_in_the_name_of_the_grown_up(eva):
    place = eva.place("adult")
    case, by = eva.speaks("god_man")
    with pytest.raises(Refused):
        actions.record(case=case, by=by, place=place, inquiry=rules.inquiry(case), kind="yes")
    with pytest.raises(Refused):
        actions.withdraw(case=case, by=by, place=place)


def test_a_grown_up_without_a_god_man_decides_alone(become, cast):
    alone = grown_up(become, cast, with_god_man=False)
    alone.ask_about("veckan")
    alone.wish("nurse", wished_by="adult")
    alone.put_question()
    alone.answer("adult", "yes")
    assert alone.scopes("nurse") >= {"1"}
    case, _by = alone.speaks("coordinator")
    assert [place.kind for place in rules.Standing(case).asked] == [PlaceKind.PERSON]


def test_the_start_page_tells_the_god_man_that_he_is_asked(eva, client_as):
    def page() -> str:
        return client_as("god_man").get("/familj/").content.decode()

    assert "Läs frågan och svara" in page()
    eva.answer("god_man", "yes")
    assert "Läs frågan och svara" not in page()
