"""Adam's case with two questions; BUP has a yes to both, the school to the first only."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.consent.tests.cases import Family, family


@pytest.fixture
def ek(become: Callable[..., Actor], cast: Mapping) -> Family:
    """Adam (14), his mother and father and the coordinator; nobody else yet."""
    return family(become, cast)


@pytest.fixture
def agreed(ek: Family) -> Family:
    ek.ask_about("skolan", "sömnen")
    bup, school = ek.wish("bup", "school")
    ek.put_question()
    case, _by = ek.speaks("coordinator")
    first, second = consent.agenda(case)
    ek.answer("guardian", "yes")
    ek.answer(
        "other_guardian", "partly", {(bup.ref, first.ref), (bup.ref, second.ref), (school.ref, first.ref)}
    )
    return ek
