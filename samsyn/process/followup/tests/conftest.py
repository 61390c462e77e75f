"""Adam's plan is called to follow-up: BUP has a yes to both questions, the school to the first only."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.followup import actions
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


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
