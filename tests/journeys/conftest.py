"""Who takes part in a journey."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.company import Company

# A journey is long, and the machine it runs on may be busy.
expect.set_options(timeout=15_000)


@pytest.fixture
def company(page_as: Callable[..., Page], check_page: Callable[[Page], None]) -> Company:
    """Each of the cast in a browser of their own, signed in side by side."""
    return Company(page_as, check_page)
