"""The pages of copies in a real browser, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at

pytestmark = pytest.mark.browser


def test_the_plan_is_handed_out_confirmed_and_printed(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
):
    ref = case_at(Stage.PLANNED)
    page = page_as("coordinator")
    page.goto(f"/sip/{ref}/kopior/")
    check_page(page)
    page.get_by_role("button", name="Lämna ut planen").click()
    expect(page.get_by_text("Väntar på kvittering från:")).to_be_visible()
    check_page(page)
    school = page_as("school")
    school.goto(f"/sip/{ref}/kopior/")
    check_page(school)
    school.get_by_role("button", name="Vi har fört in den i vårt system").click()
    expect(school.get_by_text("Per Berg kvitterade")).to_be_visible()
    child = page_as("child")
    child.goto(f"/sip/{ref}/kopior/")
    expect(child.get_by_role("heading", name="Här är din plan")).to_be_visible()
    check_page(child)
    child.get_by_role("link", name="Planen på papper").click()
    check_page(child)
    child.emulate_media(media="print")
    expect(child.get_by_text("Datum och namnteckning").first).to_be_visible()
    expect(child.get_by_text("Skriv ut med webbläsarens egen utskrift")).not_to_be_visible()
