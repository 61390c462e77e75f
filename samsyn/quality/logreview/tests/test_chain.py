"""What is written of a review and of support, as the owner of the tables finds it."""

import hashlib
from datetime import timedelta

from samsyn.kernel import clock
from samsyn.quality.logreview import actions, showing
from tests.walls.sql import ask


def test_the_chain_holds_what_was_decided(fresh_database, cases, client_as, acting, at, owner):
    client_as("coordinator").get(f"/sip/{cases['planned']}/plan/")
    at(clock.now() + timedelta(days=1))
    with acting("reviewer") as by:
        last = clock.today() - timedelta(days=1)
        ref = actions.make_review(by=by, first=last, last=last, size=3)
        row = showing.lines(ref)[0][0]
        made = actions.decide_row(by=by, row_ref=row.ref, outcome="incident", words="Ingen förklaring.")
    said = hashlib.sha256(f"{made}:{row.ref}:incident:Ingen förklaring.".encode()).hexdigest()[:60]
    found = owner.execute("select subject from audit_event where verb = 'decide_row'").fetchall()
    assert found == [(f"{made}:{said}",)]


def test_a_number_that_nobody_has_is_a_miss(fresh_database, acting, owner, client_as):
    page = client_as("operator").post(
        "/kvalitet/support/", {"number": "SIP-0000-0000", "reason": "Sara ringde.", "minutes": "5"}
    )
    assert page.status_code == 422
    with acting("operator"):
        assert ask("select open_support('SIP-0000-0000', 'x', 5)") == [(None,)]
    assert owner.execute("select count(*) from audit_miss").fetchone()[0] >= 1
