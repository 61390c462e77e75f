"""Preparation and the call (steps 4–5), done as the people do it."""

from __future__ import annotations

from datetime import timedelta

from samsyn.kernel import clock
from tests.journeys.company import Company
from tests.journeys.hands import Hand

WHERE = "Ljungskolan, rum 12"
ILL = "Jag är på utbildning i Umeå den dagen."
GUARDIANS = (
    ("Vad är viktigt för Adam Ek och för er som familj?", "Att vi slipper ringa runt."),
    ("Vilka behov och önskemål har Adam Ek", "Att jag får sova, jag med."),
)
CHILDS = (
    ("Hur vill du att mötet ska vara?", "Inte så många. Och en paus."),
    ("Var vill du att vi ses?", "Hemma hos morfar."),
)


def prepare(hand: Hand, answers: tuple[tuple[str, str], ...]) -> None:
    """The first answer is shown at the meeting, the second is kept for oneself."""
    (shown, _first), (kept, _second) = answers
    hand.follow("Förbered dig")
    hand.follow("Börja svara")
    for _question, text in answers:
        hand.write("Ditt svar", text)
        hand.press("Spara och gå vidare" if text == answers[0][1] else "Spara och sluta")
    hand.follow("Kolla dina svar")
    hand.follow("Jag vill välja för varje svar")
    for question, who in ((shown, "Visa på mötet"), (kept, "Spara bara för mig")):
        hand.choose("Vem får se svaret?", who, hand.page.get_by_role("region", name=question))
    hand.press("Gör så med mina svar")


def prepare_the_unit(hand: Hand) -> None:
    """A party's short round."""
    hand.follow("Skriv er del")
    hand.write("Hur är det nu?", "Adam kommer till oss varannan vecka.")
    hand.choose("Vem får se det?", "Visa för dem som får se alla frågor")
    hand.press("Spara vår del")


def call(hand: Hand) -> None:
    hand.follow("Kalla till mötet")
    hand.day("När börjar mötet?", clock.today() + timedelta(days=9), "13.00")
    hand.write("När slutar mötet?", "14.00")
    hand.write("Var är mötet?", WHERE)
    hand.press("Kalla till mötet")
    hand.sees(WHERE)


def come(hand: Hand) -> None:
    hand.follow("Svara")
    hand.choose("Kommer du?", "Jag kommer")
    hand.press("Spara mitt svar")


def cannot_come(hand: Hand) -> None:
    """One who has a duty to come says why not."""
    hand.follow("Svara")
    hand.choose("Kommer du?", "Jag kan inte komma")
    hand.press("Spara mitt svar")
    hand.sees("Något behöver rättas")
    hand.write("Varför kan du inte komma?", ILL)
    hand.press("Spara mitt svar")
    hand.sees(ILL)


def until_the_meeting(company: Company) -> None:
    prepare(company.at("guardian"), GUARDIANS)
    prepare(company.at("child"), CHILDS)
    prepare_the_unit(company.at("bup"))
    call(company.at("coordinator"))
    for key, start in (("guardian", "/familj/"), ("child", "/min/")):
        company[key].go(start)
        come(company[key])
    for key, answer in (("bup", come), ("school", cannot_come)):
        company[key].go("/arbete/")
        company[key].follow("Adam Ek")
        answer(company[key])
