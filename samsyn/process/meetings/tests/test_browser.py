"""Every page of preparation and of the meeting in a real browser, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at

pytestmark = pytest.mark.browser


@pytest.fixture
def ref(live_url: str) -> str:
    """Adam's meeting has been called to."""
    return case_at(Stage.CALLED)


def choose(page: Page, label: str) -> None:
    """The whole card is the target."""
    page.locator("label", has_text=label).first.click()


def test_the_child_answers_looks_and_chooses(ref: str, page_as: Callable[..., Page], check_page: Callable):
    page = page_as("child")
    page.goto(f"/sip/{ref}/forbered/")
    check_page(page)
    page.get_by_role("link", name="Fortsätt svara").click()
    check_page(page)
    page.get_by_label("Ditt svar").fill("Hemma 🦊")
    page.get_by_role("button", name="Spara och gå vidare").click()
    page.get_by_role("link", name="Hoppa över").click()
    choose(page, "Jag vet inte")
    page.get_by_role("button", name="Spara och sluta").click()
    page.get_by_role("link", name="Kolla dina svar").click()
    check_page(page)
    page.get_by_role("link", name="Jag vill välja för varje svar").click()
    check_page(page)
    page.go_back()
    page.get_by_role("button", name="Gör så med mina svar").click()
    expect(page.get_by_role("link", name="Välj vem som får se dina svar.")).to_be_visible()
    check_page(page)
    choose(page, "Visa bara för Sara Lind")
    page.get_by_role("button", name="Gör så med mina svar").click()
    expect(page.get_by_text("Visas för Sara Lind").first).to_be_visible()


def test_the_leader_reads_calls_anew_opens_and_marks(
    ref: str, page_as: Callable[..., Page], check_page: Callable
):
    page = page_as("coordinator")
    for path in ("forbered/svar/", "forbered/verksamhet/", "kallelse/", "kallelse/kalla/"):
        page.goto(f"/sip/{ref}/{path}")
        check_page(page)
    page.get_by_label("När slutar mötet?").fill("8.00")
    page.get_by_role("button", name="Spara och kalla igen").click()
    expect(page.get_by_text("Mötet slutar innan det börjar.").first).to_be_visible()
    check_page(page)
    page.get_by_label("När slutar mötet?").fill("14.30")
    page.get_by_role("button", name="Spara och kalla igen").click()
    expect(page.get_by_text("14.30").first).to_be_visible()
    page.get_by_role("button", name="Öppna mötet").click()
    check_page(page)
    for yes in page.locator("label", has_text="Ja").all():
        yes.click()
    page.get_by_role("button", name="Spara vilka som kom").click()
    expect(page.get_by_text("Kom till mötet").first).to_be_visible()
    check_page(page)


@pytest.mark.parametrize("who", ["bup", "guardian", "child"])
def test_each_reads_the_kallelse_and_answers(
    ref: str, page_as: Callable[..., Page], check_page: Callable, who: str
):
    page = page_as(who)
    page.goto(f"/sip/{ref}/kallelse/")
    check_page(page)
    page.goto(f"/sip/{ref}/kallelse/svara/")
    check_page(page)
    choose(page, "Jag kan inte komma")
    page.get_by_label("Varför kan du inte komma?").fill("Sjuk")
    page.get_by_role("button", name="Spara mitt svar").click()
    expect(page.get_by_text("Sjuk", exact=True).first).to_be_visible()
