"""P24: many refusals in a short time, or many different persons' cases in a day, is an alarm."""

import pytest

from samsyn.demo.cast import CAST
from samsyn.people.actions import change_assignment
from samsyn.quality.logreview import showing
from tests.harness.database import denied
from tests.walls.sql import ask

pytestmark = pytest.mark.django_db


def test_trying_addresses_raises_an_alarm_that_says_whom_to_ring(cases, client_as, become, small):
    for _each in range(2):
        client_as("colleague").get(f"/sip/{cases['planned']}/")
    become("reviewer")
    assert showing.alarms() == []
    client_as("colleague").get("/sip/" + "0" * 16 + "/")
    page = client_as("reviewer").get("/kvalitet/").content.decode()
    assert "Fick nej 3 gånger på 10 minuter." in page
    assert CAST["colleague"].name in page and CAST["colleague"].telephone in page
    assert "Ett larm stänger inget av." in page
    assert client_as("colleague").get("/arbete/").status_code == 200


def test_many_different_persons_in_a_day_raise_an_alarm_but_ones_own_list_does_not(
    cases, client_as, become, small
):
    client_as("coordinator").get("/arbete/")
    become("reviewer")
    assert showing.alarms() == []
    for name in ("called", "meeting", "preparing"):
        client_as("coordinator").get(f"/sip/{cases[name]}/")
    become("reviewer")
    (alarm,) = showing.alarms()
    assert (alarm.kind, alarm.name, alarm.n) == ("breadth", CAST["coordinator"].name, 3)


def test_the_same_person_many_times_is_not_many(cases, client_as, become, small):
    for _each in range(6):
        client_as("coordinator").get(f"/sip/{cases['planned']}/")
    become("reviewer")
    assert showing.alarms() == []


def test_others_staff_and_old_days_are_not_in_it(cases, client_as, become, small, tomorrow):
    for _each in range(4):
        client_as("stranger").get(f"/sip/{cases['planned']}/")
        client_as("bup").get("/sip/" + "0" * 16 + "/")
    become("reviewer")
    assert showing.alarms() == []
    for _each in range(4):
        client_as("colleague").get("/sip/" + "0" * 16 + "/")
    become("reviewer")
    assert [alarm.name for alarm in showing.alarms()] == [CAST["colleague"].name]
    tomorrow(9)  # it stands until somebody is done with it
    assert [alarm.name for alarm in showing.alarms()] == [CAST["colleague"].name]


def test_what_nobody_saw_for_a_week_raises_nothing_any_more(client_as, become, small, tomorrow):
    for _each in range(4):
        client_as("colleague").get("/sip/" + "0" * 16 + "/")
    tomorrow(9)
    become("reviewer")
    assert showing.alarms() == []


def test_whoever_runs_samsyn_hears_of_attempts_by_somebody_private_and_not_by_whom(
    client_as, become, small, cast
):
    for _each in range(4):
        client_as("guardian").get("/sip/" + "0" * 16 + "/")
    become("reviewer")
    assert showing.alarms() == []
    by = become("operator")
    given = {name: getattr(by.assignment, name) for name in ("title", "telephone")}
    change_assignment(by=by, duty=by.assignment, **given, administers=True, reviews=True)
    (alarm,) = showing.alarms()
    assert (alarm.name, alarm.n) == ("", 4)
    page = client_as("operator").get("/kvalitet/").content.decode()
    assert "Någon som är inloggad privat" in page and CAST["guardian"].name not in page


@pytest.mark.parametrize("who", ["coordinator", "manager", "operator", "guardian"])
def test_nobody_else_asks(become, who):
    become(who)
    with denied():
        ask("select * from review_alarms('{}')")
