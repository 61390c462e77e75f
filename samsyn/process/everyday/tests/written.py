"""What these tests write in the week, as one of the cast."""

from datetime import time, timedelta
from typing import Any

from samsyn.process.everyday import actions, week
from samsyn.process.everyday.models import Happening
from samsyn.process.everyday.rules import Happens
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure
from samsyn.process.plans.tests.cases import Meeting

HOME, SCHOOL, SLEEP = "Stöd hemma", "Anpassad skoldag", "Sömnskola"
TUESDAY = 1


def measure(family: Meeting, what: str, who: str = "coordinator") -> Measure:
    case, _by = family.speaks(who)
    return Measure.objects.get(plan=plans.established(case), what=what)


def on(hour: int, minute: int = 0, day: int = TUESDAY, **more: Any) -> Happens:
    """Every week from this Monday, at that time."""
    told = {"first": week.monday(), "days": (day,), "starts": time(hour, minute), "minutes": 60, **more}
    return Happens(**told)


def writes(
    family: Meeting, who: str, what: str, happens: Happens | None, replaces: str = ""
) -> Happening | None:
    ref = measure(family, what, "guardian").ref
    case, by = family.speaks(who)
    return actions.plan_week(case=case, by=by, measure_ref=ref, happens=happens, replaces=replaces)


def later(happens: Happens, weeks: int) -> Happens:
    return Happens(**{**happens.__dict__, "first": happens.first + timedelta(weeks=weeks)})
