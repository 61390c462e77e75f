"""The people of a journey, each in a browser of their own, and the case that they share."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.hands import Hand

PATIENCE = 20_000
REF = re.compile(r"\b[a-z2-7]{16}\b")


class Company:
    """`company["guardian"]`: her hands; `company.at("bup", "plan/")`: his, on that page of the case."""

    def __init__(
        self, enter: Callable[..., Page], check: Callable[[Page], None], kind: type[Hand] = Hand
    ) -> None:
        self.enter, self.check, self.kind = enter, check, kind
        self.scripted = True
        self.ref = ""
        self.hands: dict[str, Hand] = {}
        self.looked_at: set[tuple[str, str]] = set()

    def __getitem__(self, key: str) -> Hand:
        if key not in self.hands:
            page = self.enter(key, java_script_enabled=self.scripted)
            page.set_default_timeout(PATIENCE)
            self.hands[key] = self.kind(page, self.look, scripted=self.scripted)
        return self.hands[key]

    def at(self, key: str, path: str = "") -> Hand:
        hand = self[key]
        hand.go(f"/sip/{self.ref}/{path}")
        return hand

    def look(self, page: Page) -> None:
        """Every different page is examined once: an address and a heading."""
        path = REF.sub("…", page.url.partition("://")[2].partition("/")[2].partition("#")[0])
        seen = (path, page.locator("h1").first.inner_text())
        if self.scripted and seen not in self.looked_at:
            self.looked_at.add(seen)
            self.check(page)
