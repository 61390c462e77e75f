"""A request that one huvudman refuses is answered by the other: it is enough that one of them says yes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.demo.cast import members
from samsyn.people.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "Stina sover inte och jag ringer runt varje dag."
REASON = "Det behövs bara vård just nu."


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def ref_of(response) -> str:
    assert response.status_code == 302, " ".join(response.content.decode().split())
    return response["Location"].split("/")[2]


def refused_by_the_kommun(client_as: Callable) -> str:
    """Maria asks for Stina, and social services say no with a reason."""
    unit = Unit.objects.get(name="Socialtjänsten barn och unga")
    form = {
        "must_not_know": "no", "about": members()["sister"].ref, "why": WHY, "unit": unit.ref,
        "telephone": "031-390 06 99",
    }  # fmt: skip
    ref = ref_of(client_as("guardian").post("/ny/", form))
    no = {"verb": "refuse", "refuse-decided_by": "Eva Chef, enhetschef", "refuse-reason": REASON}
    assert client_as("coordinator").post(f"/sip/{ref}/svar/", no).status_code == 302
    return ref


@pytest.mark.requirement("C115", "C020")
@pytest.mark.parametrize("tells", [True, False])
def test_refused_by_the_kommun_started_by_the_region(tells: bool, become: Callable, client_as: Callable):
    ref = refused_by_the_kommun(client_as)
    mother, ali = client_as("guardian"), client_as("bup")
    # C115: refused only with its reason; the page says what one can do now
    told = text(mother, f"/sip/{ref}/svar/")
    for words in (REASON, "Eva Chef, enhetschef", "bestämde det", "Det var rätt av dig att fråga", "IVO",
                  "Be regionen göra en egen bedömning", "Be om en SIP igen"):  # fmt: skip
        assert words in told
    # the family's own words are there to send again
    page = text(mother, f"/sip/{ref}/egen-bedomning/")
    assert WHY in page and "031-390 06 99" in page
    units = [unit.ref for unit in Unit.objects.order_by("pk") if unit.ref in page]
    assert Unit.objects.get(name="BUP Hallstad").ref in units
    assert Unit.objects.get(name="Socialtjänsten barn och unga").ref not in units
    form = {
        "must_not_know": "no", "why": WHY, "unit": Unit.objects.get(name="BUP Hallstad").ref,
        "telephone": "031-390 06 99",
    }  # fmt: skip
    form |= {"tell_reason": "on"} if tells else {}
    again = ref_of(mother.post(f"/sip/{ref}/egen-bedomning/", form))
    assert again != ref
    # the region sees that it is a second request; the reason only if the family says so
    read = text(ali, f"/sip/{again}/oro/")
    assert "Det här är en andra begäran." in read and "Hallstad kommun sa nej" in read and WHY in read
    assert (REASON in read) is tells
    assert ali.get(f"/sip/{ref}/").status_code == 404
    # C020: initiative by region staff; one huvudman's judgement is enough
    assert ali.post(f"/sip/{again}/oro/", {"step": "take_on"}).status_code == 302
    assert ali.post(f"/sip/{again}/familjen/", {"let_in": "1"}).status_code == 302
    start = {"verb": "start", "start-said_by": "Maria", "start-both_needed": "yes"}
    assert ali.post(f"/sip/{again}/svar/", start).status_code == 302
    become("guardian")
    enter_case(again)
    case = Case.objects.get(ref=again)
    assert case.stage == Stage.PREPARING and case.leader.called == members()["bup"].name


def test_only_the_family_asks_the_other_and_only_after_a_refusal(client_as: Callable):
    ref = refused_by_the_kommun(client_as)
    sara = client_as("coordinator")
    assert "Bara familjen" in text(sara, f"/sip/{ref}/egen-bedomning/")
    assert "Be regionen" not in text(sara, f"/sip/{ref}/svar/")
    assert sara.post(f"/sip/{ref}/egen-bedomning/", {"why": "x"}).status_code == 403
    assert client_as("stranger").get(f"/sip/{ref}/egen-bedomning/").status_code == 404
