"""Who has looked: a mother asks, is answered and gets an extract; the reviewer draws a sample and decides."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.kernel import clock
from tests.journeys.company import Company
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WONDERS = "Min advokat undrar varför Sara läste planen i dag."
BECAUSE = "Jag förberedde uppföljningen, som är bestämd."
EXTRACT = "Jag behöver ett utdrag till min advokat."
FINE = "Hon håller ihop SIP:en."


def ask(hand: Hand, wish: str, words: str) -> None:
    """From the family's own start page."""
    hand.go("/familj/")
    hand.follow("SIP för Adam Ek")
    hand.follow("Vilka i personalen som har läst")
    hand.sees("Sara Lind", "Här visas bara personal, inte när någon i familjen läser.")
    hand.follow("Fråga om läsningarna")
    hand.choose("Vad vill du ha?", wish)
    hand.write("Vad undrar du över?", words)
    hand.press("Skicka frågan")
    hand.sees(words, "Svar senast")


def answer(company: Company) -> None:
    """Whoever leads is reminded at work, and answers."""
    hand = company.at("coordinator")
    hand.follow("Svara : Adam Ek")
    hand.sees(WONDERS)
    card = hand.page.locator("li").filter(has_text=WONDERS)
    hand.write("Ditt svar", BECAUSE, within=card)
    hand.press("Skicka svaret", within=card)


def release(hand: Hand) -> None:
    """The reviewer reads the question and the case's number, and nothing else."""
    hand.go("/arbete/")
    hand.follow("Kvalitet")
    hand.sees("Någon vill ha ett loggutdrag")
    hand.sees_not("Adam", "Maria")
    hand.page.get_by_role("link", name="Lämna utdraget").first.click()
    hand.sees(EXTRACT)
    hand.press("Lämna utdraget")


def test_a_mother_asks_and_is_answered_and_gets_an_extract(company: Company) -> None:
    company.ref = company.ref or case_at(Stage.PLANNED)
    company.at("coordinator", "plan/")
    ask(company["guardian"], "Ett svar på en fråga", WONDERS)
    answer(company)
    ask(company["guardian"], "Ett loggutdrag: en lista att spara eller skriva ut", EXTRACT)
    release(company["reviewer"])
    mother = company.at("guardian", "lasningar/fragor/")
    mother.sees(BECAUSE)
    mother.page.get_by_role("link", name="Läs eller skriv ut loggutdraget").first.click()
    expect(mother.page.get_by_role("heading", level=1)).to_have_text("Loggutdrag")
    mother.look(mother.page)
    mother.sees("Sara Lind", "planen", "Kontrollsumma")
    father = company.at("other_guardian", "lasningar/fragor/")
    father.sees_not(WONDERS, EXTRACT, "Loggutdrag.")


def test_the_reviewer_draws_a_sample_and_decides(company: Company, at: Callable[[datetime], None]) -> None:
    company.ref = case_at(Stage.PLANNED)
    company.at("coordinator", "plan/")
    at(clock.now() + timedelta(days=1))  # a review is of days that are over
    hand = company["reviewer"]
    hand.go("/kvalitet/")
    hand.follow("Till granskningarna")
    hand.press("Lotta fram läsningar")
    hand.sees("Granskning")
    row = hand.page.locator("li").filter(has_text="Sara Lind").first
    hand.page.goto(row.get_by_role("link").get_attribute("href"))
    hand.look(hand.page)
    hand.sees_not("Adam", "Maria")
    hand.choose("Vad bestämmer du?", "I sin ordning")
    hand.press("Spara beslutet")
    hand.sees("Något behöver rättas")
    hand.write("Varför?", FINE)
    hand.press("Spara beslutet")
    hand.sees("I sin ordning")
