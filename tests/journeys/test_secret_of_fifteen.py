"""Fifteen, with a secret: a code, a room, something kept from a mother, and telling her together."""

import pytest
from playwright.sync_api import expect

from samsyn.cases.stages import Stage
from samsyn.demo import families
from samsyn.demo.cases import case_at
from tests.journeys.company import Company
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CODE = "blåbär27"
ANSWER = "Svar från Amina Warsame: Hur vill du att mötet ska vara?"
SAID = families.AMINA.answers["how_meeting"]
NEED = families.AMINA.needs[1].text
DIARY = "Jag har träffat någon. Det vet ingen."
TOLD = "Amina berättade själv, hemma vid köksbordet."
UNKNOWN = "Det här vet inte Hodan Warsame."


@pytest.fixture
def amina(company: Company) -> Company:
    company.ref = case_at(Stage.MEETING, content=families.AMINA)
    return company


def choose_a_code(hand: Hand) -> None:
    """Alone with whoever leads; the child types."""
    hand.follow("Vem ser vad?")
    hand.follow("Välj en kod tillsammans")
    hand.type(hand.page.get_by_label("Ny kod"), CODE)
    hand.type(hand.page.get_by_label("Samma kod en gång till"), CODE)
    hand.tick(hand.page.get_by_label("Amina Warsame är med och har valt koden själv", exact=False))
    hand.press("Spara koden")


def open_the_room(hand: Hand) -> None:
    """From the child's own start page; a wrong code says the same as no code."""
    hand.go("/min/")
    hand.follow("Allt om din plan, och vilka som är med")
    hand.follow("Mitt rum")
    for code in ("fel kod", CODE):
        hand.type(hand.page.get_by_label("Din kod"), code)
        hand.press("Öppna")
        if code != CODE:
            hand.sees("Det gick inte att öppna.")


def keep_something(hand: Hand) -> None:
    """Words for oneself, and an answer that one's mother shall not read."""
    hand.write("Skriv här", DIARY)
    hand.press("Spara bara för mig")
    hand.sees(DIARY, "Du har inte dolt något för någon.")
    hand.follow("Dölj något för någon i familjen")
    hand.follow(ANSWER)
    hand.choose("Vem ska inte se det?", "Hodan Warsame, vårdnadshavare")
    hand.press("Dölj det")
    hand.follow("Till mitt rum")
    hand.sees("Det här vet inte alla", ANSWER, "Ser det inte: Hodan Warsame")


def keep_a_need(hand: Hand) -> None:
    """Staff do it with a reason, which only those read who see what is hidden."""
    hand.follow("Dölj något för någon i familjen")
    hand.follow(f"Behov: {NEED}")
    hand.choose("Vem ska inte se det?", "Hodan Warsame, vårdnadshavare")
    hand.press("Dölj det")
    hand.sees("Något behöver rättas", "Skriv varför.")
    hand.write("Varför?", "Amina har bett om det.")
    hand.press("Dölj det")
    hand.sees("Ser det inte: Hodan Warsame")


def test_a_secret_is_kept_and_then_told_together(amina: Company) -> None:
    leader, child, mother = amina.at("coordinator"), amina["young"], amina["young_guardian"]
    choose_a_code(leader)
    open_the_room(child)
    keep_something(child)
    keep_a_need(amina.at("coordinator"))
    amina.at("coordinator", "plan/").sees(NEED, UNKNOWN)
    # The mother finds neither what is hidden nor that anything is missing.
    for path in ("", "plan/", "forbered/", "lasningar/", "vem-ser/"):
        amina.at("young_guardian", path).sees_not(NEED, SAID, DIARY, "dolt", "vet inte", "dolde")
    amina.at("young", "plan/").sees(NEED, UNKNOWN)
    child.follow("Till SIP för Amina Warsame")
    child.follow("Mitt rum")
    child.press("Stäng rummet nu")
    amina.at("young", "plan/").sees_not(NEED, UNKNOWN)
    tell_together(amina.at("coordinator"))
    amina.at("young_guardian", "plan/").sees(NEED)
    mother.sees_not("vet inte")


def tell_together(hand: Hand) -> None:
    hand.follow("Dölj något för någon i familjen")
    hand.follow(f"Behov: {NEED}")
    hand.press("Vi har visat det tillsammans")
    hand.sees("Skriv hur ni visade det.")
    hand.write("Hur visade ni det?", TOLD)
    hand.press("Vi har visat det tillsammans")
    expect(hand.page.locator("li").filter(has_text=NEED)).not_to_contain_text("Ser det inte")
