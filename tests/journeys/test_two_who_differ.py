"""Two parents who do not agree, without JavaScript: nothing of what they differ about is shared, neither
reads the other's reason, and the page says what can go on. And one who is silent: the waiting has an end.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from samsyn.cases.stages import Stage
from samsyn.demo.cases import agree, case_at, put_question
from samsyn.demo.content import ADAM
from samsyn.demo.story import Story
from samsyn.kernel import clock
from tests.journeys import beginning
from tests.journeys.company import Company
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCHOOL, SLEEP = beginning.QUESTIONS
PRIVATE = "Rektorn och jag har haft en konflikt."
NOT_ALL = "Alla har inte sagt ja till allt än."
TRIED = "Ringt fyra gånger och skickat brev den 3 och den 9."


@pytest.fixture
def plain(company: Company) -> Company:
    company.scripted = False
    return company


def ask_both(company: Company) -> None:
    company.ref = company.ref or case_at(Stage.PREPARING)
    beginning.agree_on_questions(company.at("guardian"))
    beginning.ask_for_consent(company.at("coordinator"))


def say_yes_to_bup_alone(hand: Hand) -> None:
    """The father: BUP may know all of it, the school nothing; and why, which is for the leader alone."""
    hand.go("/familj/")
    hand.follow("Svara ja eller nej")
    hand.write("Vill du säga något mer?", PRIVATE)
    hand.page.get_by_text("Ja, men inte allt", exact=True).click()
    for question in beginning.QUESTIONS:
        hand.choose(question, "Ali Hassan, BUP Hallstad")
    hand.press("Ja, men bara till det jag har kryssat i")
    hand.sees("Du har sagt ja till det här", PRIVATE, NOT_ALL)


def fewer_people(company: Company) -> None:
    """What can go on: the mother lets the school be. Nothing has to be asked anew."""
    hand = company.at("guardian", "samtycke/")
    hand.follow("Till frågorna och vilka som ska vara med")
    school = hand.page.locator("li").filter(has_text="Per Berg").last
    hand.press("Ta bort Per Berg", within=school)


def test_nothing_is_shared_of_what_they_differ_about(plain: Company) -> None:
    ask_both(plain)
    beginning.say_yes(plain.at("guardian"))
    say_yes_to_bup_alone(plain["other_guardian"])
    mother = plain.at("guardian", "samtycke/")
    mother.sees(NOT_ALL, "Med färre personer", "Vi visar aldrig för den ena vad den andra har svarat")
    mother.sees_not(PRIVATE, "Johan Ek")
    expect(mother.page.get_by_role("region", name="Det här gäller nu")).not_to_contain_text("Per Berg")
    expect(mother.page.get_by_role("region", name="Det här gäller nu")).to_contain_text("Ali Hassan")
    plain.at("other_guardian", "samtycke/").sees_not("Maria Ek")
    plain.at("coordinator", "samtycke/").sees(PRIVATE, "Berätta inte för den ena vad den andra har sagt.")
    plain.at("school").sees("Sidan finns inte")
    plain.at("bup").sees("SIP för Adam Ek")
    fewer_people(plain)
    plain.at("guardian", "samtycke/").sees_not(NOT_ALL)


def test_the_waiting_for_one_who_is_silent_has_an_end(plain: Company, at: Callable) -> None:
    plain.ref = case_at(Stage.PREPARING)
    put_question(Story(plain.ref, ADAM))
    agree(Story(plain.ref, ADAM), only=1)
    give_up(plain.at("coordinator", "samtycke/"))
    plain["coordinator"].sees("Något behöver rättas")
    at(clock.now() + timedelta(days=60))
    give_up(plain.at("coordinator", "samtycke/"))
    plain.at("guardian", "samtycke/").sees_not(NOT_ALL)
    plain.at("other_guardian", "samtycke/").sees("Läs frågan och svara")


def give_up(hand: Hand) -> None:
    hand.follow("Svaret kommer inte Johan Ek")
    hand.write("Vad har ni gjort för att nå personen", TRIED)
    hand.tick(hand.page.get_by_label("Det som ska göras avgör inte barnets framtid", exact=False))
    hand.press("Gå vidare utan att vänta")
