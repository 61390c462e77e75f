"""All components in a real browser: faultless on phone and screen, in light and dark, mirrored, no script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.harness.browser import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("components")]
LARGE = """() => [...document.querySelectorAll("main a.ds-button, main button, main .option, main .ds-input")]
  .filter(e => !e.matches("[type=radio], [type=checkbox]") && e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def components(settings: Any) -> None:
    settings.ROOT_URLCONF = "samsyn.web.tests.gallery"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_faultless(
    visitors: Visitors, check_page: Callable[[Page], None], scheme: str
) -> None:
    page = visitors.enter(color_scheme=scheme)
    page.goto("/?size=lg")
    check_page(page)
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    expect(page).to_have_title("Fel: Alla delar – samsyn")
    check_page(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    check_page(page)


def test_every_error_page_is_faultless(page: Page, check_page: Callable[[Page], None]) -> None:
    for status in (403, 404, 409, 419, 429, 500, 503):
        page.goto(f"/fel/{status}/")
        check_page(page)


def test_what_a_child_presses_is_large(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/?size=lg")
    assert page.evaluate(LARGE) == []
    option = page.locator(".option").first
    box = option.bounding_box()
    assert box
    option.click(position={"x": box["width"] - 5, "y": box["height"] - 5})
    expect(option.locator("input")).to_be_checked()


def test_text_may_be_spaced_out_on_the_narrowest_phone(page: Page) -> None:
    """WCAG 1.4.10 and 1.4.12: 320 px, and the reader's own spacing."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/?size=lg")
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet];
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
          + " word-spacing: .16em !important } p { margin-block-end: 2em !important }") }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_script_the_faults_lead_to_their_boxes(visitors: Visitors) -> None:
    page = visitors.enter(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Vad är bra just nu?").fill("x" * 20_347)
    page.get_by_role("button", name="Spara och gå vidare").click()
    page.get_by_role("link", name="Korta den med 347 tecken").click()
    box = page.get_by_label("Vad är bra just nu?")
    assert page.url.endswith("#id_good")
    assert len(box.input_value()) == 20_347


def test_the_counter_counts_and_never_cuts(page: Page) -> None:
    page.goto("/")
    box, counter = page.get_by_label("Vad är bra just nu?"), page.locator("#id_good + .counter")
    box.fill("x" * 100)
    expect(counter).to_be_empty()
    box.fill("x" * 19_990 + "😀😀\n")
    expect(counter).to_have_text("8 tecken kvar")
    box.fill("x" * 21_347)
    expect(counter).to_have_text("1\xa0347 tecken för mycket")
    expect(page.locator("#spoken")).to_have_text("1\xa0347 tecken för mycket")
    assert len(box.input_value()) == 21_347


def test_unsent_words_are_asked_about_and_sent_ones_are_not(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/")
    page.get_by_label("Vad är bra just nu?").press_sequentially("hej")
    page.evaluate("location.reload()")
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()
    assert asked == ["beforeunload"]


def test_what_was_not_saved_says_so_and_is_saved_when_the_net_is_back(visitors: Visitors) -> None:
    page = visitors.enter()
    page.goto("/")
    cut: list[Route] = []
    page.route("**/spara/", lambda route: (cut.append(route), route.abort("internetdisconnected")))
    box = page.get_by_label("Sparas medan du skriver")
    box.fill("Jag vill sova")
    box.blur()
    saved = page.locator("form[data-autosave] .saved")
    expect(saved).to_have_text("Inte sparat. Vi försöker igen.")
    assert cut
    expect(box).to_have_value("Jag vill sova")
    page.unroute("**/spara/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(saved).to_have_text("Sparat klockan 13.00")
    # htmx tells the console that the net was away: that was the point.
    visitors.troubles[:] = [told for told in visitors.troubles if "htmx:" not in told]


def test_paper_needs_no_buttons(page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Sömnskola i grupp")).to_be_visible()
    expect(page.get_by_text("070-123 45 67").first).to_be_visible()
