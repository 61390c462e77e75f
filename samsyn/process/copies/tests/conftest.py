"""Adam's plan is established: BUP has a yes to both questions, the school to the first only."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


@pytest.fixture
def planned(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    ek = meeting(become, cast)
    fill(ek)
    ek.write("plan", "follow_up_how", "Vi ses på skolan. Sara ringer veckan innan.")
    ek.establish()
    return ek
