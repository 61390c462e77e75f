from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


@pytest.fixture
def ek(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    """Adam Ek's meeting has begun; nothing is written."""
    return meeting(become, cast)


@pytest.fixture
def filled(ek: Meeting) -> Meeting:
    """Nothing is missing."""
    fill(ek)
    return ek
