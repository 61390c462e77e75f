"""Hiding, the child's room and who sees what, in a real browser on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at

pytestmark = pytest.mark.browser
CODE = "blåbär27"


def test_a_code_is_chosen_something_is_hidden_and_the_room_opens(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
):
    ref = case_at(Stage.MEETING)
    leader = page_as("coordinator")
    leader.goto(f"/sip/{ref}/vem-ser/")
    check_page(leader)
    leader.get_by_role("link", name="Välj en kod tillsammans").click()
    check_page(leader)
    leader.get_by_label("Ny kod").fill(CODE)
    leader.get_by_label("Samma kod en gång till").fill(CODE)
    leader.locator("label[for=id_here]").click()
    leader.get_by_role("button", name="Spara koden").click()
    leader.goto(f"/sip/{ref}/dolt/")
    check_page(leader)
    leader.get_by_role("link", name="Behov:").first.click()
    check_page(leader)
    leader.locator("label[for=id_places_0]").click()
    leader.get_by_label("Varför?").fill("Adam har bett om det.")
    leader.get_by_role("button", name="Dölj det").click()
    expect(leader.get_by_text("Ser det inte:").first).to_be_visible()
    leader.goto(f"/sip/{ref}/plan/")
    expect(leader.get_by_text("Det här vet inte").first).to_be_visible()
    check_page(leader)
    child = page_as("child")
    child.goto(f"/sip/{ref}/mitt/")
    check_page(child)
    child.get_by_label("Din kod").fill(CODE)
    child.get_by_role("button", name="Öppna").click()
    child.get_by_label("Skriv här").fill("Det här är bara mitt.")
    child.get_by_role("button", name="Spara bara för mig").click()
    expect(child.get_by_text("Det här är bara mitt.")).to_be_visible()
    check_page(child)
    child.goto(f"/sip/{ref}/vem-ser/")
    check_page(child)
    mother = page_as("guardian")
    mother.goto(f"/sip/{ref}/vem-ser/")
    check_page(mother)


def test_the_pages_hold_in_the_dark_and_mirrored(live_url: str, page_as: Callable[..., Page], check_page):
    ref = case_at(Stage.MEETING)
    for key, paths in (("coordinator", ("vem-ser/", "kod/", "dolt/")), ("child", ("mitt/", "vem-ser/"))):
        page = page_as(key, color_scheme="dark")
        for path in paths:
            page.goto(f"/sip/{ref}/{path}")
            page.evaluate("document.documentElement.dir = 'rtl'")
            check_page(page)
