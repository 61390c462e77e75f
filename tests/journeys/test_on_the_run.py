"""A guardian on the run: the safety question first, nobody else is told, a named professional judges the
risk, two protect, and the other parent finds nothing but ordinary waiting.
"""

from datetime import timedelta

import pytest

from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.kernel import clock
from tests.journeys import beginning
from tests.journeys.company import Company
from tests.journeys.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST = "Är det någon som inte får veta"
WAITS = "Ärendet väntar på en riskbedömning."
JUDGED = "Maria och jag har pratat i enrum. Johan ska inte veta något."
REACHED = "Ring mellan 9 och 11. Säg att det gäller biblioteket."
OTHER_PAGES = ("", "oro/", "fragor/", "samtycke/", "lasningar/", "kallelse/")


def ask_in_danger(company: Company) -> None:
    """She asks herself; the first question is whether somebody must not know."""
    hand = company["guardian"]
    hand.go("/familj/")
    hand.follow("Be om en SIP")
    hand.choose(FIRST, "Ja")
    hand.choose("Vem gäller det?", beginning.ADAM)
    hand.choose("Vad stämmer?", "Går inte till skolan")
    hand.write("Vad är det som gör", beginning.WHY)
    hand.choose("Vem vill du fråga?", "Socialtjänsten barn och unga, Hallstad kommun")
    hand.write("Vilket nummer", "031-390 06 99")
    hand.press("Be om en SIP")
    company.ref = hand.page.url.rstrip("/").rpartition("/")[2]


def nobody_is_let_in(company: Company) -> None:
    """Whoever takes it on is stopped until a risk assessment is written down."""
    hand = company.at("coordinator")
    hand.sees(WAITS)
    hand.follow("Varför en SIP?")
    hand.sees("Någon får kanske inte veta var familjen är.")
    hand.press("Jag tar hand om den")
    company.at("coordinator").sees(WAITS)
    hand.follow("Vilka i familjen är med?")
    hand.sees("Gör först en riskbedömning.")
    hand.sees_not("Lägg till i ärendet")


def judge(hand: Hand, outcome: str) -> None:
    """A named professional has talked with the one who warned."""
    hand.follow("Till riskbedömning och skydd")
    hand.follow("Skriv in en riskbedömning")
    hand.write("Vem har gjort riskbedömningen?", "Sara Lind, socialsekreterare")
    hand.day("När?", clock.today())
    hand.write("Vad kom ni fram till", JUDGED)
    hand.choose("Vad gör ni nu?", outcome)
    hand.press("Spara bedömningen")
    hand.sees("Något behöver rättas", "Skriv en dag längre fram då ni bedömer igen.")
    hand.day("När bedömer ni igen?", clock.today() + timedelta(days=30))
    hand.press("Spara bedömningen")
    hand.sees(JUDGED, "Bedömt av Sara Lind, socialsekreterare")


def protect(company: Company) -> None:
    """One asks, another agrees: the colleague finds the question from her own start page."""
    hand, second = company.at("coordinator", "trygghet/"), company["colleague"]
    hand.follow("Ändra skyddet")
    hand.choose("Vem har skyddade uppgifter?", "Maria Ek")
    hand.choose("Vilket skydd?", "Skyddad folkbokföring")
    hand.choose("Är det någon i SIP:en", "Nej, ingen som är med här")
    hand.pick("Vem är den andra personen?", "Camilla Sjö, Socialtjänsten barn och unga")
    hand.press("Fråga den andra personen")
    hand.sees("Väntar på Camilla Sjö")
    agree(second)
    company.at("coordinator", "trygghet/").sees("Skyddad folkbokföring", "Inget skickas i det här ärendet.")


def agree(hand: Hand) -> None:
    hand.go("/arbete/")
    hand.follow("Skyddade uppgifter: när en kollega behöver en andra person")
    hand.sees_not(beginning.ADAM, "Maria")
    hand.press("Ja, jag är med på det")
    hand.sees("Ingen har frågat dig om något just nu.")


def write_and_open_how_she_is_reached(company: Company) -> None:
    hand = company.at("coordinator", "trygghet/")
    hand.follow("Skriv hur ni når någon")
    hand.choose("Vem gäller det?", "Maria Ek")
    hand.write("Hur når ni personen", REACHED)
    hand.press("Spara")
    hand.sees_not(REACHED)
    hand.follow("Öppna tillsammans med någon")
    hand.pick("Vem är den andra personen?", "Camilla Sjö, Socialtjänsten barn och unga")
    hand.press("Fråga den andra personen")
    agree(company["colleague"])
    company.at("coordinator", "trygghet/").sees(REACHED, "Öppet för dig till klockan")


def test_from_the_first_question_to_two_who_open(company: Company) -> None:
    ask_in_danger(company)
    nobody_is_let_in(company)
    judge(company.at("coordinator"), "Gå vidare utan den som inte får veta.")
    protect(company)
    write_and_open_how_she_is_reached(company)
    company.at("guardian").sees_not(JUDGED, "Trygghet och skydd")
    father = company["other_guardian"]
    father.go("/familj/")
    father.sees_not(beginning.ADAM)
    company.at("other_guardian").sees("Sidan finns inte")


def test_the_other_parent_who_is_in_reads_the_same_as_before(company: Company) -> None:
    """She warns when both are in: his pages do not change by a word."""
    company.ref = case_at(Stage.CALLED)
    before = pages_of(company, "other_guardian")
    mother = company.at("guardian")
    mother.follow("Får någon inte veta var ni är?")
    mother.choose(FIRST, "Ja")
    mother.press("Skicka mitt svar")
    mother.sees("Du svarade ”Ja”")
    assert pages_of(company, "other_guardian") == before
    company["other_guardian"].sees_not("risk", "Trygghet och skydd")
    company.at("coordinator").sees(WAITS)


def pages_of(company: Company, key: str) -> list[str]:
    """As somebody reads them; what the reader's own visits leave is not the other's."""
    return [company.at(key, path).page.locator("main").inner_text() for path in OTHER_PAGES]
