"""What the tests of the log need more than once: limits that a handful of readings can reach."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.kernel import clock

SMALL = {"refused": 2, "children": 2, "least": 2, "times": 3}


@pytest.fixture
def small(settings):
    """Two of anything is much."""
    settings.SAMSYN_REVIEW = settings.SAMSYN_REVIEW | SMALL
    return settings.SAMSYN_REVIEW


@pytest.fixture
def tomorrow(at):
    """A day later: what was read today can be reviewed."""
    later = clock.now() + timedelta(days=1)

    def go(days: int = 1) -> None:
        at(later + timedelta(days=days - 1))

    return go


@pytest.fixture
def queries():
    return lambda: CaptureQueriesContext(connection)
