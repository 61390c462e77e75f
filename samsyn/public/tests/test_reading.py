"""The pages that anybody may read: they are there, say what they must, and are not too hard to read."""

import re
from html import unescape

import pytest
from django.urls import reverse

from samsyn.public.reading import DOORS, PAGES

pytestmark = pytest.mark.django_db
TEXT = re.compile(r'<article class="reading">(.*?)</article>', re.DOTALL)
BREAKS = re.compile(r"</?(?:p|li|dt|dd|h1|h2|ul|ol|dl|section)[^>]*>")
TAGS = re.compile(r"<[^>]+>")


def read(client, name: str) -> str:
    """The text alone; each heading, point and paragraph ends as a sentence does."""
    response = client.get(reverse(name))
    assert response.status_code == 200
    text = unescape(TAGS.sub("", BREAKS.sub(". ", TEXT.search(response.content.decode()).group(1))))
    return " ".join(text.split())


def lix(text: str) -> float:
    """Words a sentence, and how many of a hundred words are longer than six letters (Björnsson 1968)."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = [one for one in re.split(r"[.!?:]+", text) if re.search(r"[^\W\d_]", one)]
    long = sum(len(word) > 6 for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)


@pytest.mark.parametrize("name", PAGES)
def test_it_is_not_too_hard_to_read(client, name):
    assert lix(read(client, name)) <= PAGES[name].hardest


@pytest.mark.parametrize("name", ["front", *PAGES])
def test_each_leads_on(client, name):
    page = client.get(reverse(name)).content.decode()
    wanted = DOORS if name == "front" else [PAGES[more] for more in PAGES[name].more]
    assert all(f'href="{reverse(one.name)}"' in page for one in wanted)


@pytest.mark.requirement("C001", "C002")
def test_guardians_read_what_it_is_for_whom_and_how_to_prepare(client):
    text = read(client, "for_guardians")
    # C001: a public page addressed to guardians; C002: help from both health care and social services
    assert "hjälp från både socialtjänsten och vården" in text
    # In which areas the child mainly needs help
    assert "Inom vilka områden behöver barnet mest hjälp?" in text
    # The family's wishes about support
    assert "Vad önskar ni för stöd?" in text
    # Write down what is important to bring up
    assert "skriv ner det som är viktigt" in text


@pytest.mark.requirement("C048")
def test_who_has_the_duty_and_who_often_needs_a_plan(client):
    family, staff = read(client, "for_guardians"), read(client, "for_staff")
    # C048: both have a duty to take the initiative
    assert "Både socialtjänsten och hälso- och sjukvården är skyldiga att ta initiativ" in staff
    # Placed, asylum-seeking and newly arrived children
    assert "Barnet är placerat, söker asyl eller är ny i Sverige" in family
    assert "placerade, asylsökande eller nyanlända" in staff


@pytest.mark.requirement("C036", "C218", "C219", "C220")
def test_the_law_as_it_is_today_and_what_was_replaced(client):
    text = read(client, "the_law")
    # C036, C219: HSL 16:4 and the paragraph of SoL that is in force, with links
    assert "Hälso- och sjukvårdslagen (2017:30), 16 kap. 4 §" in text
    assert "Socialtjänstlagen (2025:400), 10 kap. 8–9 §§" in text
    assert "Socialtjänstlagen (2001:453), 2 kap. 7 §, till och med" in text
    assert "rkrattsbaser.gov.se/sfst?bet=2025:400" in client.get("/lagen/").content.decode()
    # C218: both are responsible; made with the person and those the person wants
    assert "Kommunen och regionen delar ansvaret" in text
    assert "de personer som han eller hon vill ha med" in text
    # C220: the act on collaboration at discharge, since January 2018
    assert "Lagen (2017:612) om samverkan vid utskrivning" in text and "1 januari 2018" in text


@pytest.mark.requirement("C064", "C073", "C074", "C075", "C076")
def test_one_part_for_each_who_takes_part(client):
    page = client.get("/vilka-ar-med/").content.decode()
    parts = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    # C064: a page with one part for each role
    assert {"Vårdnadshavare", "Närstående", "Socialtjänsten", "Hälso- och sjukvården"} <= set(parts)
    # C073, C074, C075, C076: police, Försäkringskassan, SiS, others
    assert {"Polisen", "Försäkringskassan", "Statens institutionsstyrelse, SiS", "Andra"} <= set(parts)


@pytest.mark.requirement("C045", "C046", "C194", "C113", "C182")
def test_ages_parties_and_whose_meeting_it_is(client):
    # C045: 0–18 years
    assert "Ett barn kan få en SIP från födseln" in read(client, "what_is_sip")
    everybody = read(client, "who_takes_part")
    # C046, C194: other parties than the two; example parties
    for party in ("Förskola", "Polisen", "ungdomsmottagningen", "habiliteringen", "vårdcentralen", "BUP"):
        assert party in everybody
    # C113: the child's participation is essential; C182: the child's own important meeting
    assert "Du är den viktigaste på mötet" in everybody
    assert "En SIP är ditt viktiga möte. Då bestäms vem som ska hjälpa dig med vad" in read(
        client, "for_children"
    )


@pytest.mark.requirement("C059", "C099", "C101", "C102", "C184")
def test_staff_read_why_when_and_how_children_take_part(client):
    text = read(client, "for_staff")
    # C099: a page for staff; C101, C102: the two purposes
    assert "får mer inflytande och blir mer delaktiga" in text
    assert "Verksamheterna samarbetar bättre" in text
    # C184: are to offer and convene if they believe it can help
    assert "ska erbjuda och kalla till möte om de tror att det kan hjälpa" in text
    # C059: how to increase children's participation
    assert "Så ökar du barnets delaktighet" in text


@pytest.mark.requirement("C060", "C061", "C062", "C082")
def test_films_and_material_are_described_and_linked(client):
    text = read(client, "material")
    # C060, C061: Alex, with captions in seven languages
    assert "Alex" in text
    for language in ("arabiska", "somaliska", "tigrinja", "romani", "dari", "engelska", "svenska"):
        assert language in text
    # C062: Filip and his mother; and the family with 42 measures
    assert "Filip och hans mamma" in text and "42 insatser" in text
    # C082: a list of related material
    assert text.count("annan webbplats") >= 4


@pytest.mark.requirement("C221")
@pytest.mark.parametrize("name", ["material", "the_law", "regions"])
def test_links_to_others_are_marked_and_open_in_a_new_window(client, name):
    links = re.findall(
        r'<a [^>]*href="https://[^"]+"[^>]*>[^<]*</a> <span class="hint">[^<]*',
        client.get(reverse(name)).content.decode(),
    )
    # C221: external links are marked and open in a new window
    assert links and all('target="_blank"' in one and "annan webbplats" in one for one in links)


@pytest.mark.requirement("C038", "C178", "C181")
def test_what_holds_where_one_lives(client):
    text, page = read(client, "regions"), client.get("/din-region/").content.decode()
    # C038: more information at 1177.se/gavleborg
    assert "https://www.1177.se/gavleborg" in page
    # C181: Jämtbus
    assert "Jämtbus" in text
    # C178: own social services or care provider
    assert "Fråga din socialtjänst eller den du träffar i vården" in text
    # And the agreements themselves, without signing in.
    assert client.get("/overenskommelser/halland/").status_code == 200
