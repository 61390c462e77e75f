"""How somebody uses a page: follows links, presses buttons, answers questions, all by the words they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect


def starts(words: str) -> re.Pattern[str]:
    """The name of a field begins with its question; "(valfritt)" may follow."""
    return re.compile("^" + re.escape(words))


class Hand:
    """With a mouse, or a finger. `look` is shown every page that is come to."""

    def __init__(self, page: Page, look: Callable[[Page], None], *, scripted: bool = True) -> None:
        self.page, self.look, self.scripted = page, look, scripted

    # -- going somewhere

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look(self.page)

    def follow(self, name: str, within: Locator | None = None) -> None:
        self._leave(self._in(within).get_by_role("link", name=name, exact=True).first)

    def press(self, name: str, within: Locator | None = None) -> None:
        self._leave(self._in(within).get_by_role("button", name=name, exact=True).first)

    def _leave(self, target: Locator) -> None:
        with self.page.expect_navigation():
            self.activate(target)
        self.look(self.page)

    # -- answering

    def write(self, question: str, text: str, within: Locator | None = None) -> Locator:
        box = self._in(within).get_by_role("textbox", name=starts(question))
        self.type(box, text)
        return box

    def choose(self, question: str, answer: str, within: Locator | None = None) -> Locator:
        group = self._in(within).get_by_role("group", name=starts(question))
        option = group.get_by_label(answer, exact=True)
        self.tick(option)
        return option

    def pick(self, question: str, answer: str, within: Locator | None = None) -> Locator:
        box = self._in(within).get_by_role("combobox", name=starts(question))
        self.select(box, answer)
        return box

    def day(self, question: str, day: date, clock: str = "", within: Locator | None = None) -> Locator:
        group = self._in(within).get_by_role("group", name=starts(question))
        for label, text in (("Dag", day.day), ("Månad", day.month), ("År", day.year), ("Klockan", clock)):
            if text:
                self.type(group.get_by_label(label, exact=True), str(text))
        return group

    # -- the boxes of the meeting, each saved for itself; of several alike, the last is meant

    def save_text(self, question: str, text: str) -> None:
        box = self._box("textbox", question)
        self.type(box.get_by_role("textbox"), text)
        self._saved(box)

    def save_pick(self, question: str, answer: str) -> None:
        box = self._box("combobox", question)
        self.select(box.get_by_role("combobox"), answer)
        self._saved(box)

    def save_choice(self, question: str, answer: str) -> None:
        box = self._box("group", question)
        self.choose(question, answer, within=box)
        self._saved(box)

    def save_moment(self, question: str, day: date, clock: str) -> None:
        """Four boxes in a row are saved with their button."""
        box = self._box("group", question)
        self.day(question, day, clock, within=box)
        self._saved(box, by_itself=False)

    def _box(self, role: Any, question: str) -> Locator:
        field = self.page.get_by_role(role, name=starts(question))
        return self.page.locator(".box").filter(has=field).last

    def _saved(self, box: Locator, *, by_itself: bool = True) -> None:
        button = box.get_by_role("button", name=starts("Spara"))
        if not self.scripted:
            self._leave(button)
        elif by_itself:
            self.page.keyboard.press("Tab")
        else:
            self.activate(button)
        if self.scripted:
            expect(box.locator(".saved")).to_have_text("Sparat")

    def send(self, box: Locator, button: str = "Spara") -> None:
        """Press a button of one box, whatever comes of it."""
        found = box.get_by_role("button", name=starts(button)).first
        if self.scripted:
            self.activate(found)
        else:
            self._leave(found)

    # -- the movements

    def activate(self, target: Locator) -> None:
        target.click()

    def type(self, box: Locator, text: str) -> None:
        box.fill(text)

    def tick(self, option: Locator) -> None:
        # The whole card is the label; that is where one presses.
        if not option.is_checked():
            self.page.locator(f'label[for="{option.get_attribute("id")}"]').click()
        expect(option).to_be_checked()

    def select(self, box: Locator, answer: str) -> None:
        box.select_option(label=answer)

    # -- looking

    def _in(self, within: Locator | None) -> Locator:
        return within or self.page.locator("body")

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def sees_not(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text)
