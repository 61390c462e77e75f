"""pytest plugin: which tests prove which requirement."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "requirement(*ids): requirements this test proves, at most five")
