"""The child's own room behind its code, what is kept from whom, and who sees what is new."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, FAMILY, GUARDIAN, INSIDE, LEADERS, kinds_of, may
from samsyn.cases.models import Case, Place
from samsyn.cases.stages import Op
from samsyn.cases.wall import OPENED, open_case
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.process.seeing import actions, forms, items, rules, step
from samsyn.process.seeing.models import Code, PrivateNote
from samsyn.web.pages import page

BAD = 422


def room(request: HttpRequest, ref: str) -> HttpResponse:
    """Mitt rum. Behind the code, which is asked for whether there is one or not, and anything here or not."""
    case = _childs(request, ref)
    if not step.is_unlocked(request.actor, case):
        return _at_the_door(request, case)
    form = forms.Note(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        actions.keep(case=case, by=request.actor, text=text, language=get_language() or "sv")
        return redirect("seeing:room", ref)
    notes = PrivateNote.objects.filter(case=case, removed_at=None).order_by("-pk")
    hidden = [one for one in items.items(case, request.actor) if one.unknown_to]
    context = {"case": case, "form": form, "notes": notes, "hidden": hidden}
    return page(request, "seeing/room.html", context, status=BAD if form.errors else 200)


def _at_the_door(request: HttpRequest, case: Case) -> HttpResponse:
    form = forms.Step(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if Code.fits(step.newest(case), form.cleaned_data["code"]):
            until = clock.now().timestamp() + step.MINUTES * 60
            request.session[OPENED] = {"person": request.actor.person.pk, "case": case.pk, "until": until}
            return redirect("seeing:room", case.ref)
        form.is_wrong()
    return page(request, "seeing/door.html", {"case": case, "form": form}, status=BAD if form.errors else 200)


@require_POST
def lock(request: HttpRequest, ref: str) -> HttpResponse:
    """Close it again, before somebody else takes the screen."""
    case = _childs(request, ref)
    request.session.pop(OPENED, None)
    return redirect("overview:case", case.ref)


def code(request: HttpRequest, ref: str) -> HttpResponse:
    """Whoever leads, and the child beside: the child chooses its code."""
    case = open_case(request, ref, Part.SEEING)
    allowed = may(request.actor, Op.SET_CODE, case)
    if case.subject_place.kind != CHILD or not kinds_of(request.actor, case) & LEADERS:
        raise Http404
    form = forms.NewCode(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        actions.set_code(case=case, by=request.actor, code=form.cleaned_data["code"])
        return redirect("seeing:who", ref)
    context = {"case": case, "form": form, "allowed": allowed}
    return page(request, "seeing/code.html", context, status=BAD if form.errors else 200)


def hidden(request: HttpRequest, ref: str) -> HttpResponse:
    """All that the reader can keep from somebody, and what is kept already."""
    case = open_case(request, ref, Part.SEEING)
    if closed := _stopped(request, case):
        return closed
    found = items.items(case, request.actor)
    context = {"case": case, "items": found, "own": request.actor.assignment is None}
    return page(request, "seeing/items.html", context)


def item(request: HttpRequest, ref: str, kind: str, row_ref: str) -> HttpResponse:
    """One thing: from whom it is kept, keep it from somebody, show it again."""
    case = open_case(request, ref, Part.SEEING)
    if closed := _stopped(request, case):
        return closed
    found = items.find(case, kind, row_ref)
    if found is None:
        raise Http404
    own = request.actor.assignment is None
    form = forms.Hide(_of(request, forms.HIDE), case=case, item=found, own=own)
    together = forms.Together(_of(request, forms.TOGETHER))
    if request.method == "POST" and _done(request, case, found, form, together):
        return redirect("seeing:items", ref)
    context = {"case": case, "item": found, "form": form, "together": together, "own": own} | {
        "may_hide": may(request.actor, Op.HIDE, case)
        and items.may_hide(case, request.actor, kind, found.row),
        "may_together": may(request.actor, Op.SHOW_TOGETHER, case),
        "may_again": may(request.actor, Op.SHOW_AGAIN, case),
    }
    return page(request, "seeing/item.html", context, status=BAD if request.method == "POST" else 200)


def _of(request: HttpRequest, doing: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("do") == doing else None


def _done(
    request: HttpRequest, case: Case, found: items.Item, form: forms.Hide, together: forms.Together
) -> bool:
    """What was pressed, when it could be done."""
    about = {"case": case, "by": request.actor, "item": found}
    language = get_language() or "sv"
    if request.POST.get("do") == forms.AGAIN:
        actions.show_again(**about)
        return True
    if together.is_bound and together.is_valid():
        actions.show_together(**about, words=together.cleaned_data["words"], language=language)
        return True
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.hide(**about, places=form.chosen(), reason=reason, language=language)
        return True
    return False


def who(request: HttpRequest, ref: str) -> HttpResponse:
    """Who sees what, by age: the child's question, the guardian's explanation, the leader's list."""
    case = open_case(request, ref, Part.SEEING)
    kinds = kinds_of(request.actor, case)
    if not kinds & (FAMILY | LEADERS):
        raise Http404
    if request.method == "POST":
        actions.ask_seeing(case=case, by=request.actor)
        return redirect("seeing:who", ref)
    inner = bool(kinds & (LEADERS | {CHILD}))  # what the child has said is between these two
    context = {
        "case": case, "rule": rules.row_today(case),
        "is_child": CHILD in kinds, "leads": bool(kinds & LEADERS),
        "is_guardian": GUARDIAN in kinds, "standing": rules.standing(case) if inner else None,
        "may_ask": may(request.actor, Op.ASK_SEEING, case) and rules.is_time(case),
        "of_child": case.subject_place.kind == CHILD,
    }  # fmt: skip
    return page(request, "seeing/who.html", context)


def answer(request: HttpRequest, ref: str, place_ref: str) -> HttpResponse:
    """What the child says about one guardian; or, by whoever leads, what is decided instead."""
    case = open_case(request, ref, Part.SEEING)
    kinds, place = kinds_of(request.actor, case), _guardian(case, place_ref)
    if not kinds & (LEADERS | {CHILD}) or place is None:
        raise Http404
    decides = "bestam" in request.GET and bool(kinds & LEADERS)
    form = (forms.Decide if decides else forms.Answer)(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        act = actions.decide_seeing if decides else actions.answer_seeing
        said = form.cleaned_data | {"language": get_language() or "sv"}
        act(case=case, by=request.actor, place=place, **said)
        return redirect("seeing:who", ref)
    context = {"case": case, "form": form, "place": place, "decides": decides, "is_child": CHILD in kinds,
               "allowed": may(request.actor, Op.ANSWER_SEEING, case) and rules.is_time(case)}  # fmt: skip
    return page(request, "seeing/answer.html", context, status=BAD if form.errors else 200)


def _guardian(case: Case, ref: str) -> Place | None:
    return next((place for place in rules.guardians(case) if place.ref == ref), None)


def _childs(request: HttpRequest, ref: str) -> Case:
    """The page of the child alone; to all others there is no such page."""
    case = open_case(request, ref, Part.SEEING)
    if not step.needs(request.actor, case):
        raise Http404
    return case


def _stopped(request: HttpRequest, case: Case) -> HttpResponse | None:
    """The child goes by its own door; for who may keep nothing from anybody there is no such page."""
    if step.needs(request.actor, case) and not step.is_unlocked(request.actor, case):
        if request.method == "POST":
            require(step.is_open(request.actor, case))
        return redirect("seeing:room", case.ref)
    if not kinds_of(request.actor, case) & (INSIDE - FAMILY | {CHILD}):
        raise Http404
    return None
