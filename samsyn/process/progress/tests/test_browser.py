"""The pages between the meetings in a real browser, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at

pytestmark = pytest.mark.browser


def test_between_the_meetings_each_writes_and_the_family_reads(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
):
    ref = case_at(Stage.PLANNED)
    guardian = page_as("guardian")
    guardian.goto(f"/sip/{ref}/na-andra/")
    guardian.get_by_label("Vem vill ni nå?").fill("Försäkringskassan")
    guardian.get_by_label("Vad behöver ni hjälp med?").fill("Vi vet inte vilket bidrag vi kan söka.")
    guardian.get_by_role("button", name="Be om hjälp").click()
    check_page(guardian)
    guardian.goto(f"/sip/{ref}/skriv/")
    guardian.get_by_label("Vad vill du säga?").fill("Kan du ringa mig i morgon? 🦊")
    guardian.get_by_role("button", name="Skicka").click()
    check_page(guardian)
    leader = page_as("coordinator")
    leader.goto(f"/sip/{ref}/na-andra/")
    check_page(leader)
    leader.goto("/arbete/")
    check_page(leader)
    leader.goto(f"/sip/{ref}/skriv/")
    leader.get_by_text("Svara Maria Ek").click()
    check_page(leader)
    leader.get_by_label("Ditt svar").fill("Ja, klockan nio.")
    leader.get_by_role("button", name="Skicka svaret").click()
    school = page_as("school")
    school.goto(f"/sip/{ref}/insatser/")
    check_page(school)
    school.get_by_role("button", name="Har börjat").first.click()
    school.get_by_role("link", name="Skriv mer, eller något annat").first.click()
    check_page(school)
    child = page_as("child")
    child.goto(f"/sip/{ref}/insatser/")
    expect(child.get_by_text("Har börjat").first).to_be_visible()
    check_page(child)
