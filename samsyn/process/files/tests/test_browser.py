"""The pages of letters and pictures in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.process.files.tests.test_files import letter

pytestmark = pytest.mark.browser


def test_a_letter_is_added_and_opened(live_url: str, page_as: Callable[..., Page], check_page: Callable):
    ref = case_at(Stage.PLANNED)
    page = page_as("guardian")
    page.goto(f"/sip/{ref}/filer/")
    check_page(page)
    page.get_by_role("link", name="Lägg till en bild").click()
    check_page(page)
    page.get_by_role("button", name="Lägg till bilden").click()
    check_page(page)
    page.get_by_label("Vad är det?").fill("Brev från skolan")
    page.get_by_text("Alla som får veta om alla frågor").click()
    picture = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": letter().getvalue()}
    page.get_by_label("Bild", exact=True).set_input_files(picture)
    page.get_by_role("button", name="Lägg till bilden").click()
    page.get_by_role("link", name="Brev från skolan").click()
    shown = page.get_by_role("img", name="Brev från skolan")
    assert shown.evaluate("image => image.complete && image.naturalWidth > 0")
    check_page(page)
