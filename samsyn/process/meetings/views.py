"""The kallelse and its answers; opening the meeting, and who came."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, kinds_of, may
from samsyn.cases.guarding import guarding
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import Decision, require
from samsyn.process.consent import rules as consent
from samsyn.process.meetings import actions, forms, rules, showing
from samsyn.process.meetings.models import to_ask
from samsyn.process.preparation import rules as preparation
from samsyn.web.pages import page

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Whom it is about, the questions I may see, when, where, who comes, and whom to ring."""
    case = open_case(request, ref, Part.MEETING)
    meeting = rules.current(case)
    context = {
        "case": case,
        "meeting": meeting,
        "may_call": _may_call(request, case),
        "size": "lg" if CHILD in kinds_of(request.actor, case) else "md",
    }
    if meeting:
        context |= showing.about(request.actor, case, meeting)
    return page(request, "meetings/show.html", context)


def call(request: HttpRequest, ref: str) -> HttpResponse:
    """Call to the meeting, or change its time and place."""
    case = open_case(request, ref, Part.MEETING)
    may_call = _may_call(request, case)
    form = forms.Call(request.POST or None, meeting=rules.current(case), placeless=guarding(case).protects)
    if request.method == "POST" and form.is_valid():
        actions.call(case=case, by=request.actor, **form.answers())
        return redirect("meetings:show", ref)
    context = {
        "case": case,
        "form": form,
        "may_call": may_call,
        "meeting": rules.current(case),
        "last_day": rules.last_day(case),
        "wishes": preparation.wishes_for_meeting(case),
        "asked": [(place, rules.letter(case, place)) for place in to_ask(case)],
        "languages": showing.interpreting(case) if may_call else [],
    }
    return page(request, "meetings/call.html", context, status=BAD if form.errors else 200)


def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Come, or cannot."""
    case = open_case(request, ref, Part.MEETING)
    invitation = rules.invitation_of(request.actor, case)
    if invitation is None:
        raise Http404
    form = forms.Answer(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        actions.answer_call(case=case, by=request.actor, **form.cleaned_data)
        return redirect("meetings:show", ref)
    context = {
        "case": case, "form": form, "mine": invitation, "meeting": rules.current(case),
        "convener": rules.convener_title(case), "may_answer": may(request.actor, Op.ANSWER_CALL, case),
    }  # fmt: skip
    return page(request, "meetings/answer.html", context, status=BAD if form.errors else 200)


@require_POST
def open_meeting(request: HttpRequest, ref: str) -> HttpResponse:
    """The meeting begins: first of all, who is here?"""
    case = open_case(request, ref, Part.MEETING)
    actions.open_meeting(case=case, by=request.actor)
    return redirect("meetings:presence", ref)


def secretary(request: HttpRequest, ref: str) -> HttpResponse:
    """Who writes the plan, beside the one who leads."""
    case = open_case(request, ref, Part.MEETING)
    allowed = may(request.actor, Op.APPOINT_SECRETARY, case)
    if allowed.barred:
        require(allowed)
    places = rules.can_be_secretary(case)
    form = forms.Secretary(request.POST or None, places=places, now=rules.secretary(case))
    if request.method == "POST" and form.is_valid():
        actions.appoint_secretary(case=case, by=request.actor, place=form.chosen)
        return redirect("meetings:show", ref)
    context = {"case": case, "form": form, "may_appoint": allowed, "places": places}
    return page(request, "meetings/secretary.html", context, status=BAD if form.errors else 200)


def presence(request: HttpRequest, ref: str) -> HttpResponse:
    """Who came, and why the others did not."""
    case = open_case(request, ref, Part.MEETING)
    meeting = rules.current(case)
    if meeting is None:
        raise Http404
    form = forms.Presence(request.POST or None, invitations=rules.invitations(meeting))
    if request.method == "POST" and form.is_valid():
        actions.mark_presence(case=case, by=request.actor, marks=form.marks())
        return redirect("meetings:show", ref)
    context = {
        "case": case, "form": form, "may_mark": may(request.actor, Op.MARK_PRESENCE, case),
        "speaks_for": preparation.spokespersons(case),
    }  # fmt: skip
    return page(request, "meetings/presence.html", context, status=BAD if form.errors else 200)


def _may_call(request: HttpRequest, case: Case) -> Decision:
    return may(request.actor, Op.CALL, case) and consent.all_said_yes(case)
