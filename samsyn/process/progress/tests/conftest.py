"""Adam's plan is in force. Three measures: Sara's unit (all questions), the school's, BUP's (sleep)."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.plans.models import Measure
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def planned(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    """The school should have begun 20 days ago, BUP be done 9 days ago; Sara's begins in 10 days."""
    ek = meeting(become, cast)
    fill(ek)
    of = {row.what: row for row in Measure.objects.filter(case__ref=ek.ref).select_related("goal")}
    ek.write(f"measure.{of['Anpassad skoldag'].ref}", "start", day(-20))
    for field, ahead in (("start", -60), ("end", -9)):
        ek.write(f"measure.{of['Sömnskola'].ref}", field, day(ahead))
    ek.write(f"measure.{of['Stöd hemma'].ref}", "start", day(10))
    ek.write("plan", "no_other_measures", "", base="yes")
    ek.add(
        "measure", of["Stöd hemma"].goal, what="Läsa en bok varje kväll", responsible="other", other="Maria"
    )
    ek.establish()
    return ek


def ref_of(family: Meeting, what: str) -> str:
    family.speaks("coordinator")
    return Measure.objects.get(case__ref=family.ref, what=what).ref
