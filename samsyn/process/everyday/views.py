"""Everything that is done and the week of the family: as a picture and lists, on paper, and to write in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samsyn.audit.models import Part
from samsyn.cases.models import Case
from samsyn.cases.wall import open_case
from samsyn.process.everyday import actions, forms, own, rules, showing, week
from samsyn.process.everyday.items import Item
from samsyn.process.everyday.models import Happening
from samsyn.process.plans.models import Measure
from samsyn.web.pages import page

BAD = 422


@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Today first, then the week, what to look out for, one's own time, and every measure."""
    case = open_case(request, ref, Part.EVERYDAY)
    context = showing.reader(request.actor, case)
    if context["plan"] is None:
        return page(request, "everyday/nothing.html", context)
    if context["is_child"]:
        context |= showing.whom_i_meet(case, context["plan"], _shift(request))
        return page(request, "everyday/child.html", context)
    context |= showing.everything(case, context["plan"], _shift(request), context["my_unit"])
    return page(request, "everyday/show.html", context)


@require_safe
def sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """The week and everything that is done, on one A4."""
    case = open_case(request, ref, Part.EVERYDAY)
    context = showing.reader(request.actor, case)
    if context["plan"] is None:
        raise Http404
    context |= showing.everything(case, context["plan"], _shift(request), context["my_unit"])
    return page(request, "everyday/sheet.html", context)


def plan(request: HttpRequest, ref: str, measure_ref: str) -> HttpResponse:
    """Write when one measure happens. `?byt`: what it takes the place of."""
    case = open_case(request, ref, Part.EVERYDAY)
    context, item = _one(request, case, measure_ref)
    before = _standing(item, request.POST.get("byt") or request.GET.get("byt") or "")
    form = forms.When(request.POST or None, item=item, called=case.called, before=before)
    if request.method == "POST" and form.is_valid():
        replaces = request.POST.get("byt", "")
        _write(case, request, measure_ref, happens=form.happens(), replaces=replaces)
        return redirect("everyday:show", ref)
    context |= {"form": form, "item": item, "before": before}
    return page(request, "everyday/plan.html", context, status=BAD if form.errors else 200)


def take_away(request: HttpRequest, ref: str, measure_ref: str) -> HttpResponse:
    """It no longer happens then."""
    case = open_case(request, ref, Part.EVERYDAY)
    if request.method == "POST":
        _write(case, request, measure_ref, happens=None, replaces=request.POST.get("byt", ""))
    return redirect("everyday:plan", ref, measure_ref)


def time(request: HttpRequest, ref: str) -> HttpResponse:
    """What the help takes of the family's own time."""
    case = open_case(request, ref, Part.EVERYDAY)
    context = showing.reader(request.actor, case)
    if context["plan"] is None or not rules.sees_own_time(case):
        raise Http404
    said = rules.own_time(case)
    found = showing.the_week(case, context["plan"])["items"]
    form = forms.Time(request.POST or None, going=own.goes_to(found), said=said)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("calls", "call_minutes", "words")}
        told |= {"travel": form.travel(said.travel if said else None), "language": get_language() or "sv"}
        actions.write_time(case=case, by=request.actor, **told)
        return redirect("everyday:show", ref)
    return page(request, "everyday/time.html", context | {"form": form}, status=BAD if form.errors else 200)


def _one(request: HttpRequest, case: Case, measure_ref: str) -> tuple[dict[str, Any], Item]:
    """The page's reader, and the measure as it stands in the plan in force."""
    context = showing.reader(request.actor, case)
    found = showing.the_week(case, context["plan"])["items"] if context["plan"] else []
    item = next((item for item in found if item.ref == measure_ref), None)
    if item is None or item.going is None:
        raise Http404
    theirs = context["may_plan"] and rules.is_theirs(request.actor, case, item.going.measure)
    return context | {"may_plan": theirs}, item


def _standing(item: Item, ref: str) -> Happening | None:
    return next((one for one in item.happenings if one.ref == ref), None)


def _write(case: Case, request: HttpRequest, measure_ref: str, **what: Any) -> None:
    try:
        actions.plan_week(case=case, by=request.actor, measure_ref=measure_ref, **what)
    except Measure.DoesNotExist as unknown:
        raise Http404 from unknown


def _shift(request: HttpRequest) -> int:
    """So many weeks from this one."""
    said = request.GET.get("om", "0")
    number = int(said) if said.lstrip("-").isdecimal() and len(said) < 4 else 0
    return max(-week.FURTHEST, min(week.FURTHEST, number))
