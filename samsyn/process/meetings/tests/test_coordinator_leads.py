"""C156: from the day the plan is established, the coordinator leads."""

import pytest

from samsyn.kernel.decision import Refused
from samsyn.process.followup import actions as followup
from samsyn.process.meetings.tests.held import HOUR, ahead
from samsyn.process.plans.tests.cases import fill, meeting


@pytest.mark.requirement("C156", "C158")
def test_the_coordinator_leads_the_follow_up_with_the_plan_at_hand(become, cast, client_as):
    ek = meeting(become, cast)
    fill(ek, coordinator="bup")
    ek.establish()
    given = {"starts_at": ahead(30), "ends_at": ahead(30) + HOUR, "where": "BUP"}
    case, by = ek.speaks("coordinator")
    with pytest.raises(Refused):  # Sara called to the first meeting; Ali holds the plan together now
        followup.begin_follow_up(case=case, by=by, **given)
    case, by = ek.speaks("bup")
    # C156: "The coordinator leads the follow-up meetings"
    followup.begin_follow_up(case=case, by=by, **given)
    page = client_as("bup").get(f"/sip/{ek.ref}/uppfoljning/").content.decode()
    # C158: "The coordinator brings a copy of the original plan"
    assert "Planen, och hur det gick" in page and "Behöver sömnskola" in page
