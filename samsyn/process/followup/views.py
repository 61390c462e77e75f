"""How the plan has gone, whether more coordination is needed, and the end."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, FAMILY, LEADERS, STAFF, kinds_of, may
from samsyn.cases.guarding import guarding
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import Decision
from samsyn.process.followup import actions, forms, journal, rules
from samsyn.process.meetings.models import Invitation
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Goal, Plan
from samsyn.web.pages import page

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan's needs and goals with how each went beside it; who came; whether to go on."""
    case = open_case(request, ref, Part.FOLLOW_UP)
    return _whole(request, case)


def call(request: HttpRequest, ref: str) -> HttpResponse:
    """Call to the follow-up, or change its time and place."""
    case = open_case(request, ref, Part.FOLLOW_UP)
    plan = _plan(case)
    meeting = rules.meeting(plan)
    to_change = None if meeting and meeting.opened_at else meeting
    placeless = guarding(case).protects
    form = forms.FollowUp(request.POST or None, plan=plan, meeting=to_change, placeless=placeless)
    if request.method == "POST" and form.is_valid():
        actions.begin_follow_up(case=case, by=request.actor, **form.answers())
        return redirect("followup:show", ref)
    context = _reader(request, case) | {"form": form, "meeting": meeting, "asked": case.people}
    return page(request, "followup/call.html", context, status=BAD if form.errors else 200)


def attain(request: HttpRequest, ref: str, goal_ref: str) -> HttpResponse:
    """How one goal went."""
    case = open_case(request, ref, Part.FOLLOW_UP)
    form = forms.Attain(request.POST or None, goal_ref=goal_ref)
    if request.method != "POST":
        return redirect(reverse("followup:show", args=[ref]) + f"#goal-{goal_ref}")
    if not form.is_valid():
        return _whole(request, case, {goal_ref: form}, BAD)
    said = form.cleaned_data | {"language": get_language() or "sv"}
    try:
        actions.write_attainment(case=case, by=request.actor, goal_ref=goal_ref, **said)
    except Goal.DoesNotExist as unknown:
        raise Http404 from unknown
    return redirect(reverse("followup:show", args=[ref]) + f"#goal-{goal_ref}")


def review(request: HttpRequest, ref: str) -> HttpResponse:
    """C210: is the plan followed, does it need to change?"""
    case = open_case(request, ref, Part.FOLLOW_UP)
    form = forms.Reviewed(request.POST or None)
    if request.method != "POST":
        return redirect(reverse("followup:show", args=[ref]) + "#review")
    if not form.is_valid():
        return _whole(request, case, review=form, status=BAD)
    said = form.cleaned_data | {"language": get_language() or "sv"}
    actions.review(case=case, by=request.actor, **said)
    return redirect(reverse("followup:show", args=[ref]) + "#review")


def journalled(request: HttpRequest, ref: str) -> HttpResponse:
    """The text to enter in one's own journal, and that it has been entered."""
    case = open_case(request, ref, Part.JOURNAL)
    if request.method == "POST":
        actions.journal_follow_up(case=case, by=request.actor, meeting_ref=request.POST.get("meeting", ""))
        return redirect("followup:journal", ref)
    context = _reader(request, case) | {
        "sheets": journal.sheets(request.actor, case),
        "may_journal": may(request.actor, Op.JOURNAL_FOLLOW_UP, case),
    }
    return page(request, "followup/journal.html", context)


def go_on(request: HttpRequest, ref: str) -> HttpResponse:
    """More coordination is needed: a new SIP."""
    case = open_case(request, ref, Part.FOLLOW_UP)
    plan = _plan(case)
    form = forms.GoOn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"language": get_language() or "sv"}
        actions.next_round(case=case, by=request.actor, **said)
        return redirect("overview:case", ref)
    context = _reader(request, case) | {
        "form": form,
        "loose_ends": _loose_ends(plan, rules.invited(rules.meeting(plan))),
    }
    return page(request, "followup/go_on.html", context, status=BAD if form.errors else 200)


