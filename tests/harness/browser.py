"""Chromium, with one context per person; whatever the browser complains of fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from samsyn.demo.cast import Member
from tests.harness.client import StrictClient
from tests.harness.pages import SavedPages, faults_of

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
# A page that refuses, and a field that lost a race, are answers and not faults.
ANSWERS = {
    "document": range(200, 600),
    "fetch": (200, 204, 302, 303, 403, 409, 422),
    "xhr": (200, 204, 403, 409, 422),
}
TELL_OF_CSP = """document.addEventListener("securitypolicyviolation",
  e => console.error("CSP: " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile))"""
PATIENCE = 10_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = os.environ.get("SAMSYN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("chromium was not found: run `make chromium`, or set SAMSYN_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Visitors:
    """The people who have a browser open, and what their browsers complained of."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []
        self.documents: dict[Page, Response] = {}

    def enter(self, member: Member | None = None, **options: object) -> Page:
        """A page of one's own at the front page's address, not yet loaded."""
        context = self.browser.new_context(
            base_url=self.url, locale="sv-SE", timezone_id="Europe/Stockholm",
            viewport={"width": 1280, "height": 900}, **options,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_OF_CSP)
        if member:
            client = StrictClient()
            client.sign_in(member)
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.url}])
        self.contexts.append(context)
        page = context.new_page()
        self._watch(page, member.key if member else "visitor")
        return page

    def _watch(self, page: Page, who: str) -> None:
        def told(text: str) -> None:
            self.troubles.append(f"{who} at {page.url}: {text}")

        page.on("pageerror", lambda error: told(str(error)))
        page.on("console", lambda said: self._heard(said.type, said.text, told))
        page.on("request", lambda request: self._outside(request.url) and told(f"asked {request.url}"))
        page.on("response", lambda response: self._answered(page, response, told))

    def _heard(self, kind: str, text: str, told: Callable[[str], None]) -> None:
        # The status of what failed to load is judged in `_answered`.
        if kind == "error" and not text.startswith("Failed to load resource"):
            told(text)

    def _outside(self, url: str) -> bool:
        return not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != urlsplit(self.url).netloc

    def _answered(self, page: Page, response: Response, told: Callable[[str], None]) -> None:
        kind = response.request.resource_type
        if kind == "document" and response.frame == page.main_frame:
            self.documents[page] = response
        if response.status not in ANSWERS.get(kind, range(200, 400)):
            told(f"{response.status} for {response.url}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.troubles, "\n".join(self.troubles)


@pytest.fixture
def visitors(chromium: Browser, live_url: str) -> Iterator[Visitors]:
    found = Visitors(chromium, live_url)
    yield found
    found.leave()


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """Nobody has signed in."""
    return visitors.enter()


@pytest.fixture
def page_as(visitors: Visitors, cast: Mapping[str, Member]) -> Callable[..., Page]:
    """`page_as("mother")`: a browser of her own in which she has signed in. Options go to the context."""
    return lambda key, **options: visitors.enter(cast[key], **options)


@pytest.fixture(scope="session")
def saved_pages() -> Iterator[SavedPages]:
    """All that was looked at, for the HTML checker, which is asked once."""
    pages = SavedPages()
    yield pages
    found = pages.check()
    pages.remove()
    assert not found, "\n".join(found)


@pytest.fixture
def check_page(visitors: Visitors, saved_pages: SavedPages) -> Callable[[Page], None]:
    """axe, width, and the size of what one presses, on a phone and on a screen; the HTML is kept."""

    def check(page: Page) -> None:
        document = visitors.documents.get(page)
        is_whole = document is not None and document.url.split("#")[0] == page.url.split("#")[0]
        saved_pages.keep(page.url, document.text() if is_whole else page.content())
        found = faults_of(page)
        assert not found, f"{page.url}:\n" + "\n".join(found)

    return check
