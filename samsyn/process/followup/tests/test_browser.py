"""The pages of the follow-up in a real browser, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at

pytestmark = pytest.mark.browser


def choose(page: Page, question: str, answer: str) -> None:
    """The whole card is the target."""
    page.get_by_role("group", name=question).first.locator("label", has_text=answer).first.click()


def test_the_follow_up_is_called_written_and_closed_together(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
):
    ref = case_at(Stage.PLANNED)
    page = page_as("coordinator")
    page.goto(f"/sip/{ref}/uppfoljning/")
    check_page(page)
    page.get_by_role("link", name="Kalla till uppföljning").click()
    check_page(page)
    page.get_by_label("När slutar mötet?").fill("23.59")
    page.get_by_label("Var är mötet?").fill("Ljungskolan, rum 12")
    page.get_by_role("button", name="Kalla till uppföljning").click()
    check_page(page)
    choose(page, "Hur gick det med målet?", "Delvis nått")
    page.get_by_label("Berätta mer").first.fill("Två dagar av fyra 🦊")
    page.get_by_role("button", name="Spara hur det gick").first.click()
    expect(page.get_by_text("Två dagar av fyra 🦊").first).to_be_visible()
    page.get_by_role("link", name="Fortsätt med en ny SIP").click()
    check_page(page)
    page.go_back()
    page.get_by_role("link", name="Avsluta").click()
    check_page(page)
    page.get_by_role("button", name="Avsluta SIP:en").click()
    expect(page.get_by_text("Välj varför ni avslutar SIP:en.").first).to_be_visible()
    check_page(page)
    choose(page, "Varför avslutar ni SIP:en?", "Målen med samordningen är nådda")
    for name in ("Maria Ek", "Adam Ek", "Per Berg"):
        choose(page, f"Var {name} med och bestämde?", "Ja, på mötet")
    page.get_by_role("button", name="Avsluta SIP:en").click()
    expect(page.get_by_text("Ni bestämde det tillsammans").first).to_be_visible()
    check_page(page)
    child = page_as("child")
    child.goto(f"/sip/{ref}/uppfoljning/")
    expect(child.get_by_text("Nu är planen klar").first).to_be_visible()
    check_page(child)
