"""The pages of people changing in a real browser, on a phone and on a screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.cast import acting, members
from samsyn.kernel import clock
from samsyn.people import actions as people
from samsyn.people.models import Assignment

pytestmark = pytest.mark.browser


def goes_on_leave(key: str, days: int) -> None:
    with acting("administrator") as by:
        duty = Assignment.objects.select_related("unit__organisation").get(pk=members()[key].assignment_id)
        people.set_leave(by=by, duty=duty, since=clock.today() - timedelta(days=days))


def test_a_manager_names_a_successor_and_the_family_reads_who_it_is(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
):
    ref = case_at(Stage.PLANNED)
    goes_on_leave("coordinator", 7)
    manager = page_as("manager")
    manager.goto("/arbete/")
    check_page(manager)
    manager.get_by_role("link", name="Utse någon som tar över").click()
    check_page(manager)
    manager.get_by_role("button", name="Utse någon som tar över").click()
    check_page(manager)
    jonas = "Jonas Alm, Socialsekreterare, Socialtjänsten barn och unga"
    manager.get_by_label("Vem ska hålla ihop SIP:en?").select_option(label=jonas)
    manager.get_by_role("button", name="Lämna över SIP:en").click()
    expect(manager.get_by_role("heading", name="Att göra")).to_be_visible()
    mother = page_as("guardian")
    mother.goto("/familj/")
    check_page(mother)
    expect(mother.get_by_text("håller Jonas Alm ihop SIP:en")).to_be_visible()
    leader = page_as("successor")
    for page in ("", "ny/", "familjen/", "lamna/", "flytt/", "vuxen/"):
        leader.goto(f"/sip/{ref}/byte/{page}")
        check_page(leader)
    leader.goto(f"/sip/{ref}/byte/flytt/")
    leader.get_by_label("Vilken verksamhet tar över?").select_option(index=1)
    leader.get_by_role("button", name="Gå vidare").click()
    check_page(leader)
    leader.get_by_role("button", name="Lämna över SIP:en").click()
    expect(leader.get_by_text("Välj vem som tar över.").first).to_be_visible()
    check_page(leader)
