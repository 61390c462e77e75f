"""A date that was not kept: the one who leads is asked why, the family reads it, and it is no deviation."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.test import Client

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.initiative.delays import actions, rules
from samsyn.process.initiative.models import Delay, DelayReason

pytestmark = pytest.mark.django_db
WORDS = "Ni ville att farmor skulle hinna hem."


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return " ".join(response.content.decode().split())


@pytest.fixture
def late(cases: Mapping, become: Callable, at: Callable) -> str:
    """The 30 days have passed without a meeting."""
    become("coordinator", case=cases["preparing"])
    last = Case.objects.get(ref=cases["preparing"]).terms.number("meeting_within")
    at(clock.now() + timedelta(days=last + 1))
    return cases["preparing"]


def test_the_leader_is_asked_and_the_family_reads(late: str, become: Callable, client_as: Callable):
    sara = client_as("coordinator")
    assert "Skriv varför, så att familjen får veta." in text(sara, f"/sip/{late}/")
    page = text(sara, f"/sip/{late}/drojsmal/")
    assert "Ett datum har gått förbi." in page and "Familjen ville vänta" in page
    form = {"deadline": "meeting_within", "code": "family", "words": WORDS}
    assert sara.post(f"/sip/{late}/drojsmal/", form).status_code == 302
    assert "Skriv varför, så att familjen får veta." not in text(sara, f"/sip/{late}/")
    for path in ("drojsmal/", ""):
        read = text(client_as("guardian"), f"/sip/{late}/{path}")
        assert "Familjen ville vänta" in read and WORDS in read, path
    # in a list it is explained, and no longer late
    assert "Försening förklarad" in text(sara, "/arbete/")
    become("coordinator", case=late)
    assert rules.unexplained(Case.objects.get(ref=late)) == []


def test_a_party_sees_that_there_is_an_explanation_and_not_which(
    cases: Mapping, become: Callable, client_as: Callable
):
    ref = cases["called"]
    by = become("coordinator", case=ref)
    case = Case.objects.get(ref=ref)
    actions.explain_delay(case=case, by=by, deadline="meeting_within", code="family", words=WORDS)
    become("bup")
    member = "bup" if enter_case(ref) else "school"
    become(member, case=ref)
    assert Delay.objects.exists() and not DelayReason.objects.exists()
    page = text(client_as(member), f"/sip/{ref}/drojsmal/")
    assert "Det finns en förklaring." in page
    assert WORDS not in page and "Familjen ville vänta" not in page.split("<main")[1]


def test_a_date_that_the_agreement_does_not_have_has_no_delay(cases: Mapping, become: Callable):
    by = become("coordinator", case=cases["preparing"])
    case = Case.objects.get(ref=cases["preparing"])
    assert case.terms.number("start_within") is None
    with pytest.raises(Refused, match="inget sista datum"):
        actions.explain_delay(case=case, by=by, deadline="start_within", code="other")


def test_the_family_does_not_explain_it(cases: Mapping, become: Callable, client_as: Callable):
    by = become("guardian", case=cases["preparing"])
    case = Case.objects.get(ref=cases["preparing"])
    with pytest.raises(Refused):
        actions.explain_delay(case=case, by=by, deadline="meeting_within", code="other")
    assert (
        "<form"
        not in text(client_as("guardian"), f"/sip/{case.ref}/drojsmal/").split("<main")[1].split("</main")[0]
    )
