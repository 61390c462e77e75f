"""Looking up and changing an agreement in a real browser, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samsyn.demo.parts import KOMMUN
from samsyn.kernel import clock
from samsyn.people.models import Organisation

pytestmark = pytest.mark.browser

SOURCE = "Länets överenskommelse 2027, punkt 4"


def test_a_change_is_made_in_a_browser(
    live_url: str, page_as: Callable[..., Page], check_page: Callable[[Page], None], acting: Callable
) -> None:
    with acting("operator"):
        ref = Organisation.objects.get(name=KOMMUN).ref
    page = page_as("operator")
    page.goto(f"/admin-lokal/organisation/{ref}/overenskommelse/")
    page.get_by_role("link", name="Se och ändra vad överenskommelsen säger").click()
    check_page(page)
    page.get_by_role("link", name="Ändra för alla När hålls mötet?").click()
    check_page(page)
    page.get_by_label("När hålls mötet?").fill("21")
    page.get_by_role("button", name="Se vad som ändras").click()
    expect(page.get_by_text("Skriv dagen då ändringen börjar gälla.").first).to_be_visible()
    check_page(page)
    for label, given in (("Dag", 1), ("Månad", 3), ("År", clock.today().year + 1)):
        page.get_by_label(label, exact=True).fill(str(given))
    page.get_by_label("Var står det?").fill(SOURCE)
    page.locator("label", has_text="Ja, det står så").click()
    page.get_by_role("button", name="Se vad som ändras").click()
    expect(page.get_by_text("Inget är sparat ännu.")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_text("Inom 21 dagar").first).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Ta tillbaka ändringen").click()
    check_page(page)


@pytest.mark.parametrize("path", ["min/", "gavleborg/", "vastra_gotaland/", "?name=hallstad", "?name="])
def test_what_a_unit_reads_is_faultless(
    page_as: Callable[..., Page], check_page: Callable[[Page], None], path: str
) -> None:
    page = page_as("school")
    page.goto(f"/overenskommelser/{path}")
    check_page(page)
