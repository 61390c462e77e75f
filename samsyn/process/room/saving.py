"""What happens to one box that was sent: saved, wrong, or written by somebody else meanwhile."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.kernel.decision import Refused
from samsyn.process.plans import actions, rules
from samsyn.process.plans.fields import Lists, NotOnTheList
from samsyn.process.room import boxes
from samsyn.process.room.boxes import BoxShown

SAVED, CLASH, WRONG = 200, 409, 422


def save(request: HttpRequest, case: Case) -> tuple[BoxShown, int]:
    """The box as it is to be shown, and the answer's status. Raises KeyError for an unknown box."""
    lists = Lists(case)
    row, name = request.POST.get("row", ""), request.POST.get("field", "")
    box = boxes.sent(lists, row, name, request.POST)
    if "keep" in request.POST:
        text = rules.stands(case, row, name)
        return boxes.saved(box, lists, text), SAVED
    if not box.form.is_valid():
        return box, WRONG
    try:
        text = actions.write_field(
            case=case, by=request.actor, row=row, field=name, base=box.base, text=box.form.text
        )
    except actions.Clash as clash:
        return boxes.clashed(box, lists, clash.stored), CLASH
    except NotOnTheList:
        box.form.add_error("value", _("Välj i listan."))
        return box, WRONG
    except Refused as no:
        box.form.add_error("value", no.decision.reason)
        return box, WRONG
    return boxes.saved(box, lists, text), SAVED
