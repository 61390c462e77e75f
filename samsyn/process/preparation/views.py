"""The pages of preparation: the family's questions one by one, what others have said, a party's round."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, may, places_of
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.process.preparation import actions, forms, rules
from samsyn.web.pages import page

BAD = 422


def mine(request: HttpRequest, ref: str) -> HttpResponse:
    """My questions, and how far I have come; staff are sent to what they may read."""
    case = open_case(request, ref, Part.PREPARATION)
    place = rules.preparer(request.actor, case)
    if place is None:
        return redirect("preparation:read", ref)
    steps = rules.steps(case, place)
    answered = [step for step in steps if step.answered]
    context = _to_the_family(case, place) | {
        "steps": steps,
        "answered": answered,
        "private": rules.still_private(steps),
        "first": next((step for step in steps if not step.answered), None),
        "may_prepare": may(request.actor, Op.PREPARE, case),
    }
    return page(request, "preparation/mine.html", context)


def question(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One question. Saved when going on or stopping; only oneself sees it."""
    case = open_case(request, ref, Part.PREPARATION)
    place, steps, step = _step(request, case, number)
    form = forms.Reply(request.POST or None, step=step)
    if request.method == "POST" and form.is_valid():
        if rules.is_new(step.answer, **form.cleaned_data):
            actions.prepare(
                case=case, by=request.actor, key=step.key, language=get_language(), **form.cleaned_data
            )
        return _onwards(request, ref, number, len(steps))
    context = _to_the_family(case, place) | {
        "form": form, "step": step, "count": len(steps), "may_prepare": may(request.actor, Op.PREPARE, case),
    }  # fmt: skip
    return page(request, "preparation/question.html", context, status=BAD if form.errors else 200)


def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Kolla dina svar: one choice for all that is still private."""
    case = open_case(request, ref, Part.PREPARATION)
    place, steps = _mine_or_404(request, case)
    private = rules.still_private(steps)
    form = forms.ForAll(request.POST or None, private=private, leader=_leader(case))
    if request.method == "POST" and form.is_valid():
        actions.hand_in(case=case, by=request.actor, showings=form.showings())
        return redirect("preparation:mine", ref)
    context = _to_the_family(case, place) | {
        "form": form, "steps": steps, "private": private, "may_hand_in": may(request.actor, Op.HAND_IN, case),
    }  # fmt: skip
    return page(request, "preparation/check.html", context, status=BAD if form.errors else 200)


def check_each(request: HttpRequest, ref: str) -> HttpResponse:
    """A choice for every answer."""
    case = open_case(request, ref, Part.PREPARATION)
    place, steps = _mine_or_404(request, case)
    answered = [step for step in steps if step.answered]
    form = forms.ForEach(request.POST or None, answered=answered, leader=_leader(case))
    if request.method == "POST" and form.is_valid():
        actions.hand_in(case=case, by=request.actor, showings=form.showings())
        return redirect("preparation:mine", ref)
    context = _to_the_family(case, place) | {
        "form": form,
        "pairs": [(form[step.key], step) for step in answered],
        "may_hand_in": may(request.actor, Op.HAND_IN, case),
    }
    return page(request, "preparation/check_each.html", context, status=BAD if form.errors else 200)


def read(request: HttpRequest, ref: str) -> HttpResponse:
    """What has been handed in before the meeting, as far as the reader may see it (C168)."""
    case = open_case(request, ref, Part.PREPARATION)
    context = {
        "case": case,
        "said": rules.said(case),
        "notes": rules.notes(case),
        "preparer": rules.preparer(request.actor, case),
        "may_prepare_party": may(request.actor, Op.PREPARE_PARTY, case),
    }
    return page(request, "preparation/read.html", context)


def party(request: HttpRequest, ref: str) -> HttpResponse:
    """My unit's short round."""
    case = open_case(request, ref, Part.PREPARATION)
    if not request.actor.assignment or not places_of(request.actor, case):
        raise Http404
    note = rules.note_of(request.actor, case)
    unit = request.actor.assignment.unit.name
    targets = rules.places_to_show(case, note)
    form = forms.PartyRound(request.POST or None, note=note, unit=unit, targets=targets)
    if request.method == "POST" and form.is_valid():
        actions.prepare_party(case=case, by=request.actor, language=get_language(), **form.answers())
        return redirect("preparation:read", ref)
    allowed = may(request.actor, Op.PREPARE_PARTY, case)
    context = {"case": case, "form": form, "note": note, "unit": unit, "may_prepare_party": allowed}
    return page(request, "preparation/party.html", context, status=BAD if form.errors else 200)


def _leader(case: Case) -> str:
    return case.leader.called if case.leader else ""


def _to_the_family(case: Case, place: Place) -> dict[str, object]:
    """What every page of the family's own questions needs."""
    is_child = place.kind == CHILD
    return {"case": case, "is_child": is_child, "size": "lg" if is_child else "md", "leader": case.leader}


def _mine_or_404(request: HttpRequest, case: Case) -> tuple[Place, list[rules.Step]]:
    place = rules.preparer(request.actor, case)
    if place is None:
        raise Http404
    return place, rules.steps(case, place)


def _step(request: HttpRequest, case: Case, number: int) -> tuple[Place, list[rules.Step], rules.Step]:
    place, steps = _mine_or_404(request, case)
    if not 1 <= number <= len(steps):
        raise Http404
    return place, steps, steps[number - 1]


def _onwards(request: HttpRequest, ref: str, number: int, count: int) -> HttpResponse:
    """Where the pressed button leads: stop here, the next question, or the last look."""
    if "stop" in request.POST:
        return redirect("preparation:mine", ref)
    if number < count:
        return redirect("preparation:question", ref, number + 1)
    return redirect("preparation:check", ref)
