"""Whoever keeps an organisation chooses the agreement it follows, without YAML."""

import pytest

from samsyn.people.models import Organisation

pytestmark = pytest.mark.django_db


def address() -> str:
    kommun = Organisation.objects.get(name="Hallstad kommun")
    return f"/admin-lokal/organisation/{kommun.ref}/overenskommelse/"


def test_the_one_who_keeps_the_organisation_chooses(client_as, become):
    become("administrator")
    page, anders = address(), client_as("administrator")
    assert "Halland" in anders.get(page).content.decode()
    assert anders.post(page, {"agreement": "nationell"}).status_code == 302
    assert Organisation.objects.get(name="Hallstad kommun").agreement == "nationell"


def test_an_agreement_that_is_not_there_cannot_be_chosen(client_as, become):
    become("administrator")
    answer = client_as("administrator").post(address(), {"agreement": "atlantis"})
    assert answer.status_code == 200 and "Välj ett av alternativen" in answer.content.decode()


def test_others_are_told_why_not(client_as, become):
    become("administrator")
    page = address()
    assert client_as("coordinator").get(page).status_code == 403
