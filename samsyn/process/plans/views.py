"""The plan in plain words for each who may read it, and the family's answer on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, FAMILY, kinds_of, may
from samsyn.cases.kinds import SUBJECT_KINDS
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.process.plans import actions, balance, forms, reading, rules, sections
from samsyn.process.plans.models import How, Plan
from samsyn.web.pages import page

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Own words first, who does what, when we meet again. `?utkast`: the draft of the next plan."""
    case = open_case(request, ref, Part.PLAN)
    plan = rules.plan_to_show(case, newest="utkast" in request.GET)
    context = _reader(request, case) | {"plan": plan}
    if plan:
        shown = reading.read(plan.pk)
        advice = balance.advice(shown.content, case.called, context["is_subject"])
        proposed = any(measure["proposed"] for measure in sections.measures_of(shown.content))
        context |= {"shown": shown, "advice": advice, "proposed": proposed and plan.is_established}
        context |= _answering(request, case, plan)
    return page(request, "plans/show.html", context)


def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """My own answer on the plan that I see."""
    case = open_case(request, ref, Part.PLAN)
    place = rules.own_place(request.actor, case)
    if place is None or rules.established(case) is None:
        raise Http404
    return _answer(request, case, place, forms.Answer(request.POST or None), How.SELF)


def record(request: HttpRequest, ref: str, place_ref: str) -> HttpResponse:
    """Write down what somebody answered by telephone or on paper."""
    case = open_case(request, ref, Part.PLAN)
    places = [p for p in case.people if p.kind in FAMILY and p.ref == place_ref]
    if not places or rules.established(case) is None:
        raise Http404
    return _answer(request, case, places[0], forms.Recorded(request.POST or None), How.PAPER)


def _answer(request: HttpRequest, case: Case, place: Place, form: forms.Answer, how: How) -> HttpResponse:
    plan = rules.established(case)
    now = rules.shown_hash(rules.sections_for(plan, place))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {
            "shown": request.POST.get("shown", ""),
            "language": get_language() or "sv",
        }
        actions.approve(case=case, by=request.actor, place=place, **said)
        return redirect("plans:show", case.ref)
    context = _reader(request, case) | {
        "form": form, "place": place, "hash": now, "plan": plan, "shown": reading.read(plan.pk),
        "may_approve": may(request.actor, Op.APPROVE, case)
        and rules.may_answer(request.actor, case, place, how),
        "before": rules.answers(plan).get(place.pk),
    }  # fmt: skip
    return page(request, "plans/answer.html", context, status=BAD if form.errors else 200)


def _reader(request: HttpRequest, case: Case) -> dict[str, object]:
    kinds = kinds_of(request.actor, case)
    return {
        "case": case,
        "may_approve": may(request.actor, Op.APPROVE, case),
        "may_write": may(request.actor, Op.WRITE_PLAN, case),
        "is_subject": bool(kinds & SUBJECT_KINDS),
        "is_child": CHILD in kinds,
    }


def _answering(request: HttpRequest, case: Case, plan: Plan) -> dict[str, object]:
    """Who has said what about the plan, and whose turn it is."""
    own = rules.own_place(request.actor, case)
    asked = rules.approvers(case) if plan.is_established else []
    is_old = plan.round != case.round.number and "utkast" not in request.GET
    return {"own": own, "asked": asked, "draft": rules.draft(case) if is_old else None}
