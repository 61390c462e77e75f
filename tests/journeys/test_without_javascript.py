"""The same way without JavaScript: every kind of form once, and every box of the plan with its button."""

import pytest
from playwright.sync_api import expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from tests.journeys import after_meeting, before_meeting, beginning, meeting
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def plain(company: Company) -> Company:
    company.scripted = False
    return company


def test_from_the_worry_to_the_call(plain: Company) -> None:
    beginning.until_asked(plain)
    beginning.write_down_a_yes(plain.at("coordinator"), "Johan Ek")
    before_meeting.until_the_meeting(plain)


def test_a_yes_to_a_part_is_taken_back(plain: Company) -> None:
    """Two presses: which, and yes I am sure."""
    plain.ref = case_at(Stage.CALLED)
    mother = plain.at("guardian", "samtycke/")
    mother.follow("Ta tillbaka allt")
    mother.sees("Det gäller direkt.")
    mother.press("Ja, ta tillbaka allt")
    mother.sees("Du har tagit tillbaka ditt ja.")
    plain.at("school").sees("Sidan finns inte")


@pytest.mark.requirement("C141")
def test_the_meeting_and_the_plan(plain: Company) -> None:
    plain.ref = case_at(Stage.CALLED)
    hand = plain.at("coordinator")
    hand.follow("Se kallelsen")
    hand.press("Öppna mötet")
    for name in ("Sara", "Maria", "Johan", "Adam"):
        hand.choose(f"Är {name}", "Ja")
    hand.press("Spara vilka som kom")
    hand.follow("Till mötet och planen")
    meeting.write_the_plan(hand)
    meeting.write_the_measures(hand)
    # C141 "g) Appoint a responsible coordinator": without one the plan is not ready
    expect(hand.page.locator("#ready")).to_contain_text("Vem blir samordnare?")
    meeting.write_the_frame(hand)
    meeting.establish(hand)
    meeting.answer_on_the_plan(plain.at("other_guardian"), meeting.OTHERWISE)


@pytest.mark.requirement("C168")
def test_from_the_plan_to_the_closing(plain: Company) -> None:
    plain.ref = case_at(Stage.PLANNED)
    after_meeting.until_closed(plain)
    # C168 "important information reaches everyone": on the start page of each
    after_meeting.everybody_is_told(plain)
