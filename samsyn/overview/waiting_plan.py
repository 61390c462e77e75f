"""For the lists: in which cases a unit has not answered on what the plan proposes for it; read at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Subquery

from samsyn.cases.models import Case, Place
from samsyn.people.models import Assignment
from samsyn.process.meetings.models import Invitation, Purpose
from samsyn.process.plans.models import Measure, Plan


def proposed(places: Iterable[Place], cases: Iterable[Case]) -> set[int]:
    """The cases where the reader's unit was not at the meeting, has a measure, and has not answered."""
    duties = {place.assignment_id for place in places if place.assignment_id}
    units = Assignment.objects.filter(pk__in=duties).values("unit")
    ours = {"meeting__case": OuterRef("case"), "meeting__round": OuterRef("plan__round")}
    marked = Invitation.objects.filter(**ours, meeting__purpose=Purpose.FIRST, meeting__replaced_at=None)
    came = marked.filter(present=True)
    newest = Plan.objects.filter(case=OuterRef("case")).established().newest_first().values("version")[:1]
    rows = Measure.objects.filter(
        Exists(came), ~Exists(came.filter(place__assignment__unit=OuterRef("unit"))),
        case__in=[case.pk for case in cases if case.plan_in_force], unit__in=units, removed_at=None,
        replies__isnull=True, plan__version=Subquery(newest),
    )  # fmt: skip
    return set(rows.order_by(F("case")).values_list("case", flat=True))
