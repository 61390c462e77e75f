"""The pages of a new round in a real browser: taking over, side by side, the journal, and consent anew."""

from collections.abc import Callable, Mapping

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from samsyn.process.followup.tests.again import (
    begins_again,
    calls_to_follow_up,
    establishes_another,
    holds,
    reviews,
)
from samsyn.process.followup.tests.done import goes_on
from samsyn.process.plans.tests.cases import Meeting, fill, meeting

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ek(fresh_database: str, become: Callable, cast: Mapping) -> Meeting:
    """A plan that has been followed up."""
    with transaction.atomic():
        made = meeting(become, cast)
        fill(made)
        made.establish()
        calls_to_follow_up(made)
        holds(made)
        reviews(made, words="Skolan har inte kommit igång.")
    return made


def test_the_next_plan_is_begun_from_the_last_and_read_beside_it(
    ek: Meeting, live_url: str, page_as: Callable[..., Page], check_page: Callable
) -> None:
    with transaction.atomic():
        begins_again(ek)
    page = page_as("coordinator")
    page.goto(f"/sip/{ek.ref}/mote/")
    page.get_by_role("link", name="Se hur det gick, och välj vad ni tar med").click()
    check_page(page)
    page.get_by_role("button", name="Ta med Behöver stöd hemma").click()
    check_page(page)
    assert page.get_by_text("Är med").count() == 3
    page.goto(f"/sip/{ek.ref}/mote/")
    page.get_by_role("button", name="Ta med allt från förra planen").click()
    assert page.url.endswith("/mote/#needs")
    check_page(page)
    with transaction.atomic():
        establishes_another(ek)
    for who in ("guardian", "child", "school"):
        reader = page_as(who)
        for path in ("plan/jamfor/", "plan/1/"):
            reader.goto(f"/sip/{ek.ref}/{path}")
            check_page(reader)


def test_the_follow_up_is_copied_to_the_journal(
    ek: Meeting, live_url: str, page_as: Callable[..., Page], check_page: Callable
) -> None:
    page = page_as("bup")
    page.goto(f"/sip/{ek.ref}/uppfoljning/")
    check_page(page)
    page.get_by_role("link", name="Uppföljningen till journalen").click()
    check_page(page)
    page.get_by_role("button", name="Kopiera texten").click()
    page.get_by_role("button", name="Vi har fört in den i vår journal").click()
    expect(page.get_by_text("Ali Hassan förde in den")).to_be_visible()
    check_page(page)


def test_consent_is_asked_about_what_is_new(
    ek: Meeting, live_url: str, page_as: Callable[..., Page], check_page: Callable
) -> None:
    with transaction.atomic():
        goes_on(ek)
        ek.ask_about("fritiden")
        ek.put_question()
    page = page_as("guardian")
    page.goto(f"/sip/{ek.ref}/samtycke/svara/")
    check_page(page)
    page.get_by_role("button", name="Nej, inte till det nya").click()
    expect(page.get_by_text("Du har sagt nej till det som var nytt.")).to_be_visible()
    check_page(page)
