"""A case of the demo under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.demo.content import Content
from samsyn.kernel import clock
from samsyn.people.actor import Actor

LEADER = "coordinator"


@dataclass
class Story:
    """One case under way: who is in it, and what they write."""

    ref: str
    content: Content
    narrow: bool = False

    def case(self, by: Actor) -> Case:
        enter_case(self.ref)
        return Case.objects.get(ref=self.ref)


def ahead(days: int) -> datetime:
    """One o'clock in the afternoon, that many days from now."""
    there = clock.local(clock.now() + timedelta(days=days))
    return there.replace(hour=13, minute=0, second=0, microsecond=0)


def soon() -> datetime:
    """The next full hour: the demo's follow-ups are today, so that what was said there can be written."""
    return (clock.now() + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
