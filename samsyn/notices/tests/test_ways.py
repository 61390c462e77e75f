"""One says oneself how one wants to be told; nobody else sees it."""

from collections.abc import Callable, Mapping

import pytest
from django.db import connection

from samsyn.notices import actions, sending
from samsyn.notices.kinds import Detail, OutletName
from samsyn.notices.models import Way, way_of
from samsyn.notices.tests.conftest import Desk
from tests.harness.client import StrictClient
from tests.harness.smtp import MailServer

PAGE, HOME = "/sa-nar-vi-dig/", "hemma@exempel.se"
BY_MAIL = {"satt": "mail", "adress": HOME, "visa": "neutral"}


@pytest.fixture
def mother(client_as: Callable[[str], StrictClient]) -> StrictClient:
    return client_as("guardian")


def test_one_chooses_and_it_stands_there(db: None, become: Callable, mother: StrictClient) -> None:
    assert mother.post(PAGE, BY_MAIL).status_code == 302
    assert f'value="{HOME}"' in mother.get(PAGE).content.decode()
    by = become("guardian")
    assert (way_of(by).outlet, way_of(by).detail) == (OutletName.MAIL, Detail.NEUTRAL)
    with connection.cursor() as cursor:
        cursor.execute("select sealed from notices_way")
        assert HOME not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"satt": ""}, "Välj ett av alternativen."),
        ({"adress": ""}, "Skriv din mejladress."),
        ({"adress": "hemma"}, "Skriv adressen så här: namn@exempel.se"),
        ({"adress": "a@b.se\nBcc: c@d.se"}, "Skriv adressen så här: namn@exempel.se"),
        ({"adress": "åsa@exempel.se"}, "Skriv adressen så här: namn@exempel.se"),
        ({"visa": ""}, "Välj vad som får stå i mejlet."),
    ],
)
def test_what_is_missing_is_said(db: None, mother: StrictClient, given: dict, words: str) -> None:
    answer = mother.post(PAGE, BY_MAIL | given)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_send_nothing_takes_the_address_away(db: None, become: Callable, mother: StrictClient) -> None:
    mother.post(PAGE, BY_MAIL)
    mother.post(PAGE, {"satt": "ring"})
    assert way_of(become("guardian")).sealed == ""
    assert HOME not in mother.get(PAGE).content.decode()


def test_nobody_else_finds_it_not_even_oneself_at_work(db: None, become: Callable) -> None:
    actions.say_how(by=become("nurse_private"), outlet="mail", address=HOME, detail="time")
    for other in ("nurse", "guardian", "coordinator", "administrator", "operator"):
        become(other)
        assert not Way.objects.exists(), other
    become("nurse_private")
    assert Way.objects.count() == 1


def test_a_mail_to_see_that_it_arrives(
    desk: Desk, post: MailServer, cast: Mapping, client_as: Callable[[str], StrictClient]
) -> None:
    desk.mail_to("guardian", HOME)
    mother = client_as("guardian")
    mother.post(f"{PAGE}prova/")
    assert "Ett provmejl är på väg." in mother.get(PAGE).content.decode()
    with desk.as_worker():
        assert sending.send_tests() == 1
        assert sending.send_tests() == 0
    assert (post.letters[0].to, post.letters[0].parsed["Subject"]) == (HOME, "Ett provmejl")
    assert "Provmejlet är skickat." in mother.get(PAGE).content.decode()
    assert mother.post(f"{PAGE}prova/").status_code == 409, "nobody's box is filled from here"


def test_an_address_that_takes_nothing_is_said_on_the_page(
    desk: Desk, post: MailServer, cast: Mapping, client_as: Callable[[str], StrictClient]
) -> None:
    post.answers[HOME] = "550"
    desk.mail_to("guardian", HOME)
    desk.tell("guardian", cast)
    desk.send()
    assert "Ditt mejl kom inte fram" in client_as("guardian").get(PAGE).content.decode()
