"""The page where the family answers about a request that somebody else has made."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import DECIDERS, LEADERS, kinds_of, may, places_of
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import require
from samsyn.process.initiative import reading
from samsyn.process.initiative import rules as initiative
from samsyn.process.initiative.approving import actions, rules
from samsyn.web.pages import page


def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Yes or no; whoever leads writes down what somebody said."""
    case, by = open_case(request, ref, Part.WORRY), request.actor
    leads = bool(kinds_of(by, case) & LEADERS)
    people = [p for p in (case.people if leads else places_of(by, case)) if p.kind in DECIDERS]
    if request.method == "POST":
        place = next((p for p in people if p.ref == request.POST.get("place", "")), None)
        if place is None:
            raise Http404
        actions.approve_request(case=case, by=by, place=place, approves=request.POST.get("answer") == "yes")
        return redirect("initiative:approve", ref)
    require(may(by, Op.APPROVE_REQUEST, case))
    worry = initiative.worry_of(case)
    context = {"case": case, "people": people, "leads": leads, "answers": rules.answers(case)}
    context |= {"needed": rules.needs_approval(case, worry), "decision": rules.is_approved(case, worry)}
    return page(request, "initiative/approve.html", context | reading.worry(case))
