"""The last plan, row by row, with how it went; one press takes a row, or all that can be, into the draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import Refused, require
from samsyn.process.followup.carrying import actions, rules
from samsyn.process.plans import rounds
from samsyn.process.plans.fields import Lists, NotOnTheList
from samsyn.web.pages import page

BAD = 422
ABOUT = "about_"


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """For those who write the plan, while it is written."""
    case = open_case(request, ref, Part.FOLLOW_UP)
    require(may(request.actor, Op.WRITE_PLAN, case))
    if request.method != "POST":
        return _page(request, case)
    rows = None if "all" in request.POST else request.POST.getlist("row")
    about = {key[len(ABOUT) :]: value for key, value in request.POST.items() if key.startswith(ABOUT)}
    try:
        actions.take_over(case=case, by=request.actor, rows=rows, about=about)
    except (Refused, NotOnTheList) as no:
        if isinstance(no, Refused) and no.decision.barred:
            raise
        return _page(request, case, _reason(no), BAD)
    if rows is None:
        return redirect(reverse("room:show", args=[ref]) + "#needs")
    return redirect(reverse("followup:take_over", args=[ref]) + f"#{_anchor(rows)}")


def _page(request: HttpRequest, case: Case, fault: str = "", status: int = 200) -> HttpResponse:
    last = rounds.last(case)
    context = {"case": case, "plan": last, "fault": fault}
    if last:
        context |= rules.page(case, last) | {"abouts": Lists(case).choices("abouts")}
    return page(request, "followup/take_over.html", context, status=status)


def _reason(no: Refused | NotOnTheList) -> str:
    return no.decision.reason if isinstance(no, Refused) else rounds.not_asked_about()


def _anchor(rows: list[str]) -> str:
    return rows[0].replace(".", "-") if rows else "last"
