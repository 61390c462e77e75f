"""Adam's plan is called to follow-up: BUP has a yes to both questions, the school to the first only."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.followup.tests.again import begins_again, calls_to_follow_up, establishes_another
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


@pytest.fixture
def planned(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    ek = meeting(become, cast)
    fill(ek)
    ek.establish()
    return ek


@pytest.fixture
def following(planned: Meeting) -> Meeting:
    calls_to_follow_up(planned)
    return planned


@pytest.fixture
def second(following: Meeting) -> Meeting:
    """The meeting of the second round is open; one of three goals is met."""
    begins_again(following)
    return following


@pytest.fixture
def twice(second: Meeting) -> Meeting:
    """Two plans: the need about home is changed, one measure is new, and the one about sleep is gone."""
    establishes_another(second)
    return second
