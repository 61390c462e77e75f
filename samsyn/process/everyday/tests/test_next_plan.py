"""The week when a new plan takes the place of the last one."""

import pytest

from samsyn.process.everyday import rules
from samsyn.process.everyday.tests.written import HOME, SLEEP, on, writes
from samsyn.process.followup.tests.again import begins_again, calls_to_follow_up, establishes_another
from samsyn.process.plans import rules as plans


@pytest.mark.slow
def test_what_is_taken_over_keeps_its_times(planned, client_as):
    before = writes(planned, "guardian", HOME, on(15))
    writes(planned, "guardian", SLEEP, on(9))
    calls_to_follow_up(planned)
    begins_again(planned)
    establishes_another(planned)
    page = client_as("guardian").get(f"/sip/{planned.ref}/vecka/").content.decode()
    assert "tisdag klockan 15.00, varje vecka" in page
    assert SLEEP not in page  # it is not in the new plan
    changed = writes(planned, "guardian", HOME, on(16), replaces=before.ref)
    case, _by = planned.speaks("guardian")
    assert list(rules.happenings(plans.established(case)).values()) == [[changed]]
