"""Adam's case: BUP has a yes to both questions, the school to the first only; in the meeting, or after it."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


@pytest.fixture
def met(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    return meeting(become, cast)


@pytest.fixture
def planned(met: Meeting) -> Meeting:
    fill(met)
    met.establish()
    return met
