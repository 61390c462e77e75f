"""Two write in the same box of the plan: both texts are shown, and none is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from tests.journeys.company import Company
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BOX = "Vad har ni bestämt, i korthet?"
FIRST, SECOND = "Vi börjar på måndag.", "Vi börjar efter lovet."


def box(hand: Hand) -> Locator:
    return hand.page.locator("#summary-text")


@pytest.mark.parametrize("scripted", [True, False])
def test_two_save_the_same_box(company: Company, scripted: bool) -> None:
    company.ref, company.scripted = case_at(Stage.MEETING), scripted
    here = company.at("coordinator", "mote/")
    del company.hands["coordinator"]  # the same person at another desk
    there = company.at("coordinator", "mote/")
    here.save_text(BOX, FIRST)
    there.type(box(there).get_by_role("textbox"), SECOND)
    there.send(box(there))
    expect(box(there)).to_contain_text("Någon annan har skrivit här samtidigt.")
    for text in (FIRST, SECOND):
        expect(box(there).locator(".versions")).to_contain_text(text)
    expect(box(there).get_by_role("textbox")).to_have_value(SECOND)
    there.send(box(there), "Spara min text")
    expect(box(there).locator(".saved")).to_have_text("Sparat" if scripted else "")
    there.go(f"/sip/{company.ref}/plan/")
    there.sees(SECOND)


def test_what_stands_may_stay(company: Company) -> None:
    company.ref = case_at(Stage.MEETING)
    here = company.at("coordinator", "mote/")
    del company.hands["coordinator"]
    there = company.at("coordinator", "mote/")
    here.save_text(BOX, FIRST)
    there.type(box(there).get_by_role("textbox"), SECOND)
    there.send(box(there))
    there.send(box(there), "Behåll det som står nu")
    expect(box(there).get_by_role("textbox")).to_have_value(FIRST)
