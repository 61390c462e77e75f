"""An alarm stands until somebody has asked and says why; and that is written down."""

from datetime import timedelta

import pytest
from django.db import transaction

from samsyn.demo.cast import CAST
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.actions import change_assignment
from samsyn.quality.logreview import actions, showing
from tests.harness.database import denied

pytestmark = pytest.mark.django_db
NOWHERE = "/sip/" + "0" * 16 + "/"
A_MINUTE = timedelta(minutes=1)


def tries(client_as, who: str, times: int = 3) -> None:
    for _each in range(times):
        client_as(who).get(NOWHERE)


def test_an_alarm_is_done_with_for_a_reason_and_stands_among_those(client_as, become, small):
    tries(client_as, "colleague")
    reviewer = client_as("reviewer")
    assert "Bocka av larmet" in reviewer.get("/kvalitet/logg/").content.decode()
    become("reviewer")
    (alarm,) = showing.alarms()
    address = f"/kvalitet/logg/larm/{alarm.ref}/"
    page = reviewer.get(address).content.decode()
    assert CAST["colleague"].telephone in page and "Fick nej 3 gånger" in page
    assert reviewer.post(address, {"words": " "}).status_code == 422
    assert reviewer.post(address, {"words": "Hon skrev av en adress fel."}).status_code == 302
    page = reviewer.get("/kvalitet/logg/").content.decode()
    assert "Avbockade larm" in page and "Hon skrev av en adress fel." in page
    assert CAST["reviewer"].name in page and "Bocka av larmet" not in page
    assert reviewer.get(address).status_code == 404
    assert showing.alarms() == []


def test_what_happens_afterwards_is_a_new_alarm_and_what_was_before_is_not_counted(
    client_as, become, small, at
):
    start = clock.now()
    at(start)
    tries(client_as, "colleague", 5)
    by = become("reviewer")
    actions.tick_alarm(by=by, alarm_ref=showing.alarms()[0].ref, words="Fel adress.")
    at(start + A_MINUTE)
    tries(client_as, "colleague", 2)
    become("reviewer")
    assert showing.alarms() == []
    tries(client_as, "colleague", 1)
    become("reviewer")
    (alarm,) = showing.alarms()
    assert alarm.n == 3


def test_more_of_the_same_is_the_same_alarm_with_another_number(client_as, become, small):
    tries(client_as, "colleague", 3)
    become("reviewer")
    (first,) = showing.alarms()
    tries(client_as, "colleague", 2)
    become("reviewer")
    (again,) = showing.alarms()
    assert (again.ref, first.n, again.n) == (first.ref, 3, 5)


def test_breadth_is_counted_from_the_tick_on(cases, client_as, become, small, at):
    start = clock.now()
    at(start)
    for name in ("called", "meeting", "preparing"):
        client_as("coordinator").get(f"/sip/{cases[name]}/")
    by = become("reviewer")
    (alarm,) = showing.alarms()
    assert alarm.kind == "breadth"
    actions.tick_alarm(by=by, alarm_ref=alarm.ref, words="Hon vikarierade för tre.")
    at(start + A_MINUTE)
    client_as("coordinator").get(f"/sip/{cases['called']}/")
    become("reviewer")
    assert showing.alarms() == []


def test_nobody_is_done_with_the_own_alarm(client_as, become, small):
    tries(client_as, "reviewer")
    reviewer = client_as("reviewer")
    page = reviewer.get("/kvalitet/").content.decode()
    assert "Larmet gäller dig." in page and "Bocka av larmet" not in page
    by = become("reviewer")
    (alarm,) = showing.alarms()
    assert reviewer.post(f"/kvalitet/logg/larm/{alarm.ref}/", {"words": "Det var jag."}).status_code == 409
    with denied(), transaction.atomic():
        actions.tick_alarm(by=by, alarm_ref=alarm.ref, words="Det var jag.")


def test_another_organisation_finds_neither_the_alarm_nor_the_tick(client_as, become, small):
    tries(client_as, "colleague")
    become("reviewer")
    (alarm,) = showing.alarms()
    by = become("operator")
    given = {name: getattr(by.assignment, name) for name in ("title", "telephone")}
    change_assignment(by=by, duty=by.assignment, **given, administers=True, reviews=True)
    assert client_as("operator").get(f"/kvalitet/logg/larm/{alarm.ref}/").status_code == 404
    by = become("operator")
    assert showing.alarms() == showing.ticked() == []
    with denied(), transaction.atomic():
        actions.tick_alarm(by=by, alarm_ref=alarm.ref, words="Klart.")


def test_only_who_reviews_and_says_why(become, small):
    by = become("coordinator")
    with pytest.raises(Refused):
        actions.tick_alarm(by=by, alarm_ref="0" * 16, words="Klart.")
    by = become("reviewer")
    with pytest.raises(Refused):
        actions.tick_alarm(by=by, alarm_ref="0" * 16, words=" ")
