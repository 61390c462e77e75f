"""The preliminary plan: for the leader to show, for those who could not come to read and answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.audit.models import Part
from samsyn.cases.access import FAMILY, LEADERS, is_child, is_subject, kinds_of, may, places_of
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel import clock
from samsyn.kernel.decision import bar, require
from samsyn.process.consent.views import done
from samsyn.process.consent.whose import actions as whose
from samsyn.process.consent.whose.forms import EndWaiting
from samsyn.process.consent.whose.rules import waited_from
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.consulting import Standing
from samsyn.process.plans.models import How
from samsyn.process.plans.preliminary import actions, forms, rules
from samsyn.web.pages import page

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """What is not decided yet, to read; who has been asked and what they say."""
    case = _open(request, ref)
    standing = _standing(case)
    return page(request, "plans/preliminary.html", _context(request, case, standing))


@require_POST
def put(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the plan, as it is now, to those who could not come."""
    case = _open(request, ref)
    actions.show_preliminary(case=case, by=request.actor)
    return redirect("plans:preliminary", ref)


def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """My own answer on what I was shown."""
    case = _open(request, ref)
    place = plans.own_place(request.actor, case)
    if place is None:  # who leads writes down the answers of others
        return redirect("plans:preliminary", ref)
    return _answer(request, case, place, forms.Answer(request.POST or None), How.SELF)


def record(request: HttpRequest, ref: str, place_ref: str) -> HttpResponse:
    """Write down what somebody answered by telephone or on paper."""
    case = _open(request, ref)
    place = next((p for p in case.people if p.kind in FAMILY and p.ref == place_ref), None)
    if place is None:
        raise Http404
    return _answer(request, case, place, forms.Recorded(request.POST or None), How.TELEPHONE)


def end_waiting(request: HttpRequest, ref: str, place_ref: str) -> HttpResponse:
    """One who has been shown the plan and does not answer: silence has an end here too (domain 1.6)."""
    case = _open(request, ref)
    standing = _standing(case)
    place = next((p for p in standing.absent if p.ref == place_ref), None)
    require(may(request.actor, Op.END_WAITING, case))
    if place is None or standing.newest is None:
        return redirect("plans:preliminary", ref)
    form, since = EndWaiting(request.POST or None), clock.local(standing.newest.at).date()
    told = {"case": case, "by": request.actor, "place": place, "since": since, "about": whose.PLAN}
    if done(form, lambda: whose.end_waiting(**told, **form.said)):
        return redirect("plans:preliminary", ref)
    context = {"case": case, "place": place, "form": form, "asked_at": standing.newest.at}
    context |= {"from_day": waited_from(case, since), "plan": True}
    return page(request, "consent/end_waiting.html", context, status=BAD if form.errors else 200)


def _answer(request: HttpRequest, case: Case, place: Place, form: forms.Answer, how: How) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = {"shown": request.POST.get("shown", ""), "language": get_language() or "sv"}
        actions.answer_preliminary(case=case, by=request.actor, place=place, **said, **form.cleaned_data)
        return redirect("plans:preliminary", case.ref)
    standing = _standing(case)
    may_answer = (
        may(request.actor, Op.ANSWER_PRELIMINARY, case)
        and rules.may_answer(request.actor, case, place, how)
        and rules.is_asked(standing, place)
        and rules.was_shown(standing, standing.newest.ref if standing.newest else "")
    )
    context = _context(request, case, standing) | {"form": form, "place": place, "may_answer": may_answer}
    return page(request, "plans/consult.html", context, status=BAD if form.errors else 200)


def _open(request: HttpRequest, ref: str) -> Case:
    case = open_case(request, ref, Part.PLAN)
    if not kinds_of(request.actor, case) & (FAMILY | LEADERS):
        require(
            bar(_("Den preliminära planen visas för familjen. Andra läser planen när den är fastställd."))
        )
    return case


def _standing(case: Case) -> Standing:
    plan = plans.draft(case)
    if plan is None:
        raise Http404
    return Standing(plan, reading.read(plan.pk))


def _context(request: HttpRequest, case: Case, standing: Standing) -> dict[str, Any]:
    mine = {place.pk for place in places_of(request.actor, case)}
    leads = bool(kinds_of(request.actor, case) & LEADERS)
    asked = [(place, standing.answer_of(place) if standing.newest else None) for place in standing.absent]
    return {
        "case": case,
        "standing": standing,
        "shown": standing.shown,
        "asked": asked,
        "own": next((place for place in standing.absent if place.pk in mine), None),
        "leads": leads,
        "may_show": may(request.actor, Op.SHOW_PRELIMINARY, case) and rules.may_show(case, standing),
        "is_subject": is_subject(request.actor, case),
        "is_child": is_child(request.actor, case),
    }
