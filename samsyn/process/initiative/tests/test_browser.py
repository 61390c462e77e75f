"""The other beginnings in a real browser: a signal with its answer, the other huvudman, a delay."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from samsyn.demo.cast import CAST
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]
UNIT = "Socialtjänsten barn och unga, Hallstad kommun"


@pytest.fixture
def company(page_as: Callable[..., Page], check_page: Callable[[Page], None]) -> Company:
    return Company(page_as, check_page)


def test_a_signal_and_its_answer(company: Company) -> None:
    pia, sara = company["police"], company["coordinator"]
    pia.go("/arbete/")
    pia.follow("Någon behöver en SIP")
    pia.follow("Nej, inte än")
    pia.sees("Ring och fråga", "031-390 06 01")
    pia.follow("Tillbaka")
    pia.follow("Ja, signalera")
    pia.press("Skicka signalen")
    pia.sees("Något behöver rättas")
    pia.choose("Är det någon som inte får veta", "Nej")
    pia.write("Vem har sagt ja", "Mamma, i dag på telefon")
    pia.write("Namn", "Adam Ek")
    pia.write("Personnummer", CAST["child"].number.text)
    pia.write("Vad har ni sett?", "Vi har träffat honom ute fyra nätter.")
    pia.choose("Vem signalerar du till?", UNIT)
    pia.page.get_by_text("Personen eller familjen vet att jag signalerar").click()
    pia.press("Skicka signalen")
    pia.sees("Du får svar senast", "Du får bara se svaret.")
    sent = pia.page.url
    sara.go("/arbete/")
    sara.follow("Adam Ek")
    sara.follow("Läs begäran")
    company.ref = sara.page.url.rstrip("/").split("/")[-2]
    sara.sees("Det här är en signal.", "Polisen Hallstad")
    sara.follow("Svara den som signalerade")
    sara.press("Skicka svaret")
    pia.page.goto(sent)
    pia.look(pia.page)
    pia.sees("Vi pratar med familjen.", "Sara Lind")
    pia.go("/ny/")
    pia.sees("Signaler du har skickat", "Vi pratar med familjen")
    company.at("coordinator", "drojsmal/").sees("Datum att hålla")
