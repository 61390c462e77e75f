"""The meeting in a browser: boxes that save themselves, two who write at once, and what the checkers say."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.process.plans import rules
from samsyn.process.plans.models import ChildVoice
from samsyn.process.plans.tests.cases import Meeting, fill, meeting

pytestmark = pytest.mark.browser


@pytest.fixture
def ek(fresh_database: str, acting: Callable, become: Callable, cast: Mapping) -> Meeting:
    """A filled draft, committed."""
    with acting("coordinator"):
        made = meeting(become, cast)
        fill(made)
    return made


def words(acting: Callable, ek: Meeting) -> str:
    with acting("coordinator", case=ek.ref):
        return ChildVoice.objects.get().words


def test_two_write_the_same_box(ek, acting, page_as, check_page):
    one, other = page_as("coordinator"), page_as("coordinator")
    for page in (one, other):
        page.goto(f"/sip/{ek.ref}/mote/")
    check_page(one)
    box = "#voice-words textarea"
    one.fill(box, "Först")
    one.click("#voice-words-save")
    one.wait_for_selector("#voice-words .saved:has-text('Sparat')")
    other.fill(box, "Sedan")
    other.locator(box).blur()  # saves itself
    other.wait_for_selector("#voice-words .conflict")
    check_page(other)
    assert words(acting, ek) == "Först"
    other.fill(box, "Sedan, och först")  # what stands in the box now is what is sent
    other.click("text=Spara min text")
    other.wait_for_selector("#voice-words .saved:has-text('Sparat')")
    assert words(acting, ek) == "Sedan, och först"


def test_a_plan_is_established_and_read(ek, acting, page_as, check_page):
    page = page_as("coordinator")
    page.goto(f"/sip/{ek.ref}/mote/")
    page.check("#plan-no-other-measures input[type=checkbox]")
    page.fill("#summary-text textarea", "Alla hjälps åt.")
    page.click("#summary-text-save")
    page.wait_for_selector("#summary-text .saved:has-text('Sparat')")
    page.click("text=Fastställ planen")
    page.wait_for_url(f"**/sip/{ek.ref}/plan/")
    with acting("coordinator", case=ek.ref):
        assert rules.established(ek.speaks("coordinator")[0]).is_established
    check_page(page)
    for key in ("child", "guardian", "school"):
        reader = page_as(key)
        reader.goto(f"/sip/{ek.ref}/plan/")
        check_page(reader)
    guardian = page_as("guardian")
    guardian.goto(f"/sip/{ek.ref}/plan/svara/")
    check_page(guardian)


def test_without_javascript_the_same_page_saves(ek, acting, page_as):
    page = page_as("coordinator", java_script_enabled=False)
    page.goto(f"/sip/{ek.ref}/mote/")
    page.fill("#voice-words textarea", "Utan skript")
    page.click("#voice-words-save")
    assert page.url.endswith("/mote/#voice-words")
    assert words(acting, ek) == "Utan skript"


def test_a_folded_measure_opens_where_it_stands(ek, acting, page_as, check_page):
    with acting("coordinator", case=ek.ref):
        goal = rules.draft(ek.speaks("coordinator")[0]).goals.order_by("pk")[0]
        for number in range(39):
            ek.add("measure", goal, what=f"Insats {number}", responsible="other", other="Mormor")
    page = page_as("coordinator")
    page.goto(f"/sip/{ek.ref}/mote/")
    check_page(page)
    line = page.locator("li.measure", has_text="Insats 38")
    line.locator("text=Ändra").click()
    page.wait_for_selector("li.measure textarea >> text=Insats 38")
    assert page.url.endswith("/mote/")  # nothing else on the page has moved
    page.locator("li.measure", has=page.locator("textarea")).locator("textarea").fill(
        "Insats 38, varje vecka"
    )
    page.locator("li.measure textarea").blur()
    page.wait_for_selector("li.measure .saved:has-text('Sparat')")
    check_page(page)
