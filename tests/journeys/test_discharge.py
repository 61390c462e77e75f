"""From hospital: open care offers a SIP, the clock runs from the notice, the meeting is called in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from django.test import Client

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.people.models import Assignment
from samsyn.web.dates import datum

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def boxes(name: str, day: date, time: str = "") -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year} | ({"clock": time} if time else {})
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def sent(client: Client, path: str, form: dict[str, str]) -> str:
    response = client.post(path, form)
    assert response.status_code == 302, " ".join(response.content.decode().split())
    return response["Location"]


def start_from_hospital(bup: Client) -> str:
    """A child leaves the ward with new needs; BUP's open care begins."""
    form = {
        "must_not_know": "no", "called": "Vera Lind", "number": "", "noticed_by": "staff",
        "after_hospital": "on",
        "why": "Hon kommer hem från avdelningen på fredag och behöver hjälp hemma och i skolan.",
    }  # fmt: skip
    form |= boxes("born", clock.today() - timedelta(days=13 * 366)) | boxes("noticed_on", clock.today())
    where = sent(bup, "/ny/", form)
    assert where.endswith("/utskrivning/")
    return where.split("/")[2]


@pytest.mark.requirement("C188")
def test_from_hospital_to_a_call_in_time(become: Callable, client_as: Callable, cast: Mapping):
    bup, today = client_as("bup"), clock.today()
    assert "skrivs ut från sjukhuset" in text(bup, "/ny/")
    assert "skrivs ut från sjukhuset" not in text(client_as("coordinator"), "/ny/"), (
        "open care's, nobody else's"
    )
    ref = start_from_hospital(bup)
    become("bup")
    contact = Assignment.objects.get(pk=cast["bup"].assignment_id).ref
    form = {"contact": contact, "needs": "new", "informed": "Socialtjänsten, Ljungskolan"}
    form |= boxes("admitted_on", today - timedelta(days=9)) | boxes("ready_at", today, "00.01")
    sent(bup, f"/sip/{ref}/utskrivning/", form)
    # C188: after a stay with new needs open care must offer a SIP: it cannot say no to it itself
    assert "Bara familjen kan tacka nej." in text(bup, f"/sip/{ref}/svar/")
    no = {"verb": "refuse", "refuse-decided_by": "Chef", "refuse-reason": "Nej."}
    assert bup.post(f"/sip/{ref}/svar/", no).status_code == 409
    # the three days of the law, on every page of whoever calls
    last = today + timedelta(days=3)
    assert f"Kallar till planering senast {datum(last)}." in text(bup, f"/sip/{ref}/utskrivning/")
    front = text(bup, f"/sip/{ref}/")
    assert "Kalla till planering." in front and datum(last) in front
    sent(bup, f"/sip/{ref}/oro/", {"step": "talk", "talked_with": "Mamma"})
    sent(bup, f"/sip/{ref}/svar/", {"verb": "decline", "decline-said_by": "Mamma", "decline-reason": ""})
    become("bup")
    enter_case(ref)
    assert Case.objects.get(ref=ref).stage == Stage.DECLINED, "the family may say no, as always"
