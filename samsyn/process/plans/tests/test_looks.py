"""The pages of the special cases in a browser: what the checkers say, on phone and desktop."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.process.plans.tests.cases import Meeting, fill, meeting

pytestmark = pytest.mark.browser


@pytest.fixture
def ek(fresh_database: str, acting: Callable, become: Callable, cast: Mapping) -> Meeting:
    """All is written; a guardian and the region could not come."""
    with acting("coordinator"):
        made = meeting(become, cast)
        fill(made, absent=["other_guardian", "bup"])
    return made


@pytest.mark.requirement("C127", "C128")
def test_from_a_meeting_without_everybody_to_a_plan(ek, page_as, check_page):
    leader, johan, bup = page_as("coordinator"), page_as("other_guardian"), page_as("bup")
    leader.goto(f"/sip/{ek.ref}/mote/")
    check_page(leader)
    leader.click("text=Visa planen för dem som inte kunde komma")
    check_page(leader)
    leader.click("text=Visa planen för dem som inte var med")  # C127
    johan.goto(f"/sip/{ek.ref}/")
    johan.click("text=Läs och svara")
    check_page(johan)
    johan.click("text=Säg vad du tycker om planen")
    check_page(johan)
    johan.click("text=Ja, planen är bra som den är")
    johan.click("text=Spara svaret")  # C128
    leader.goto(f"/sip/{ek.ref}/mote/")
    leader.wait_for_selector("text=Ingen från regionen var med på mötet")
    leader.click("text=Fastställ planen")
    leader.wait_for_url(f"**/sip/{ek.ref}/plan/")
    check_page(leader)
    bup.goto(f"/sip/{ek.ref}/")
    bup.click("text=Svara för er verksamhet")
    check_page(bup)
    bup.click("text=Svara för er verksamhet")
    check_page(bup)
    bup.click("text=Ja, vi tar på oss den")
    bup.click("text=Spara svaret")
    bup.wait_for_selector("text=men tog på sig insatsen")
