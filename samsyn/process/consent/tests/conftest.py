from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.consent.tests.cases import Family, family


@pytest.fixture
def ek(become: Callable[..., Actor], cast: Mapping) -> Family:
    """Adam Ek (12), his mother and father; nothing asked yet."""
    return family(become, cast)


@pytest.fixture
def asked(ek: Family) -> Family:
    """Two questions put, for BUP and the school."""
    ek.ask_about("skolan", "sömnen")
    ek.wish("bup", "school")
    ek.put_question()
    return ek
