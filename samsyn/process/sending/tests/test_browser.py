"""Both pages in a real browser: how one wants to be told, and what would leave."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from samsyn.notices.tests.conftest import Desk
from samsyn.process.sending.tests.test_before_sending import WORK, protect
from tests.harness.smtp import MailServer

pytestmark = pytest.mark.browser


def test_from_the_own_choice_to_what_leaves(
    desk: Desk, post: MailServer, cast: Mapping, page_as: Callable[..., Page], check_page: Callable
) -> None:
    mother = page_as("guardian")
    mother.goto("/familj/")
    mother.get_by_role("link", name="Så når vi dig").click()
    mother.get_by_role("button", name="Spara").click()
    check_page(mother)
    mother.get_by_text("Skicka ett mejl").click()
    mother.get_by_label("Din mejladress").fill("hemma@exempel.se")
    mother.get_by_text("Bara att jag har fått ett meddelande").first.click()
    mother.get_by_role("button", name="Spara").click()
    expect(mother.get_by_role("button", name="Skicka ett provmejl till mig")).to_be_visible()
    check_page(mother)

    desk.tell("child", cast)
    desk.tell("guardian", cast)
    protect(desk, cast, "guardian", "other_guardian")
    desk.mail_to("bup", WORK)
    desk.tell("bup", cast)
    leader = page_as("coordinator")
    leader.goto(f"/sip/{desk.ref}/")
    leader.get_by_role("link", name="Välj hur det lämnas").click()
    expect(leader.get_by_text("Stopp! Utskicket skulle visa")).to_be_visible()
    check_page(leader)
    leader.get_by_role("button", name="Skicka utan").first.click()
    expect(leader.get_by_role("heading", name="Skickas snart")).to_be_visible()
    check_page(leader)
