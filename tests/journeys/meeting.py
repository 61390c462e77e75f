"""The meeting and the plan, box by box (steps 6–7), done as the people do it."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from samsyn.kernel import clock
from tests.journeys.before_meeting import GUARDIANS, ILL
from tests.journeys.beginning import QUESTIONS
from tests.journeys.company import Company
from tests.journeys.hands import Hand

VOICE = "Jag vill gå i skolan men det är för mycket folk."
NEED = "En väg in i skolan som inte är för mycket på en gång."
GOAL = "Adam är i skolan två lektioner om dagen före sportlovet."
SCHEDULE, BUS = "Ett schema som börjar med två lektioner", "Följer med på bussen"
SUMMARY = "Adam börjar med två lektioner om dagen."
OTHERWISE = "Jag tycker att det går för fort."


def open_the_meeting(hand: Hand) -> None:
    """The meeting begins with who is here."""
    hand.follow("Se kallelsen")
    hand.press("Öppna mötet")
    for name, here in (("Sara", "Ja"), ("Maria", "Ja"), ("Adam", "Ja"), ("Johan", "Nej"), ("Per", "Nej")):
        hand.choose(f"Är {name}", here)
    hand.press("Spara vilka som kom")
    hand.sees(ILL)
    hand.follow("Till mötet och planen")
    hand.sees(GUARDIANS[0][1])  # her words from the preparation, beside the boxes


def write_the_plan(hand: Hand) -> None:
    hand.save_choice("Hur har det blivit sagt?", "Med egna ord")
    hand.save_text("Vad blev sagt?", VOICE)
    hand.press("Lägg till ett mål på lång sikt")
    hand.save_text("Målet på lång sikt", "Att gå i sjuan som alla andra.")
    hand.press("Lägg till något som ger kraft")
    hand.save_choice("Vad är det för slags kraft?", "Viktiga personer")
    hand.save_text("Vad ger kraft?", "Morfar, och Elias i innebandylaget.")
    hand.press("Lägg till ett behov")
    hand.save_text("Vad behövs, eller vad är svårt?", NEED)
    hand.save_pick("Gäller", f"1. {QUESTIONS[0]}")
    hand.press("Lägg till ett mål på vägen")
    hand.save_text("Mål på vägen", GOAL)


def write_the_measures(hand: Hand) -> None:
    hand.press("Lägg till en insats")
    hand.save_text("Vad ska göras?", SCHEDULE)
    hand.save_pick("Vilken verksamhet gör det?", "Ljungskolan")
    hand.save_text("När?", "Från måndag")
    hand.press("Lägg till en insats")
    hand.save_text("Vad ska göras?", BUS)
    hand.save_choice("Vem ansvarar?", "Någon annan")
    hand.save_text("Eller vem annan?", "Morfar")


def write_the_frame(hand: Hand) -> None:
    """Who holds it together, who answers for the whole, when it is followed up."""
    hand.save_pick("Vem blir samordnare?", "Sara Lind, Socialtjänsten barn och unga")
    hand.save_choice("Vem har det övergripande ansvaret?", "Kommunen")
    hand.save_moment("När följer ni upp planen?", clock.today() + timedelta(days=60), "13.00")
    hand.save_text("Hur följer ni upp den?", "Vi ses igen på skolan.")
    hand.save_text("Vad har ni bestämt, i korthet?", SUMMARY)


def ask_who_could_not_come(leader: Hand, father: Hand) -> None:
    """His yes to the plan as it is, before anything is decided (C127, C128)."""
    leader.follow("Visa planen för dem som inte kunde komma, och se deras svar")
    leader.press("Visa planen för dem som inte var med")
    father.go(leader.page.url)
    father.follow("Säg vad du tycker om planen")
    father.sees(GOAL)
    father.choose("Vad tycker du om planen?", "Ja, planen är bra som den är")
    father.press("Spara svaret")
    leader.go(leader.page.url)
    leader.sees("Säger ja till planen som den är.")
    leader.follow("Till mötesrummet")


def establish(hand: Hand) -> None:
    hand.press("Fastställ planen")
    hand.sees(VOICE, NEED, GOAL, SCHEDULE, BUS, "Morfar", "Planen gäller sedan")


def answer_on_the_plan(hand: Hand, words: str = "") -> None:
    """Approve, or say what one thinks instead."""
    hand.follow("Läs och svara")
    hand.sees(GOAL)
    hand.choose("Vad tycker du om planen?", "Jag tycker något annat" if words else "Jag godkänner planen")
    hand.write("Vad vill du säga om planen?", words)
    hand.press("Spara svaret")
    hand.sees("Tycker något annat" if words else "Godkänner planen", words)


def until_the_plan_is_in_force(company: Company) -> None:
    hand = company.at("coordinator")
    open_the_meeting(hand)
    write_the_plan(hand)
    ready = hand.page.locator("#ready")
    expect(ready).to_contain_text("Planen är inte klar.")
    expect(ready).to_contain_text("Vilka insatser behövs? Skriv minst en.")
    expect(ready).to_contain_text("Vem blir samordnare?")
    write_the_measures(hand)
    write_the_frame(hand)
    ask_who_could_not_come(hand, company["other_guardian"])
    establish(hand)
    answer_on_the_plan(company.at("guardian"))
    answer_on_the_plan(company.at("other_guardian"), OTHERWISE)
    answer_on_the_plan(company.at("child"))
    company.at("bup", "plan/").sees(GOAL)
    company.at("coordinator", "plan/").sees("Godkänner planen", "Tycker något annat", OTHERWISE)
