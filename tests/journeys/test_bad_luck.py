"""Bad input and bad luck: a clear sentence, nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect

from samsyn.audit.models import Event
from samsyn.cases.stages import Op, Stage
from samsyn.demo.cases import case_at
from samsyn.kernel import clock
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STRANGE = "😀🏳️‍🌈 مرحبا بالعالم <script>alert('hej')</script> & \"så\""


@pytest.fixture
def times(acting: Callable, company: Company) -> Callable[[Op], int]:
    """How many times a verb has been done in the case."""

    def count(op: Op) -> int:
        with acting("coordinator", case=company.ref):
            return Event.objects.filter(verb=op).count()

    return count


def test_a_double_click_establishes_once(company: Company, times: Callable[[Op], int]) -> None:
    company.ref = case_at(Stage.MEETING)
    sara = company.at("coordinator", "mote/")
    button = sara.page.get_by_role("button", name="Fastställ planen")
    with sara.page.expect_navigation(url="**/plan/"):
        button.dblclick()
    sara.sees("Planen gäller sedan")
    assert times(Op.ESTABLISH) == 1


def test_an_answer_lost_after_commit_and_sent_again(company: Company, times: Callable[[Op], int]) -> None:
    company.ref = case_at(Stage.PREPARING)
    mother = company.at("guardian", "fragor/")

    def lose(route: Route) -> None:
        assert route.fetch(max_redirects=0).status == 302  # the server has done it
        route.abort("aborted")  # and she never learns of it

    mother.page.route("**/fragor/", lose, times=1)
    mother.write("Ny fråga till mötet", "Vem hämtar Adam?")
    with mother.page.expect_event("requestfailed"):
        mother.page.get_by_role("button", name="Lägg till frågan").click()
    mother.press("Lägg till frågan")
    expect(mother.page.get_by_text("Vem hämtar Adam?")).to_have_count(1)
    assert times(Op.WRITE_QUESTION) == 1


def test_a_meeting_in_the_past_and_an_end_before_its_start(company: Company) -> None:
    company.ref = case_at(Stage.CALLED)
    sara = company.at("coordinator", "kallelse/kalla/")
    sara.day("När börjar mötet?", clock.today() - timedelta(days=1), "13.00")
    sara.write("När slutar mötet?", "12.00")
    sara.write("Var är mötet?", "Biblioteket")
    sara.press("Spara och kalla igen")
    sara.sees("Något behöver rättas", "Det du har skrivit finns kvar på sidan.")
    summary = sara.page.locator(".ds-error-summary li")
    expect(summary).to_have_count(2)
    expect(sara.page.get_by_label("Var är mötet?")).to_have_value("Biblioteket")
    sara.day("När börjar mötet?", clock.today() + timedelta(days=9), "13.00")
    sara.press("Spara och kalla igen")
    expect(summary).to_have_count(1)
    sara.write("När slutar mötet?", "14.30")
    sara.press("Spara och kalla igen")
    sara.sees("Biblioteket", "14.30")


def test_one_without_personnummer(company: Company) -> None:
    """And 20,000 characters: the counter tells, the server explains, and nothing is cut."""
    sara = company["coordinator"]
    sara.go("/ny/")
    sara.choose("Är det någon som inte får veta", "Nej")
    sara.write("Namn", "Yusuf")
    sara.choose("Vem såg behovet?", "Vårdnadshavare")
    sara.day("När?", clock.today())
    why = sara.write("Vad är det som gör", "å" * 20_050)
    expect(sara.page.get_by_text("50 tecken för mycket")).to_be_visible()
    sara.press("Spara och gå vidare")
    sara.sees("Texten är 20 050 tecken. Högst 20 000 får plats. Korta den med 50 tecken.")
    expect(why).to_have_value("å" * 20_050)
    sara.write("Vad är det som gör", "å" * 20_000)
    sara.press("Spara och gå vidare")
    sara.sees("Skriv ett personnummer, eller den dag då personen föddes.")
    sara.day("Född", clock.today() - timedelta(days=4000))
    sara.press("Spara och gå vidare")
    sara.sees("Yusuf", "å" * 20_000)


def test_emoji_arabic_and_script_are_words(company: Company) -> None:
    company.ref = case_at(Stage.PREPARING)
    mother = company.at("guardian", "fragor/")
    mother.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    mother.write("Ny fråga till mötet", STRANGE)
    mother.press("Lägg till frågan")
    said = mother.page.locator("bdi.words").filter(has_text="مرحبا")
    assert said.inner_text() == STRANGE
    company.at("child", "fragor/").sees(STRANGE)


@pytest.mark.parametrize("lost", ["sessionid", "csrftoken"])
def test_the_session_is_over_while_writing(company: Company, lost: str) -> None:
    company.ref = case_at(Stage.PREPARING)
    mother = company.at("guardian", "fragor/")
    words = "Hur kan vi sova på nätterna?\nVi är tre som vaknar."
    mother.write("Ny fråga till mötet", words)
    mother.page.context.clear_cookies(name=lost)
    mother.press("Lägg till frågan")
    mother.sees("Sidan har varit öppen för länge", "Det du skickade är inte sparat.")
    expect(mother.page.get_by_label("Det du skrev, ruta 1")).to_have_value(words)
