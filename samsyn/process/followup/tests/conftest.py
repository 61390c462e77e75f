"""Adam's plan is called to follow-up: BUP has a yes to both questions, the school to the first only."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.followup import actions
from samsyn.process.followup.tests.again import meets_again, takes
from samsyn.process.followup.tests.done import attains, goes_on
from samsyn.process.meetings.tests.held import ahead
from samsyn.process.plans import actions as plans
from samsyn.process.plans.tests.cases import Meeting, come, fill, meeting


@pytest.fixture
def planned(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    ek = meeting(become, cast)
    fill(ek)
    ek.establish()
    return ek


@pytest.fixture
def following(planned: Meeting) -> Meeting:
    case, by = planned.speaks("coordinator")
    starts = clock.now() + timedelta(days=90)
    ends = starts + timedelta(hours=1)
    actions.begin_follow_up(case=case, by=by, starts_at=starts, ends_at=ends, where="Ljungskolan")
    return planned


@pytest.fixture
def second(following: Meeting) -> Meeting:
    """The meeting of the second round is open; one of three goals is met."""
    attains(following, "Sömnskola fungerar", "met", "Han sover")
    attains(following, "Anpassad skoldag fungerar", "partly")
    goes_on(following)
    meets_again(following)
    return following


@pytest.fixture
def twice(second: Meeting) -> Meeting:
    """Two plans: the need about home is changed, one measure is new, and the one about sleep is gone."""
    made = {getattr(row, "text", "") or row.what: row for row in takes(second)}
    come(second)
    second.write("voice", "kind", "own")
    second.write("voice", "words", "Nu sover jag bättre.")
    home = made["Behöver stöd hemma"]
    second.write(f"need.{home.ref}", "text", "Behöver mer stöd hemma", base="Behöver stöd hemma")
    goal = made["Stöd hemma fungerar"]
    measure = second.add("measure", goal, what="Avlastning varannan helg")
    second.write(f"measure.{measure.ref}", "unit", second.unit("coordinator"))
    case, by = second.speaks("coordinator")
    plans.remove_row(case=case, by=by, row=f"need.{made['Behöver sömnskola'].ref}")
    second.write("plan", "no_other_measures", "yes")
    second.write("plan", "coordinator", second.place("bup").ref)
    second.write("plan", "lead_principal", "region")
    second.write("plan", "follow_up_at", ahead(120).isoformat())
    second.establish()
    return second
