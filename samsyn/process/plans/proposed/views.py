"""What the plan proposes for units that were not at the meeting, and the unit's answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.process.plans import rules as plans
from samsyn.process.plans.proposed import actions, forms, rules
from samsyn.web.pages import page

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Each proposed measure that the reader sees, and how it stands with it."""
    case = open_case(request, ref, Part.PLAN)
    plan = plans.established(case)
    found = rules.in_plan(plan) if plan else []
    own = {one["ref"] for one in found if rules.place_for(request.actor, case, one)}
    context = {
        "case": case,
        "measures": [(one, one["ref"] in own) for one in found],
        "may_confirm": may(request.actor, Op.CONFIRM_MEASURE, case),
    }
    return page(request, "plans/proposed.html", context)


def answer(request: HttpRequest, ref: str, measure_ref: str) -> HttpResponse:
    """Our unit takes it on, or not."""
    case = open_case(request, ref, Part.PLAN)
    plan = plans.established(case)
    measure = next((one for one in rules.measures(plan) if one["ref"] == measure_ref), None) if plan else None
    if measure is None:
        raise Http404
    form = forms.Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"language": get_language() or "sv"}
        actions.confirm_measure(case=case, by=request.actor, measure=measure_ref, **said)
        return redirect("plans:proposed", ref)
    place = rules.place_for(request.actor, case, measure)
    allowed = may(request.actor, Op.CONFIRM_MEASURE, case) and rules.may_answer(place, measure)
    context = {"case": case, "form": form, "measure": measure, "may_confirm": allowed}
    return page(request, "plans/take_on.html", context, status=BAD if form.errors else 200)
