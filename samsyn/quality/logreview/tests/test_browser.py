"""Who has looked, in a real browser: the family asks, the reviewer decides, support goes in and out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.cast import acting

pytestmark = pytest.mark.browser
WHY = "Sara kan inte öppna kallelsen."


def test_the_family_asks_and_is_answered(live_url: str, page_as: Callable[..., Page], check_page: Callable):
    ref = case_at(Stage.PLANNED)
    leader, guardian = page_as("coordinator"), page_as("guardian")
    leader.goto(f"/sip/{ref}/plan/")
    guardian.goto(f"/sip/{ref}/lasningar/")
    expect(guardian.get_by_role("heading", name="Vilka har läst?")).to_be_visible()
    check_page(guardian)
    guardian.get_by_role("link", name="Fråga om läsningarna").click()
    guardian.get_by_label("Vad undrar du över?").fill("Varför läste Sara planen i dag?")
    guardian.get_by_role("button", name="Skicka frågan").click()
    expect(guardian.get_by_text("Varför läste Sara planen i dag?")).to_be_visible()
    check_page(guardian)
    leader.goto(f"/sip/{ref}/lasningar/fragor/")
    leader.get_by_label("Ditt svar").fill("Jag förberedde uppföljningen.")
    leader.get_by_role("button", name="Skicka svaret").click()
    expect(leader.get_by_text("Jag förberedde uppföljningen.")).to_be_visible()
    check_page(leader)


def test_support_goes_in_and_out(live_url: str, page_as: Callable[..., Page], check_page: Callable):
    ref = case_at(Stage.PLANNED)
    with acting("coordinator"):
        number = Case.objects.get(ref=ref).number
    support = page_as("operator")
    support.goto("/kvalitet/support/")
    support.get_by_label("Vilket nummer har SIP:en?").fill(number)
    support.get_by_label("Varför behöver du gå in?").fill(WHY)
    check_page(support)
    support.get_by_role("button", name="Gå in").click()
    expect(support.get_by_role("heading", name=number)).to_be_visible()
    check_page(support)
    support.get_by_role("button", name="Avsluta nu").click()
    expect(support.get_by_role("heading", name="Dina senaste gånger")).to_be_visible()


def test_the_reviewers_pages(live_url: str, page_as: Callable[..., Page], check_page: Callable):
    reviewer = page_as("reviewer")
    for path, heading in (
        ("/kvalitet/", "Kvalitet"),
        ("/kvalitet/logg/", "Granska loggen"),
        ("/kvalitet/logg/vagledning/", "Så granskar du"),
    ):
        reviewer.goto(path)
        expect(reviewer.get_by_role("heading", name=heading, level=1)).to_be_visible()
        check_page(reviewer)
