"""From the first worry to everybody's yes (steps 1–3), done as the people do it."""

from __future__ import annotations

from samsyn.demo.parts import CAST
from tests.journeys.company import Company
from tests.journeys.hands import Hand

ADAM = "Adam Ek"
WHY = "Adam har inte varit i skolan sedan höstlovet, och jag ringer runt varje vecka."
QUESTIONS = ("Hur kan Adam komma tillbaka till skolan?", "Hur kan Adam få sova?")
PARTIES = (
    ("BUP Hallstad, Region Hallstad", "Ali Hassan, Psykolog"),
    ("Ljungskolan, Hallstad kommun", "Per Berg, Rektor"),
)
NOT_TO_RAISE = "Pappas sjukskrivning."
STANCE = "Det är okej. Men prata inte om mig när jag inte är där."


def ask_for_a_sip(company: Company, key: str = "guardian") -> None:
    """A guardian asks, at the unit she has contact with."""
    hand = company[key]
    hand.go("/familj/")
    hand.follow("Be om en SIP")
    hand.choose("Är det någon som inte får veta", "Nej")
    hand.choose("Vem gäller det?", ADAM)
    hand.choose("Vad stämmer?", "Går inte till skolan")
    hand.write("Vad är det som gör", WHY)
    hand.choose("Vem vill du fråga?", "Socialtjänsten barn och unga, Hallstad kommun")
    hand.write("Vilket nummer", "031-390 06 99")
    hand.press("Be om en SIP")
    company.ref = hand.page.url.rstrip("/").rpartition("/")[2]


def take_it_on(hand: Hand) -> None:
    """Whoever receives requests at the unit becomes the one whom the family rings."""
    hand.go("/arbete/")
    hand.follow(ADAM)
    hand.follow("Läs begäran")
    hand.sees(WHY)
    hand.press("Jag tar hand om den")


def let_in_the_family(company: Company) -> None:
    """The other guardian is added, and Adam is let in."""
    hand, father = company.at("coordinator"), CAST["other_guardian"]
    hand.follow("Vilka i familjen är med?")
    hand.choose("Är", "Vårdnadshavare")
    hand.write("Namn", father.name)
    hand.write("Personnummer", father.number.text)
    hand.write("Hur har du kontrollerat det?", "Folkbokföringen i dag")
    hand.press("Lägg till i ärendet")
    hand.sees(father.name)
    hand.press(f"Släpp in {ADAM}")
    hand.follow("Klart. Vad svarade familjen?")


def start(hand: Hand) -> None:
    hand.write("Vem i familjen sa ja", "Maria och Adam")
    hand.choose("Behövs hjälp från både", "Ja")
    hand.press("Börja förbereda")


def agree_on_questions(hand: Hand) -> None:
    """What the meeting shall answer, who should come, and what nobody raises."""
    hand.follow("Bestäm frågorna")
    for text in QUESTIONS:
        hand.write("Ny fråga till mötet", text)
        hand.press("Lägg till frågan")
    for unit, person in PARTIES:
        hand.follow("Lägg till någon som ska vara med")
        hand.pick("Vilken verksamhet?", unit)
        hand.press("Visa vilka som arbetar där")
        hand.choose("Vem där?", person)
        hand.press("Lägg till personen")
    hand.write("Vad ska ingen ta upp", NOT_TO_RAISE)
    hand.press("Lägg till")
    hand.sees(*QUESTIONS, "Ali Hassan", "Per Berg", NOT_TO_RAISE)


def ask_for_consent(hand: Hand) -> None:
    hand.follow("Bestäm frågorna")
    hand.press("Fråga om samtycke")


def say_yes(hand: Hand) -> None:
    hand.follow("Svara ja eller nej")
    hand.sees(*QUESTIONS, "Ali Hassan", "Per Berg")
    hand.press("Ja, om de här frågorna")


def write_down_a_yes(hand: Hand, name: str) -> None:
    """What somebody said on the telephone."""
    hand.follow("Se eller skriv in svar")
    hand.follow(f"Skriv in svar från {name}")
    hand.choose("Hur svarade personen?", "på telefon")
    hand.press("Ja, om de här frågorna")


def say_what_one_thinks(hand: Hand) -> None:
    """The child's own stance."""
    hand.follow("Mina ja och nej")
    hand.follow("Säg vad du tycker")
    hand.choose("Vill du att vi träffas", "Ja")
    hand.write("Vill du säga något mer?", STANCE)
    hand.press("Skicka mitt svar")
    hand.sees(STANCE)


def until_asked(company: Company) -> None:
    """The mother and Adam have answered; the father has not."""
    ask_for_a_sip(company)
    take_it_on(company["coordinator"])
    let_in_the_family(company)
    start(company["coordinator"])
    agree_on_questions(company.at("guardian"))
    ask_for_consent(company.at("coordinator"))
    say_yes(company.at("guardian"))
    say_what_one_thinks(company.at("child"))
