"""A mail server and the worker's role, as the tests of notices have them."""

from samsyn.notices.tests.conftest import as_worker, desk, post

__all__ = ["as_worker", "desk", "post"]
