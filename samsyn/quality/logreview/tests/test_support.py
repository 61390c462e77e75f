"""Support: nothing without a session, the frame in it, and the family is told who, why and how long."""

from datetime import timedelta

import pytest

from samsyn.audit.models import Reading
from samsyn.cases.models import Case
from samsyn.demo.cast import CAST
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.quality.logreview import actions, showing
from samsyn.quality.logreview.models import SupportSession
from tests.harness.database import denied
from tests.walls.sql import ask

pytestmark = pytest.mark.django_db
WHY = "Sara kan inte öppna kallelsen."


@pytest.fixture
def number(become, cases):
    become("coordinator")
    return Case.objects.get(ref=cases["planned"]).number


def test_support_sees_the_frame_and_the_family_reads_why(become, cases, client_as, number, cast):
    support = client_as("operator")
    assert support.get("/kvalitet/").status_code == 200
    opened = support.post("/kvalitet/support/", {"number": number, "reason": WHY, "minutes": "15"})
    assert opened.status_code == 302, opened.content.decode()[-2000:]
    page = support.get(opened["Location"]).content.decode()
    assert number in page and CAST["coordinator"].name in page and "Planen gäller" in page
    for who in ("child", "guardian", "other_guardian"):
        assert CAST[who].name not in page, who
    family = client_as("guardian").get(f"/sip/{cases['planned']}/lasningar/").content.decode()
    assert "Supporten har varit inne" in family and WHY in family and CAST["operator"].name in family
    become("guardian", case=cases["planned"])
    assert Reading.objects.filter(assignment_id=cast["operator"].assignment_id, part="case").count() == 1
    for who in ("other_guardian", "child"):
        assert WHY in client_as(who).get(f"/sip/{cases['planned']}/lasningar/").content.decode()


def test_it_ends_by_itself_and_before_if_one_says_so(become, cases, number, at):
    by = become("operator")
    ref = actions.open_support(by=by, number=number, reason=WHY, minutes=10)
    assert showing.frame(ref)
    now = clock.now()
    at(now + timedelta(minutes=11))
    assert showing.frame(ref) is None
    at(now + timedelta(minutes=12))
    other = actions.open_support(by=by, number=number, reason=WHY, minutes=10)
    actions.close_support(by=by, session_ref=other)
    at(now + timedelta(minutes=12, seconds=1))
    assert showing.frame(other) is None


def test_a_session_opens_nothing_else(become, cases, client_as, number):
    by = become("operator")
    actions.open_support(by=by, number=number, reason=WHY, minutes=10)
    assert not Case.objects.exists() and not SupportSession.objects.exists()
    client = client_as("operator")
    for path in ("", "plan/", "lasningar/", "samtycke/"):
        assert client.get(f"/sip/{cases['planned']}/{path}").status_code == 404, path


@pytest.mark.parametrize("who", ["coordinator", "reviewer", "administrator", "guardian", "stranger"])
def test_nobody_else_opens_one_or_looks_through_anothers(become, client_as, number, who):
    ref = actions.open_support(by=become("operator"), number=number, reason=WHY, minutes=10)
    by = become(who)
    with pytest.raises(Refused):
        actions.open_support(by=by, number=number, reason=WHY, minutes=10)
    with denied():
        ask("select open_support(%s, 'x', 5)", number)
    assert ask("select * from support_frame(%s)", ref) == []
    assert ask("select * from support_sessions(null, 5)") == []
    ask("select close_support(%s)", ref)
    assert client_as(who).get(f"/kvalitet/support/{ref}/").status_code == 403
    become("operator")
    assert showing.frame(ref), "nobody else ends it"


@pytest.mark.parametrize("minutes", [0, -1, 481])
def test_no_session_is_endless(become, number, minutes):
    become("operator")
    with denied():
        ask("select open_support(%s, 'x', %s)", number, minutes)


@pytest.mark.parametrize("given", [{"number": "x"}, {"reason": ""}, {"minutes": "999"}, {"minutes": "x"}])
def test_what_is_missing_is_said(client_as, number, given):
    full = {"number": number, "reason": WHY, "minutes": "5"}
    assert client_as("operator").post("/kvalitet/support/", full | given).status_code == 422
