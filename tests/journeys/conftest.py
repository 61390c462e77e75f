"""Who takes part in a journey."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.company import Company


@pytest.fixture
def company(page_as: Callable[..., Page], check_page: Callable[[Page], None]) -> Company:
    """Each of the cast in a browser of their own, signed in side by side."""
    return Company(page_as, check_page)