def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close, decided together; afterwards for everybody: why, and that it can be read."""
    case = open_case(request, ref, Part.FOLLOW_UP)
    plan = _plan(case)
    asked = rules.invited(rules.meeting(plan))
    form = forms.Close(request.POST or None, case=case, came={one.place_id for one in asked if one.present})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason", "words")}
        said |= {"decided_with": form.decided_with(), "language": get_language() or "sv"}
        actions.close(case=case, by=request.actor, **said)
        return redirect("followup:close", ref)
    context = _reader(request, case) | {"form": form, "loose_ends": _loose_ends(plan, asked)}
    return page(request, "followup/close.html", context, status=BAD if form.errors else 200)


def _plan(case: Case) -> Plan:
    plan = plans.established(case)
    if plan is None:
        raise Http404
    return plan


def _loose_ends(plan: Plan, asked: list[Invitation]) -> list[str]:
    needs = rules.beside(plan, reading.read(plan.pk).content)
    return rules.loose_ends(asked, needs, rules.review(rules.meeting(plan)))


def _reader(request: HttpRequest, case: Case) -> dict[str, object]:
    kinds, by = kinds_of(request.actor, case), request.actor
    leads = bool(kinds & LEADERS)
    return {
        "case": case,
        "family": bool(kinds & FAMILY),
        "is_child": CHILD in kinds,
        "leads": leads,
        "waiting": journal.waiting(case) if leads else [],
        "works": bool(kinds & STAFF),
        "may_call": may(by, Op.BEGIN_FOLLOW_UP, case),
        "may_mark": may(by, Op.MARK_PRESENCE, case),
        "may_write": may(by, Op.WRITE_ATTAINMENT, case),
        "may_go_on": may(by, Op.NEXT_ROUND, case),
        "may_close": may(by, Op.CLOSE, case),
        "continued": rules.continued(case),
    } | _ended(case)


def _ended(case: Case) -> dict[str, object]:
    """On which ground, by whom, and in which words."""
    closing = rules.closing(case)
    return {
        "closing": closing,
        "ground": rules.ground_in_words(case, closing.reason) if closing else "",
        "deciders": closing.deciders.select_related("place").order_by("pk") if closing else [],
        "closing_words": closing.said.first() if closing else None,
    }


def _whole(
    request: HttpRequest,
    case: Case,
    bound: dict[str, forms.Attain] | None = None,
    status: int = 200,
    review: forms.Reviewed | None = None,
) -> HttpResponse:
    form = review or (next(iter(bound.values())) if bound else None)
    context = _reader(request, case) | {"plan": plans.established(case), "form": form}
    if plan := context["plan"]:
        needs = rules.beside(plan, reading.read(plan.pk).content)
        if context["may_write"]:
            _with_forms(needs, bound or {})
        context |= {"needs": needs} | _meetings(case, plan, needs, review, context["may_write"])
    return page(request, "followup/show.html", context, status=status)


def _meetings(
    case: Case, plan: Plan, needs: list[dict], bound: forms.Reviewed | None, may_write: Decision
) -> dict[str, object]:
    """The follow-up that is meant now, what it said of the plan, and those held before it."""
    meeting = rules.meeting(plan)
    asked, said = rules.invited(meeting), rules.review(meeting)
    earlier = [(one, rules.review(one)) for one in rules.earlier(case, meeting)]
    return {
        "meeting": meeting,
        "invited": asked,
        "said": said,
        "review": (bound or forms.Reviewed(written=said)) if may_write and meeting else None,
        "earlier": earlier,
        "loose_ends": rules.loose_ends(asked, needs, said),
    }


def _with_forms(needs: list[dict], bound: dict[str, forms.Attain]) -> None:
    for need in needs:
        for goal in need["goals"]:
            empty = forms.Attain(goal_ref=goal["ref"], written=goal["attainment"])
            goal["form"] = bound.get(goal["ref"], empty)
