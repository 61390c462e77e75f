"""Vad gäller här? The rules in plain Swedish, each with its source and its day."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page

from samsyn.agreements import showing
from samsyn.agreements.keys import KEYS

ClientAs = Callable[[str], Client]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(main.split())


@pytest.mark.requirement("C036", "C117")
def test_the_page_of_halland(client_as: ClientAs) -> None:
    html = read(client_as("guardian"), "/overenskommelser/halland/")
    # C117 "A coordination meeting is held within 30 days"
    assert "<dt>När hålls mötet?</dt> <dd> <p>Inom 30 dagar</p>" in html
    assert "Källa: Rutin för samordnad individuell plan, Halland: Personens eget önskemål." in html
    # C036 "the SoL reference is out of date: show what is in force"
    assert "Socialtjänstlagen (2025:400), 10 kap. 8–9 §§." in html
    assert "2 kap. 7 §" not in html
    assert "Gäller från tisdag 1 juli 2025" in html


def test_what_is_our_own_choice_says_so(client_as: ClientAs) -> None:
    html = read(client_as("guardian"), "/overenskommelser/halland/")
    assert "<p>Inom 5 arbetsdagar</p>" in html
    assert "Vårt val: Ingen skriven svarstid är funnen.</p>" in html


def test_without_a_number_the_page_invents_none(client_as: ClientAs) -> None:
    html = read(client_as("guardian"), "/overenskommelser/nationell/")
    assert "Mötet ska hållas utan dröjsmål. Lagen säger inget antal dagar." in html
    assert "Hälso- och sjukvårdslagen (2017:30) 16 kap. 4 §" in html


def test_every_value_stands_on_the_page_once() -> None:
    shown = [key for keys in showing.PARTS.values() for key in keys.split()]
    assert sorted(shown) == sorted(KEYS)


def test_a_version_has_an_address_of_its_own(client_as: ClientAs) -> None:
    client = client_as("guardian")
    assert read(client, "/overenskommelser/halland/1/") == read(client, "/overenskommelser/halland/")
    assert client.get("/overenskommelser/halland/2/").status_code == 404
    assert client.get("/overenskommelser/ingenstans/").status_code == 404


def test_the_list_leads_to_each_agreement(client_as: ClientAs) -> None:
    html = read(client_as("guardian"), "/overenskommelser/")
    assert 'href="/overenskommelser/halland/">Halland<' in html


def test_what_holds_is_open_to_anybody_and_looking_up_a_unit_is_not(client: Client) -> None:
    assert client.get("/overenskommelser/halland/").status_code == 200
    assert client.get("/overenskommelser/").status_code == 302


def test_nothing_can_be_sent_to_the_page(client_as: ClientAs) -> None:
    assert client_as("guardian").post("/overenskommelser/halland/").status_code in (403, 405)


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "halland/", "nationell/"])
def test_the_pages_are_faultless(
    page_as: Callable[[str], Page], check_page: Callable[[Page], None], path: str
) -> None:
    page = page_as("guardian")
    page.goto(f"/overenskommelser/{path}")
    check_page(page)
