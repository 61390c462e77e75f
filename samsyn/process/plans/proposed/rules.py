"""What a plan proposes for units that were not at the meeting, and who answers for them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samsyn.cases.access import STAFF, places_of
from samsyn.cases.models import Case, Place
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.process.plans import reading
from samsyn.process.plans.kinds import PlanState
from samsyn.process.plans.models import Measure, MeasureReply, Plan, Uptake
from samsyn.process.plans.sections import measures_of

Row = dict[str, Any]


def measures(plan: Plan) -> list[Row]:
    """What the plan says is to be done, as far as the reader sees it."""
    return measures_of(reading.read(plan.pk).content)


def in_plan(plan: Plan) -> list[Row]:
    """The measures that were only proposed, with the unit's answer."""
    return [measure for measure in measures(plan) if measure["proposed"]]


def place_for(by: Actor, case: Case, measure: Row) -> Place | None:
    """As whom the actor answers: somebody who works at the unit."""
    places = [place for place in places_of(by, case) if place.kind in STAFF and place.assignment]
    return next((p for p in places if p.assignment.unit.ref == measure["unit_ref"]), None)


def waiting_for(plan: Plan, by: Actor, case: Case) -> list[Row]:
    """What the actor's own unit has not answered yet."""
    if not by.assignment or not _has_unanswered(plan, by):
        return []
    return [one for one in in_plan(plan) if not one["reply"] and place_for(by, case, one)]


def _has_unanswered(plan: Plan, by: Actor) -> bool:
    """Cheap, for lists: is there a measure of the unit without an answer? Most are not proposals."""
    return Measure.objects.filter(
        plan=plan, removed_at=None, unit=by.assignment.unit_id, replies__isnull=True
    ).exists()


def declined(plan: Plan) -> list[MeasureReply]:
    """What units have said no to, and not yes to since."""
    rows = MeasureReply.objects.filter(measure__plan=plan).select_related("measure__unit").order_by("pk")
    newest = {reply.measure_id: reply for reply in rows}
    return [reply for reply in newest.values() if reply.kind == Uptake.DECLINES]


def may_answer(place: Place | None, measure: Row) -> Decision:
    if not measure["proposed"]:
        return refuse(_("Verksamheten var med på mötet och har redan tagit på sig insatsen."))
    if place is None:
        return bar(_("Bara %(unit)s svarar på det.") % {"unit": measure["unit"]})
    return ALLOWED


def gives_words(kind: str, words: str) -> Decision:
    if kind == Uptake.DECLINES and not words.strip():
        return refuse(_("Skriv varför ni inte tar på er insatsen."))
    return ALLOWED


def is_in_force(plan: Plan | None) -> Decision:
    if plan is not None and plan.state == PlanState.ESTABLISHED:
        return ALLOWED
    return refuse(_("Det finns ingen plan som gäller."))
