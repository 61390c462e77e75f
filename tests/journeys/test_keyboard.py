"""With the keyboard alone: from the worry that staff note to the yes, and the plan to be established."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.parts import CAST
from samsyn.kernel import clock
from tests.journeys import beginning
from tests.journeys.company import Company
from tests.journeys.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def keys(page_as: Callable[..., Page]) -> Company:
    return Company(page_as, lambda page: None, Keys)


def note_a_worry(company: Company) -> None:
    """Staff see a need, talk to the family, and add a guardian."""
    hand, child, mother = company["coordinator"], CAST["child"], CAST["guardian"]
    hand.go("/arbete/")
    hand.follow("Någon behöver en SIP")
    hand.choose("Är det någon som inte får veta", "Nej")
    hand.write("Namn", child.name)
    hand.write("Personnummer", child.number.text)
    hand.choose("Vem såg behovet?", "Vårdnadshavare")
    hand.day("När?", clock.today())
    hand.choose("Vad stämmer?", "Går inte till skolan")
    hand.write("Vad är det som gör", beginning.WHY)
    hand.press("Spara och gå vidare")
    company.ref = hand.page.url.rstrip("/").split("/")[-2]
    hand.write("Vem i familjen pratade du med?", mother.name)
    hand.press("Vi har pratat")
    hand.choose("Är", "Vårdnadshavare")
    hand.write("Namn", mother.name)
    hand.write("Personnummer", mother.number.text)
    hand.write("Hur har du kontrollerat det?", "Folkbokföringen i dag")
    hand.press("Lägg till i ärendet")


@pytest.mark.requirement("C106")
def test_from_the_worry_to_the_yes(keys: Company) -> None:
    # C106 "staff in social services take the initiative"
    note_a_worry(keys)
    beginning.let_in_the_family(keys)
    beginning.start(keys["coordinator"])
    beginning.agree_on_questions(keys.at("guardian"))
    beginning.ask_for_consent(keys.at("coordinator"))
    beginning.say_yes(keys.at("guardian"))
    beginning.write_down_a_yes(keys.at("coordinator"), "Johan Ek")
    keys.at("coordinator", "samtycke/").sees("Det här har alla sagt ja till.")


def test_the_plan_is_written_and_established(keys: Company) -> None:
    keys.ref = case_at(Stage.MEETING)
    hand = keys.at("coordinator")
    hand.follow("Till mötet")
    hand.save_text("Vad har ni bestämt, i korthet?", "Det här skrev jag utan mus.")
    hand.save_choice("Vem har det övergripande ansvaret?", "Regionen")
    hand.press("Fastställ planen")
    hand.sees("Planen gäller sedan", "Det här skrev jag utan mus.")
