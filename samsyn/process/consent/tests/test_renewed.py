"""A yes runs to its day, is told of before it ends, and is renewed: on the pages where it is done."""

from datetime import timedelta

import pytest

from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.overview import turns_consent
from samsyn.process.consent import rules
from samsyn.process.consent.models import Inquiry, Kind, Talk
from samsyn.process.consent.tests.cases import Family


def on_form(day, name: str) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.fixture
def yes(asked: Family) -> Family:
    for key in ("guardian", "other_guardian"):
        asked.answer(key, Kind.YES)
    return asked


def soon(family: Family, at) -> None:
    case, _by = family.speaks("coordinator")
    days = case.terms.number("consent_reminder_days")
    at(clock.midnight(rules.Standing(case).last_day - timedelta(days=days)))


def test_the_family_and_the_leader_are_reminded_before_a_yes_ends(yes, client_as, at):
    soon(yes, at)
    said = client_as("guardian").get(f"/sip/{yes.ref}/samtycke/").content.decode()
    assert "Frågan ställs igen innan dess" in said
    desk = client_as("coordinator")
    assert "Frågan ställs igen innan dess" in desk.get(f"/sip/{yes.ref}/samtycke/").content.decode()
    case, by = yes.speaks("coordinator")
    said = list(turns_consent.last(case, by))
    assert [turn.button for turn in said] == ["Fråga igen"] and said[0].due == rules.Standing(case).last_day


def test_a_yes_is_renewed_where_it_is_asked_and_nothing_shuts_meanwhile(yes, client_as, at):
    soon(yes, at)
    case, _by = yes.speaks("coordinator")
    before = rules.Standing(case).last_day
    day = clock.today() + timedelta(days=90)
    page = f"/sip/{yes.ref}/fragor/"
    form = {"do": "ask"} | on_form(day, "valid_to")
    assert client_as("coordinator").post(page, form).status_code == 302
    assert "1" in yes.scopes("bup")
    case, _by = yes.speaks("guardian")
    asked = rules.inquiry(case)
    for key in ("guardian", "other_guardian"):
        answer = f"/sip/{yes.ref}/samtycke/svara/"
        # Nothing is new but the time, and the page says so.
        assert "Bara tiden är ny" in client_as(key).get(answer).content.decode()
        sent = {"inquiry": asked.ref, "kind": "yes", "language": "sv"}
        assert client_as(key).post(answer, sent).status_code == 302
    case, _by = yes.speaks("coordinator")
    assert rules.Standing(case).last_day == day > before
    at(clock.midnight(before + timedelta(days=2)))
    assert "1" in yes.scopes("bup")


def test_a_new_party_is_asked_about_alone(yes, client_as):
    yes.wish("habilitation")
    yes.put_question(days=90)
    said = client_as("guardian").get(f"/sip/{yes.ref}/samtycke/svara/").content.decode()
    new, already = said.split('id="already"')[0], said.split('id="already"')[1].split("Hela frågan")[0]
    assert "Nytt sedan sist" in new
    hab, bup = yes.duty("habilitation").person.name, yes.duty("bup").person.name
    assert hab in new and bup not in new.split('id="new"')[1]
    assert bup in already and hab not in already


def test_the_interpreter_is_booked_before_the_talk_on_the_page(asked, client_as):
    page, place = f"/sip/{asked.ref}/samtycke/samtal/", asked.place("guardian")
    when = clock.today() + timedelta(days=2)
    form = {"do": "book", "place": place.ref, "how": "meeting", "interpreter": "somaliska"}
    form |= on_form(when, "starts_at") | {"starts_at_clock": "13.00"}
    answer = client_as("coordinator").post(page, form)
    assert answer.status_code == 422 and "Boka tolken först" in answer.content.decode()
    assert client_as("coordinator").post(page, form | {"interpreter_booked": "on"}).status_code == 302
    asked.speaks("coordinator")
    assert Talk.objects.get().interpreter == "somaliska"
    assert "Tolken är bokad" in client_as("guardian").get(page).content.decode()


@pytest.mark.parametrize("stage", ["planned", "following_up"])
def test_while_a_plan_is_in_force_it_is_asked_again(cases, become, client_as, stage):
    become("coordinator", case=cases[stage])
    case = Case.objects.get(ref=cases[stage])
    assert case.stage in (Stage.PLANNED, Stage.FOLLOWING_UP)
    before = rules.Standing(case).granted
    day = rules.default_last_day(case) - timedelta(days=3)
    form = {"do": "ask"} | on_form(day, "valid_to")
    page = f"/sip/{case.ref}/fragor/"
    assert "Fråga om samtycke" in client_as("coordinator").get(page).content.decode()
    assert client_as("coordinator").post(page, form).status_code == 302
    become("coordinator", case=cases[stage])
    case = Case.objects.get(ref=cases[stage])
    assert Inquiry.objects.filter(case=case).order_by("-pk")[0].valid_to == day
    assert {party.pk for party in rules.Standing(case).granted} == {party.pk for party in before}
