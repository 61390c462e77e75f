"""Takes docs/pictures/plan.png of a running demo: `python docs/pictures/make.py http://127.0.0.1:8000`.

The established plan as a guardian reads it, on a screen and on a phone, beside each other.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

TARGET = Path(__file__).with_name("plan.png")
NAMES = ("chromium", "chromium-browser", "google-chrome")
GUARDIAN = "Maria, Adams mamma"
ESTABLISHED = "Planen gäller sedan"
SIZES = ({"width": 1000, "height": 1150}, {"width": 390, "height": 1150})
AIR, GROUND, COLOURS = 24, "#dfe4e8", 128


def main(address: str) -> None:
    chromium = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        screens = [screen(browser, address, size) for size in SIZES]
        browser.close()
    beside(screens).quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)


def screen(browser: Browser, address: str, size: dict[str, int]) -> Image.Image:
    page = browser.new_page(base_url=address, viewport=size, locale="sv-SE", color_scheme="light")
    page.goto("/logga-in/")
    page.get_by_role("button", name=GUARDIAN).click()
    find_plan(page)
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def find_plan(page: Page) -> None:
    """The first of the guardian's cases whose plan is established."""
    page.goto("/familj/")
    cases = [link.get_attribute("href") for link in page.locator("h2 a[href^='/sip/']").all()]
    for case in cases:
        page.goto(f"{case}plan/")
        if page.get_by_text(ESTABLISHED).count():
            return
    raise SystemExit("No established plan was found in this demo.")


def beside(screens: list[Image.Image]) -> Image.Image:
    framed = [ImageOps.expand(one, AIR // 2, GROUND) for one in screens]
    whole = Image.new("RGB", (sum(one.width for one in framed), max(one.height for one in framed)), GROUND)
    for number, one in enumerate(framed):
        whole.paste(one, (sum(before.width for before in framed[:number]), 0))
    return ImageOps.expand(whole, AIR // 2, GROUND)


if __name__ == "__main__":
    main(sys.argv[1])
