"""`samsyn verify` finds a decision of the review that was changed, removed, or slipped in."""

from datetime import timedelta

import psycopg
import pytest

from samsyn.demo.owner import as_owner
from samsyn.kernel import clock
from samsyn.quality.logreview import actions, showing
from samsyn.quality.logreview.verifying import faults_of_decisions
from tests.harness.database import Databases

FREE = "set session_replication_role = replica"  # as a superuser can: no trigger stands in the way
SLIPPED_IN = """
    insert into logreview_rowdecision (ref, row_id, outcome, words, decided_by_id, at)
    select 'aaaaaaaaaaaaaaaa', row_id, 'in_order', 'Nej', decided_by_id, at from logreview_rowdecision"""
ALL_OF_IT = """
    delete from logreview_rowdecision; delete from logreview_reviewrow; delete from logreview_review"""


@pytest.fixture
def decided(fresh_database, cases, client_as, acting, at, small) -> None:
    """A decision on a reading, and an alarm that somebody is done with."""
    client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    for _each in range(3):
        client_as("colleague").get("/sip/" + "0" * 16 + "/")
    with acting("reviewer") as by:
        actions.tick_alarm(by=by, alarm_ref=showing.alarms()[0].ref, words="Fel adress.")
    at(clock.now() + timedelta(days=1))
    with acting("reviewer") as by:
        last = clock.today() - timedelta(days=1)
        ref = actions.make_review(by=by, first=last, last=last, size=3)
        row = next(line for line in showing.lines(ref)[0] if not line.own)
        actions.decide_row(by=by, row_ref=row.ref, outcome="incident", words="Ingen förklaring.")


@pytest.fixture
def found(decided, databases: Databases, fresh_database):
    """What verify says after a statement of somebody who can do anything; without the refs."""

    def after(statement: str = "") -> list[str]:
        with psycopg.connect(databases.cluster.url("postgres", fresh_database)) as superuser:
            superuser.execute(FREE)
            superuser.execute(statement or "select 1")
        with as_owner(databases.cluster.url("owner", fresh_database)):
            return [one.what.split()[0] + " " + one.what.split(" ", 2)[-1] for one in faults_of_decisions()]

    return after


def test_nothing_is_wrong_with_what_nobody_touched(found):
    assert found() == []


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("update logreview_rowdecision set outcome = 'in_order'", "Beslutet är ändrat."),
        ("update logreview_rowdecision set words = 'Allt bra.'", "Beslutet är ändrat."),
        ("update logreview_alarmtick set words = 'Allt bra.'", "Beslutet är ändrat."),
        ("delete from logreview_rowdecision", "Beslutet saknas."),
        ("delete from logreview_alarmtick", "Beslutet saknas."),
        (SLIPPED_IN, "Beslutet finns inte i loggen."),
        (ALL_OF_IT, "Granskningen saknas."),
    ],
)
def test_a_decision_that_was_touched_is_found(found, done, said):
    assert said in found(done)
