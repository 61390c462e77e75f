"""The versions of a plan: each as it was established, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.audit.models import Part
from samsyn.cases.access import is_child, is_subject
from samsyn.cases.models import Case
from samsyn.cases.wall import open_case
from samsyn.kernel import clock
from samsyn.process.plans import comparing, reading
from samsyn.process.plans.models import Plan
from samsyn.web.dates import datum
from samsyn.web.forms import Form, Pick
from samsyn.web.pages import page

LAWS = ("sol", "hsl")  # the two provisions behind a SIP
BAD = 422


class Choose(Form):
    """Which two; sent with GET, so that the address holds the choice."""

    fran = Pick(gettext_lazy("Den tidigare planen"), missing=gettext_lazy("Välj en plan i listan."))
    till = Pick(gettext_lazy("Den senare planen"), missing=gettext_lazy("Välj en plan i listan."))

    def __init__(self, *args: Any, plans: Sequence[Plan], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(str(plan.version), title(plan)) for plan in plans]
        self.fields["fran"].choices = self.fields["till"].choices = choices


def title(plan: Plan) -> str:
    """Number and day, as one speaks of it."""
    if plan.established_at is None:
        return _("Plan %(number)s, utkast") % {"number": plan.version}
    return _("Plan %(number)s, %(day)s") % {"number": plan.version, "day": datum(plan.established_at)}


def version(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A plan as it was established, under the law and the agreement of that day."""
    case = open_case(request, ref, Part.PLAN)
    plan = Plan.objects.established().filter(case=case, version=number).first()
    if plan is None:
        raise Http404
    newest = Plan.objects.filter(case=case).established().newest_first().first()
    context = _reader(request, case) | {
        "plan": plan,
        "newest": newest,
        "shown": reading.read(plan.pk),
        "laws": laws_of(plan),
        "agreement": agreement_of(case, plan),
    }
    return page(request, "plans/version.html", context)


def compare(request: HttpRequest, ref: str) -> HttpResponse:
    """Two versions side by side. At first the last two; a draft that is being written counts."""
    case = open_case(request, ref, Part.PLAN)
    plans = list(Plan.objects.filter(case=case).order_by("version"))
    context = _reader(request, case) | {"plans": plans, "form": None}
    if len(plans) < 2:
        return page(request, "plans/compare.html", context)
    first = {"fran": str(plans[-2].version), "till": str(plans[-1].version)}
    form = Choose(request.GET if "fran" in request.GET else first, plans=plans)
    context["form"] = form
    if form.is_valid():
        chosen = {int(form.cleaned_data[name]) for name in ("fran", "till")}
        context |= side_by_side(case, [plan for plan in plans if plan.version in chosen])
    return page(request, "plans/compare.html", context, status=BAD if form.errors else 200)


def side_by_side(case: Case, plans: Sequence[Plan]) -> dict[str, Any]:
    """The earlier first, whichever way they were chosen; one chosen twice is compared with itself."""
    before, after = (reading.read(plan.pk).content for plan in (plans[0], plans[-1]))
    taken = comparing.origins(case)
    found = comparing.needs(before, after, taken)
    return {
        "before": before,
        "after": after,
        "titles": (title(plans[0]), title(plans[-1])),
        "needs": found,
        "others": comparing.others(before, after, taken),
        "frame": comparing.frame(before, after),
        "counts": comparing.counts(found),
        "partial": not (before["whole"] and after["whole"]),
    }


def laws_of(plan: Plan) -> list[str]:
    """The two provisions as they were called the day that the plan was established."""
    day = _day(plan)
    return [str(agreements.law(code, day)) for code in LAWS]


def agreement_of(case: Case, plan: Plan) -> Agreement:
    """The version of the agreement that the plan's round ran under."""
    return agreements.version(case.rounds.get(number=plan.round).agreement_version)


def _day(plan: Plan) -> date:
    return clock.local(plan.established_at).date() if plan.established_at else clock.today()


def _reader(request: HttpRequest, case: Case) -> dict[str, object]:
    by = request.actor
    return {"case": case, "is_child": is_child(by, case), "is_subject": is_subject(by, case)}
