"""A child turns thirteen, with the keyboard alone: the question before the birthday and the three answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from samsyn.agreements.days import anniversary
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.families import MILO
from samsyn.demo.parts import CAST
from samsyn.kernel import clock
from tests.journeys.company import Company
from tests.journeys.hands import Hand
from tests.journeys.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BIRTHDAY = clock.midnight(anniversary(CAST["boy"].born, 13))
QUESTION = "Får Ida Sand se det nya som skrivs i planen?"
WHY = "Milo vet inte. Vi har pratat två gånger, och väntar."
NEW = "Att få prata utan mamma ibland."
UNKNOWN = "Det här vet inte Ida Sand."


@pytest.fixture
def milo(page_as: Callable[..., Page], check_page: Callable[[Page], None], at: Callable) -> Company:
    """Forty days before; the meeting has begun."""
    at(max(clock.now(), BIRTHDAY - timedelta(days=40)))
    company = Company(page_as, check_page, Keys)
    company.ref = case_at(Stage.MEETING, content=MILO)
    return company


def ask(hand: Hand) -> None:
    """Whoever leads is reminded at work."""
    hand.go("/arbete/")
    hand.sees("Fråga Milo Sand vem som ska se det nya i planen.")
    hand.follow("Ställ frågan : Milo Sand")
    hand.press("Ställ frågan till Milo Sand")
    hand.sees("Inget svar än")


def say(hand: Hand, answer: str) -> None:
    """The child, on a page of its own."""
    hand.follow("Svara om Ida Sand")
    hand.sees("Ida Sand får inte veta vad du svarar.")
    hand.choose(QUESTION, answer)
    hand.press("Spara svaret")


def decide(hand: Hand) -> None:
    """The child does not know: whoever leads decides, and says why."""
    hand.go("/arbete/")
    hand.follow("Se svaren : Milo Sand")
    hand.sees("Vet inte")
    hand.follow("Bestäm i stället")
    hand.choose(QUESTION, "Nej")
    hand.press("Spara beslutet")
    hand.sees("Något behöver rättas", "Skriv varför.")
    hand.write("Varför?", WHY)
    hand.press("Spara beslutet")
    hand.sees(WHY, "Bestämt av den som håller ihop")


def write_something_new(hand: Hand) -> None:
    hand.follow("Till SIP för Milo Sand")
    hand.follow("Till mötet")
    hand.press("Lägg till ett behov")
    hand.save_text("Vad behövs, eller vad är svårt?", NEW)


def test_the_question_the_three_answers_and_the_decision(
    milo: Company, at: Callable[[datetime], None]
) -> None:
    ask(milo["coordinator"])
    child = milo["boy"]
    child.go("/min/")
    child.follow("Svara")
    for answer in ("Ja", "Nej", "Vet inte"):
        say(child, answer)
    milo.at("boy_guardian", "vem-ser/").sees(
        "Så gör vi för alla.", "Det du redan har godkänt ser du som förut"
    )
    milo["boy_guardian"].sees_not("Vet inte", "Inget svar")
    milo.hands.clear()
    at(BIRTHDAY + timedelta(hours=10))
    decide(milo["coordinator"])
    write_something_new(milo["coordinator"])
    milo.at("coordinator", "plan/").sees(NEW, UNKNOWN)
    mother = milo.at("boy_guardian", "plan/")
    mother.sees(MILO.needs[0].text)
    mother.sees_not(NEW, "vet inte")
    # The child's own word counts whenever it comes: from then on she reads what is new.
    say(milo.at("boy", "vem-ser/"), "Ja")
    expect(milo.at("coordinator", "vem-ser/").page.locator("main")).not_to_contain_text(WHY)
