"""The dates of a case, and why one of them was not kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.process.initiative.delays import actions, forms, rules
from samsyn.web.pages import page


def delay(request: HttpRequest, ref: str) -> HttpResponse:
    """Everybody in the case sees the dates; whoever leads explains."""
    case = open_case(request, ref, Part.CASE)
    late = rules.unexplained(case)
    first = {"deadline": late[0].key if late else rules.MEETING}
    form = forms.Explain(request.POST or None, terms=case.terms, initial=first)
    if form.is_valid():
        actions.explain_delay(case=case, by=request.actor, **form.cleaned_data)
        return redirect("initiative:delay", ref)
    context = {
        "case": case,
        "form": form,
        "late": late,
        "explained": rules.explained(case),
        "may": may(request.actor, Op.EXPLAIN_DELAY, case),
    }
    return page(request, "initiative/delay.html", context, status=422 if form.is_bound else 200)
