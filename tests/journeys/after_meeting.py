"""Copies, the follow-up and the closing (steps 8–9), done as the people do it."""

from __future__ import annotations

from tests.journeys.company import Company
from tests.journeys.hands import Hand
from tests.journeys.meeting import GOAL, VOICE

WENT = "Två lektioner om dagen, oftast tre dagar i veckan."
ENOUGH = "Adam går i skolan igen, och vi klarar resten själva."
PAGES = (
    "", "oro/", "familjen/", "fragor/", "samtycke/", "forbered/", "kallelse/", "mote/", "plan/", "kopior/",
    "uppfoljning/", "avslut/",
)  # fmt: skip


def hand_over(hand: Hand) -> None:
    """Each party gets what the family has said yes to."""
    hand.follow("Lämna ut")
    hand.sees("De här ska få planen", "BUP Hallstad")
    hand.press("Lämna ut planen")
    hand.sees("Väntar på kvittering från:")


def confirm(hand: Hand) -> None:
    hand.follow("Kvittera kopian")
    hand.press("Vi har fört in den i vårt system")
    hand.sees("kvitterade")


def read_who_has_a_copy(hand: Hand) -> None:
    """The family sees whom to ring and when to meet, who has a copy, and the plan on paper."""
    hand.follow("Kopior: vilka som har fått planen")
    hand.sees("Sara Lind", "070-174 06 05", "Ni ses igen", "Vi ses igen på skolan", "BUP Hallstad")
    hand.follow("Planen på papper")
    hand.sees("Kontrolltal", "Jag vill gå i skolan")


def call_to_the_follow_up(hand: Hand) -> None:
    """At the time that the plan says."""
    hand.follow("Kalla till uppföljning")
    hand.follow("Kalla till uppföljning")
    hand.write("När slutar mötet?", "14.00")
    hand.write("Var är mötet?", "Ljungskolan, rum 12")
    hand.press("Kalla till uppföljning")


def write_how_it_went(hand: Hand) -> None:
    hand.follow("Till uppföljningen")
    hand.follow("Skriv upp vilka som kom")
    for name in ("Sara", "Maria", "Adam", "Johan", "Ali", "Per"):
        hand.choose(f"Är {name}", "Ja")
    hand.press("Spara vilka som kom")


def attain(hand: Hand) -> None:
    """How the goal went, beside the goal as it was decided."""
    hand.follow("Till uppföljningen")
    form = hand.page.get_by_role("form").first
    hand.choose("Hur gick det med målet?", "Delvis nått", form)
    hand.write("Berätta mer", WENT, form)
    hand.press("Spara hur det gick", form)
    hand.sees("Adam är i skolan", "Delvis nått", WENT)


def close(hand: Hand) -> None:
    """Decided by the family together with the others."""
    hand.follow("Avsluta")
    hand.page.get_by_role("group", name="Varför avslutar ni SIP:en?").locator("label").first.click()
    hand.write("Berätta mer", ENOUGH)
    hand.choose("Var Maria Ek med och bestämde?", "Ja, på mötet")
    hand.press("Avsluta SIP:en")
    hand.sees("Ni bestämde det tillsammans", ENOUGH)


def everybody_is_told(company: Company) -> None:
    """Where their day begins."""
    for key, start in (("guardian", "/familj/"), ("other_guardian", "/familj/"), ("child", "/min/")):
        company[key].go(start)
        company[key].sees("SIP:en är avslutad.")
        company.at(key, "avslut/").sees(ENOUGH)
    for key in ("coordinator", "bup"):
        company[key].go("/arbete/")
        company[key].sees("SIP:en är avslutad")


def everybody_can_read(company: Company) -> None:
    for key in ("guardian", "other_guardian", "child"):
        company.at(key, "plan/").sees(VOICE, GOAL)
    for key in ("coordinator", "bup"):
        company.at(key, "plan/").sees(GOAL)


def nobody_can_write(company: Company) -> None:
    """No page of the case has a form left."""
    for key in ("guardian", "other_guardian", "child", "coordinator", "bup"):
        for path in PAGES:
            html = company[key].page.request.get(f"/sip/{company.ref}/{path}").text()
            main = html.partition("<main")[2].partition("</main>")[0]
            assert main and 'method="post"' not in main, f"{key} at {path}"


def until_closed(company: Company) -> None:
    hand_over(company.at("coordinator"))
    for key in ("bup", "coordinator"):
        confirm(company.at(key))
    read_who_has_a_copy(company.at("guardian"))
    call_to_the_follow_up(company.at("coordinator"))
    write_how_it_went(company.at("coordinator"))
    attain(company.at("coordinator"))
    company.at("child", "uppfoljning/").sees("Adam är i skolan", "Delvis nått", WENT)
    close(company.at("coordinator", "uppfoljning/"))
