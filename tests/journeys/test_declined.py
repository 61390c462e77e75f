"""The ways that end without a SIP: the family says no thank you, or the unit refuses and says why."""

import pytest

from tests.journeys import beginning
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NO = "Vi vill vänta till efter jul."
REASON = "Det behövs bara hjälp från skolan just nu, och den har ni redan."


def test_the_family_says_no_thank_you(company: Company) -> None:
    """An offer: the mother says no herself, on the page, without telling anybody first."""
    beginning.ask_for_a_sip(company)
    beginning.take_it_on(company["coordinator"])
    mother = company.at("guardian")
    mother.follow("Blir det en SIP?")
    mother.sees("En SIP är ett erbjudande.")
    mother.write("Vem sa nej?", "Maria Ek")
    mother.write("Vill ni säga varför?", NO)
    mother.press("Tacka nej")
    mother.sees("Det blev ingen SIP.")
    for key in ("guardian", "coordinator"):
        company.at(key, "svar/").sees("Familjen tackade nej", NO, "Hjälpen ni redan har ändras inte")
    nobody_can_write(company, "guardian", "coordinator")


def test_the_unit_refuses_with_its_reason(company: Company) -> None:
    beginning.ask_for_a_sip(company)
    sara = company["coordinator"]
    beginning.take_it_on(sara)
    sara.follow("Skriv vad familjen svarade")
    sara.write("Vem har bestämt det?", "Eva Chef, enhetschef")
    sara.press("Neka begäran")
    sara.sees("Något behöver rättas", "Skriv ditt svar här.")
    sara.write("Varför startar vi ingen SIP?", REASON)
    sara.press("Neka begäran")
    mother = company.at("guardian")
    mother.sees("Det blev ingen SIP.")
    mother.follow("Läs svaret")
    mother.sees(REASON, "Eva Chef, enhetschef", "Du kan alltid be om SIP igen.", "Hit kan du vända dig")
    nobody_can_write(company, "guardian", "coordinator")


def nobody_can_write(company: Company, *keys: str) -> None:
    for key in keys:
        for path in ("", "oro/", "svar/", "familjen/"):
            assert company.at(key, path).page.locator("main form[method=post]").count() == 0
