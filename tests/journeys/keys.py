"""The same with the keyboard alone, and with the focus in sight at every stop."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.journeys.hands import Hand

STOPS = 400
# Where the focus is, and whether it can be seen: a ring on what has it or on its card, inside the window. The
# link past the header needs no ring: it is only there while it has the focus.
FOCUS = """wanted => {
  const at = document.activeElement, body = at === document.body;
  const ringed = e => { const s = getComputedStyle(e);
    return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none"; };
  const card = at.closest(".option, .ds-field");
  const box = at.getBoundingClientRect();
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const appears = at.matches(".ds-skip-link") && box.height >= 24;
  return {there: at === wanted, seen: body || (inside && (appears || ringed(at) || (card && ringed(card)))),
          html: at.outerHTML.slice(0, 160)};
}"""


class Keys(Hand):
    """Tab, Shift+Tab, Enter, Space, the arrows and letters."""

    def _reach(self, target: Locator) -> None:
        wanted = target.element_handle()
        for _stop in range(STOPS):
            focus = wanted.evaluate(FOCUS)
            assert focus["seen"], f"{self.page.url}: the focus cannot be seen at {focus['html']}"
            if focus["there"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not come to {target}")

    def activate(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def type(self, box: Locator, text: str) -> None:
        self._reach(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def tick(self, option: Locator) -> None:
        """A box is ticked with Space; among radios one goes in with Tab and on with the arrows."""
        if option.get_attribute("type") == "checkbox":
            self._reach(option)
            if not option.is_checked():
                self.page.keyboard.press("Space")
        elif not option.is_checked():
            self._choose_radio(option)
        expect(option).to_be_checked()

    def _choose_radio(self, option: Locator) -> None:
        alike = option.locator("xpath=ancestor::fieldset[1]//input[@type='radio']")
        ids = [one.get_attribute("id") for one in alike.all()]
        chosen = [one.get_attribute("id") for one in alike.all() if one.is_checked()]
        at, wanted = ids.index(chosen[0]) if chosen else 0, ids.index(option.get_attribute("id"))
        self._reach(alike.nth(at))
        if at == wanted:
            self.page.keyboard.press("Space")
        for _step in range(abs(wanted - at)):
            self.page.keyboard.press("ArrowDown" if wanted > at else "ArrowUp")

    def select(self, box: Locator, answer: str) -> None:
        self._reach(box)
        self.page.keyboard.type(answer)
        expect(box.locator("option:checked")).to_have_text(answer)
