"""Pages about consent and safety beside the way: reached from where somebody starts, and examined."""

import pytest

from samsyn.cases.stages import Stage
from samsyn.demo.cases import agree, case_at, put_question
from samsyn.demo.content import ADAM
from samsyn.demo.story import Story
from tests.journeys.company import Company
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def one_answer(company: Company) -> Company:
    """The mother has said yes, and the father has not answered."""
    company.ref = case_at(Stage.PREPARING)
    put_question(Story(company.ref, ADAM))
    agree(Story(company.ref, ADAM), only=1)
    return company


def look_into(hand: Hand, page: str, *links: str) -> None:
    """Follow each of the links from that page of the case's."""
    for link in links:
        hand.go(page)
        hand.follow(link)


def test_who_decides_is_found_from_the_page_of_consent(one_answer: Company) -> None:
    hand, path = one_answer.at("coordinator"), f"/sip/{one_answer.ref}/samtycke/"
    look_into(hand, path, "Svaret kommer inte Johan Ek", "Vem bestämmer?", "Vem är vårdnadshavare?")
    hand.sees("Registret frågas varje gång något ska öppnas.")
    look_into(hand, path, "Boka ett samtal, med tolk om det behövs")
    hand.go("/arbete/")
    hand.follow("Handlingar om vårdnad som en kollega ber dig se")
    hand.sees("Ingen väntar på dig.")


def test_the_family_finds_a_talk_and_staff_how_a_child_is_reported(one_answer: Company) -> None:
    father, child = one_answer["other_guardian"], one_answer["child"]
    father.go("/familj/")
    father.follow("SIP för Adam Ek")
    father.follow("Mina ja och nej")
    father.sees("Alla har inte sagt ja till allt än.")
    father.follow("Jag vill prata om det först, med tolk om det behövs")
    child.go("/min/")
    child.follow("Mitt rum")
    look_into(child, f"/sip/{one_answer.ref}/", "Får någon inte veta var ni är?", "Vem ser vad?")
    hand = one_answer.at("coordinator")
    hand.follow("Far ett barn illa? Så gör du en orosanmälan")
    hand.sees("Du behöver inget ja från familjen för att anmäla.")
