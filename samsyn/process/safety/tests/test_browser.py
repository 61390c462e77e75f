"""Leaving at once, in a real browser: by the keyboard, with words that were not sent."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def shot(page: Page, name: str) -> None:
    """For whoever wants to look: the folder is named in the environment."""
    if folder := os.environ.get("SAMSYN_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_keyboard_leaves_and_nothing_asks(
    page_as: Callable[..., Page], check_page: Callable[[Page], None], settings: Any
) -> None:
    settings.LEAVE_TO = "/tillganglighet/"  # here: tests reach nothing outside
    page = page_as("guardian")
    page.goto("/ny/")
    check_page(page)
    shot(page, "ny")
    page.set_viewport_size({"width": 360, "height": 800})
    shot(page, "ny_phone")
    page.get_by_label("Vad är det som gör").fill("Ord som inte är skickade")
    for key in ("Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Lämna snabbt")).to_be_visible()
    page.keyboard.press("Shift")
    expect(page).to_have_url(re.compile("/tillganglighet/"))
    # The page that was left is replaced in the history, and whoever goes there must sign in.
    page.goto("/familj/")
    expect(page).to_have_url(re.compile("/logga-in/"))
