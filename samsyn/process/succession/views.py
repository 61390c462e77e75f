"""The pages where people change: nobody leads, somebody takes over, leaves, moves or comes of age."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.audit.models import Part
from samsyn.cases.access import FAMILY, LEADERS, kinds_of, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import Decision, bar, require
from samsyn.process.succession import actions, alarms, forms, growing, rules
from samsyn.web.forms import Form
from samsyn.web.pages import page

BAD = 422


def unled(request: HttpRequest) -> HttpResponse:
    """Cases that nobody leads, for whoever answers for the unit: no child's name, no content (C153)."""
    duty = request.actor.assignment
    if duty is None or not (duty.manages or duty.administers):
        require(bar(_("Den här sidan är för den som är chef för en enhet eller sköter organisationen.")))
    if request.method == "POST":
        case = actions.step_in(by=request.actor, ref=request.POST.get("case", ""))
        return redirect("succession:successor", case.ref)
    found = alarms.alarms(request.actor)
    request.readings.extend((alarm.found.case_id, Part.SUCCESSION) for alarm in found)
    return page(request, "succession/unled.html", {"alarms": found})


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Who leads, who has left, what is left undone, and what the reader can do about it."""
    case = open_case(request, ref, Part.SUCCESSION)
    by = request.actor
    if request.method == "POST":
        actions.step_out(case=case, by=by)
        return redirect("overview:at_work")
    context = {
        "case": case,
        "family": bool(kinds_of(by, case) & FAMILY),
        "news": rules.news(case),
        "left": rules.left(case),
        "stands_in": alarms.standing_in(by, case),
        "may": {op.value: may(by, op, case) for op in OPS},
    }
    return page(request, "succession/show.html", context | _to_do(request, case))


def _to_do(request: HttpRequest, case: Case) -> dict[str, Any]:
    """For the one who leads."""
    leads = bool(kinds_of(request.actor, case) & LEADERS)
    undone = rules.without_owner(case) if leads else []
    return {"leads": leads, "undone": undone, "growing": growing.growing(case) if leads else None}


OPS = (Op.APPOINT_SUCCESSOR, Op.END_FAMILY_PLACE, Op.LEAVE_CASE, Op.MOVE_CASE, Op.COME_OF_AGE)


def successor(request: HttpRequest, ref: str) -> HttpResponse:
    """Name who goes on."""
    case, allowed = _open(request, ref, Op.APPOINT_SUCCESSOR)
    allowed = allowed and alarms.may_name(request.actor, case)
    among = rules.colleagues(case) if allowed else []
    can_stay = bool(allowed and rules.can_stay(alarms.reason(request.actor, case), True))
    form = forms.Successor(request.POST or None, among=among, can_stay=can_stay)
    if request.method == "POST" and form.is_valid():
        given = {"successor": form.cleaned_data["person"], "stays": form.cleaned_data.get("stays", False)}
        actions.appoint_successor(case=case, by=request.actor, **given)
        return redirect("overview:at_work")
    return _ask(request, case, allowed, form, "succession/successor.html")


def family(request: HttpRequest, ref: str) -> HttpResponse:
    """A guardian no longer has custody, or somebody in the family leaves."""
    case, allowed = _open(request, ref, Op.END_FAMILY_PLACE)
    form = forms.EndFamily(request.POST or None, places=rules.family_members(case) if allowed else [])
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("place", "since", "evidence")}
        actions.end_family_place(case=case, by=request.actor, **given)
        return redirect("succession:show", ref)
    return _ask(request, case, allowed, form, "succession/family.html")


def leave(request: HttpRequest, ref: str) -> HttpResponse:
    """A party leaves."""
    case, allowed = _open(request, ref, Op.LEAVE_CASE)
    form = forms.Leave(request.POST or None, places=rules.parties(case, request.actor))
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("place", "why", "words")}
        actions.leave_case(case=case, by=request.actor, **given, language=get_language() or "sv")
        leads = kinds_of(request.actor, case) & LEADERS
        return redirect("succession:show", ref) if leads else redirect("overview:at_work")
    return _ask(request, case, allowed, form, "succession/leave.html")


def move(request: HttpRequest, ref: str) -> HttpResponse:
    """The family has moved: first where to, then who leads there and who has said yes."""
    case, allowed = _open(request, ref, Op.MOVE_CASE)
    where = forms.Where(request.GET or None if allowed else None, units=rules.bodies(case))
    if not (where.is_bound and where.is_valid()):
        return _ask(request, case, allowed, where, "succession/where.html")
    unit = where.cleaned_data["unit"]
    form = forms.Move(request.POST or None, among=rules.people_at(case, unit), case=case)
    if request.method == "POST" and form.is_valid():
        given = {"successor": form.cleaned_data["person"], "said_yes": form.said_yes()}
        actions.move_case(case=case, by=request.actor, **given)
        return redirect("overview:at_work")
    return _ask(request, case, allowed, form, "succession/move.html", unit=unit)


def of_age(request: HttpRequest, ref: str) -> HttpResponse:
    """The child has come of age."""
    case, allowed = _open(request, ref, Op.COME_OF_AGE)
    found = growing.growing(case)
    unknown = bool(found and found.day is None)
    sent = request.POST if request.method == "POST" else None
    form = forms.OfAge(sent, unknown=unknown)
    if request.method == "POST" and form.is_valid():
        actions.come_of_age(case=case, by=request.actor, evidence=form.cleaned_data.get("evidence", ""))
        return redirect("succession:show", ref)
    ready = growing.has_come_of_age(case, "-" if unknown else "")
    return _ask(request, case, allowed, form, "succession/of_age.html", growing=found, ready=ready)


def _open(request: HttpRequest, ref: str, op: Op) -> tuple[Case, Decision]:
    """Whoever may not is told why on the page, and stopped when posting all the same."""
    case = open_case(request, ref, Part.SUCCESSION)
    allowed = may(request.actor, op, case)
    if request.method == "POST":
        require(allowed)
    return case, allowed


def _ask(
    request: HttpRequest, case: Case, allowed: Decision, form: Form, template: str, **more: Any
) -> HttpResponse:
    context = {"case": case, "allowed": allowed, "form": form, **more}
    return page(request, template, context, status=BAD if form.errors else 200)
