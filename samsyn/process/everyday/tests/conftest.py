"""Adam's plan is in force: one measure for all questions, one about school, one about sleep."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


@pytest.fixture
def planned(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    ek = meeting(become, cast)
    fill(ek)
    ek.establish()
    return ek


@pytest.fixture
def filled_only(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    """Everything is written, and nothing is established."""
    ek = meeting(become, cast)
    fill(ek)
    return ek
