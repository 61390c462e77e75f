"""One page for the whole meeting: who came, the plan box by box, what is missing, and establishing it."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import require
from samsyn.process.meetings import actions as meeting_actions
from samsyn.process.meetings import forms as meeting_forms
from samsyn.process.meetings import rules as meetings
from samsyn.process.plans import actions
from samsyn.process.plans import rules as plans
from samsyn.process.room import pages, saving

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """The agenda a–k with a box for everything that is decided."""
    case = open_case(request, ref, Part.PLAN)
    return pages.whole(request, case)


@require_POST
def field(request: HttpRequest, ref: str) -> HttpResponse:
    """Save one box. With htmx the box itself comes back, without it the page."""
    case = _writing(request, ref)
    try:
        box, status = saving.save(request, case)
    except (KeyError, ObjectDoesNotExist) as unknown:
        raise Http404 from unknown
    if request.htmx:
        return pages.part(request, case, box, status)
    if status == 200:
        kind, _dot, row = box.row.partition(".")
        opened = f"?oppna={row}" if kind == "measure" else ""
        return redirect(reverse("room:show", args=[ref]) + f"{opened}#{box.key}")
    return pages.whole(request, case, box=box, status=status)


@require_POST
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """One more need, goal, measure …"""
    case = _writing(request, ref)
    kind, parent = request.POST.get("kind", ""), request.POST.get("parent", "")
    try:
        row = actions.add_row(case=case, by=request.actor, kind=kind, parent=parent)
    except (KeyError, ObjectDoesNotExist) as unknown:
        raise Http404 from unknown
    return redirect(reverse("room:show", args=[ref]) + f"#{kind}-{row.ref}")


@require_POST
def remove(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a row away, or (`back`) take it back."""
    case = _writing(request, ref)
    row, back = request.POST.get("row", ""), "back" in request.POST
    try:
        actions.remove_row(case=case, by=request.actor, row=row, removed=not back)
    except (KeyError, ObjectDoesNotExist) as unknown:
        raise Http404 from unknown
    return redirect(reverse("room:show", args=[ref]) + f"#{row.replace('.', '-')}")


@require_POST
def presence(request: HttpRequest, ref: str) -> HttpResponse:
    """Who came."""
    case = open_case(request, ref, Part.MEETING)
    require(may(request.actor, Op.MARK_PRESENCE, case))
    form = meeting_forms.Presence(request.POST, invitations=meetings.invitations(meetings.current(case)))
    if form.is_valid():
        meeting_actions.mark_presence(case=case, by=request.actor, marks=form.marks())
        return redirect(reverse("room:show", args=[ref]) + "#presentation")
    return pages.whole(request, case, presence=form, status=BAD)


@require_POST
def establish(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan is decided. Pressed again it is still decided once."""
    case = open_case(request, ref, Part.PLAN)
    plan = plans.plan_in_force(case)
    decided = plan is not None and plan.round == case.round.number
    if not decided or may(request.actor, Op.ESTABLISH, case).barred:
        actions.establish(case=case, by=request.actor)
    return redirect("plans:show", ref)


def _writing(request: HttpRequest, ref: str) -> Case:
    case = open_case(request, ref, Part.PLAN)
    require(may(request.actor, Op.WRITE_PLAN, case))
    return case
