"""How the measures go, notes to the one who holds the plan together, and help to reach others."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, FAMILY, LEADERS, STAFF, kinds_of, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure
from samsyn.process.progress import actions, asking, forms, rules
from samsyn.process.progress.models import Errand, Note, State
from samsyn.web.pages import page

BAD = 422


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """All measures one sees: how each goes, whose it is, what comes next; one's own first, to mark."""
    case = open_case(request, ref, Part.PROGRESS)
    found, may_mark = rules.items([case]), may(request.actor, Op.MARK_MEASURE, case)
    mine = [one for one in found if may_mark and rules.is_mine(request.actor, case, one)]
    context = _reader(request, case) | {
        "plan": plans.established(case),
        "mine": [_shown(case, one) for one in mine],
        "others": [_shown(case, one) for one in found if one not in mine],
        "quick": [State.BEGUN, State.DONE],
    }
    return page(request, "progress/show.html", context)


def mark(request: HttpRequest, ref: str, measure_ref: str) -> HttpResponse:
    """Say how a measure goes, and read what was said before."""
    case = open_case(request, ref, Part.PROGRESS)
    try:
        one = rules.item(case, measure_ref)
    except Measure.DoesNotExist:
        raise Http404 from None
    form = forms.Marking(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.mark_measure(
            case=case, by=request.actor, measure_ref=measure_ref, language=_language(), **form.cleaned_data
        )
        return redirect("progress:show", ref)
    may_mark = may(request.actor, Op.MARK_MEASURE, case) and rules.is_mine(request.actor, case, one)
    context = _reader(request, case) | {"form": form, "one": _shown(case, one), "may_mark": may_mark}
    return page(request, "progress/mark.html", context, status=BAD if form.errors else 200)


def write(request: HttpRequest, ref: str) -> HttpResponse:
    """What has been written that one may read, and a new note."""
    case = open_case(request, ref, Part.PROGRESS)
    may_write = may(request.actor, Op.WRITE_NOTE, case)
    form = forms.Writing(request.POST or None, by=request.actor, case=case) if may_write else None
    if request.method == "POST" and (form is None or form.is_valid()):
        said = {"words": form.cleaned_data["words"], "scope": form.scope()} if form else {"words": ""}
        actions.write_note(case=case, by=request.actor, language=_language(), **said)
        return redirect("progress:write", ref)
    threads = [_thread(case, thread) for thread in asking.threads(case)]
    context = _reader(request, case) | {"form": form, "may_write": may_write, "threads": threads}
    return page(request, "progress/write.html", context, status=BAD if form and form.errors else 200)


@require_POST
def reply(request: HttpRequest, ref: str, note_ref: str) -> HttpResponse:
    """Answer a note: in the same scope."""
    case = open_case(request, ref, Part.PROGRESS)
    note = get_object_or_404(Note, case=case, ref=note_ref, answers=None)
    form = forms.Replying(request.POST, ref=note.ref)
    if form.is_valid():
        words = form.cleaned_data["words"]
        actions.write_note(case=case, by=request.actor, words=words, answers=note, language=_language())
        return redirect("progress:write", ref)
    thread = next(thread for thread in asking.threads(case) if thread.note == note)
    context = _reader(request, case) | _thread(case, thread, form)
    return page(request, "progress/reply.html", context, status=BAD)


def errands(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for help to reach another body, and read what came of it (C150)."""
    case = open_case(request, ref, Part.PROGRESS)
    may_ask, reader = may(request.actor, Op.ASK_ERRAND, case), _reader(request, case)
    form = forms.Asking(request.POST or None, family=bool(reader["family"]))
    if request.method == "POST" and form.is_valid():
        actions.ask_errand(case=case, by=request.actor, language=_language(), **form.asked())
        return redirect("progress:errands", ref)
    context = reader | {
        "form": form,
        "may_ask": may_ask,
        "may_answer": may(request.actor, Op.ANSWER_ERRAND, case),
        "errands": [(one, forms.Answering(ref=one.errand.ref)) for one in asking.errands(case)],
    }
    return page(request, "progress/errands.html", context, status=BAD if form.errors else 200)


@require_POST
def answer(request: HttpRequest, ref: str, errand_ref: str) -> HttpResponse:
    """The one who leads says what happened."""
    case = open_case(request, ref, Part.PROGRESS)
    errand = get_object_or_404(Errand, case=case, ref=errand_ref)
    form = forms.Answering(request.POST, ref=errand.ref)
    if form.is_valid():
        said = form.cleaned_data | {"language": _language()}
        actions.answer_errand(case=case, by=request.actor, errand=errand, **said)
        return redirect("progress:errands", ref)
    asked = next(one for one in asking.errands(case) if one.errand == errand)
    context = _reader(request, case) | {"one": asked, "form": form}
    return page(request, "progress/answer.html", context, status=BAD)


def _reader(request: HttpRequest, case: Case) -> dict[str, object]:
    kinds = kinds_of(request.actor, case)
    return {
        "case": case,
        "family": bool(kinds & FAMILY),
        "leads": bool(kinds & LEADERS),
        "staff": bool(kinds & STAFF),
        "is_child": CHILD in kinds,
    }


def _shown(case: Case, one: rules.Item) -> dict[str, object]:
    return {"item": one, "reminded": rules.reminded(case, one)}


def _thread(case: Case, thread: asking.Thread, form: forms.Replying | None = None) -> dict[str, object]:
    return {
        "thread": thread,
        "reads": asking.reads(case, thread.note.scope),
        "form": form or forms.Replying(ref=thread.note.ref),
    }


def _language() -> str:
    return get_language() or "sv"
