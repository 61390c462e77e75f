"""Who has looked: the pages of a case where one asks and is answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.audit.models import Part
from samsyn.cases.access import FAMILY, LEADERS, is_child, kinds_of, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel import clock
from samsyn.kernel.decision import bar, require
from samsyn.quality.logreview import actions, forms, rules, showing
from samsyn.quality.logreview.models import Extract, ReadingsQuestion
from samsyn.web.pages import page

BAD = 422


def questions(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask about the readings, and read the answers; whoever leads answers here."""
    case = _opened(request, ref)
    may_ask = may(request.actor, Op.ASK_READINGS, case)
    form = forms.Asking(request.POST or None, extracts=bool(rules.reviewers(case))) if may_ask else None
    if request.method == "POST":
        require(may_ask)
        if form.is_valid():
            actions.ask_readings(case=case, by=request.actor, language=_language(), **form.asked())
            return redirect("logreview:questions", ref)
    context = _context(request, case) | {"form": form}
    return page(request, "logreview/questions.html", context, status=BAD if form and form.errors else 200)


@require_POST
def answer(request: HttpRequest, ref: str, question_ref: str) -> HttpResponse:
    """The one who leads answers; the page comes back with the text when something is missing."""
    case = _opened(request, ref)
    question = get_object_or_404(ReadingsQuestion, case=case, ref=question_ref)
    form = forms.Answering(request.POST, ref=question.ref)
    require(may(request.actor, Op.ANSWER_READINGS, case))
    if form.is_valid():
        words = form.cleaned_data["words"]
        actions.answer_readings(
            case=case, by=request.actor, question=question, words=words, language=_language()
        )
        return redirect("logreview:questions", ref)
    context = _context(request, case, bad=form) | {"form": None}
    return page(request, "logreview/questions.html", context, status=BAD)


@require_safe
def extract(request: HttpRequest, ref: str) -> HttpResponse:
    """What was last released to the one who asked, to read or to print."""
    case = _opened(request, ref)
    rows = Extract.objects.filter(case=case).select_related("released_by__person", "released_by__unit")
    found = rows.order_by("-pk").first()
    context = {"case": case, "extract": found, "days": showing.extracted(found) if found else []}
    return page(request, "logreview/extract.html", context)


def _opened(request: HttpRequest, ref: str) -> Case:
    case = open_case(request, ref, Part.PROGRESS)  # a message: that it is about readings is the asker's own
    if not kinds_of(request.actor, case) & (FAMILY | LEADERS):
        require(bar(_("Bara familjen och den som håller ihop SIP:en kan se frågor om läsningarna.")))
    return case


def _context(request: HttpRequest, case: Case, bad: forms.Answering | None = None) -> dict[str, object]:
    found, replying = rules.asked(case), may(request.actor, Op.ANSWER_READINGS, case)
    return {
        "case": case,
        "is_child": is_child(request.actor, case),
        "family": bool(kinds_of(request.actor, case) & FAMILY),
        "due": rules.answer_by(case, clock.today()),
        "asked": [(one, _reply(one, bad) if replying and one.is_open else None) for one in found],
        "reviewers": rules.reviewers(case),
    }


def _reply(one: rules.Asked, bad: forms.Answering | None) -> forms.Answering | None:
    if not rules.is_answerable(one.question):
        return None
    ref = one.question.ref
    return bad if bad and bad.auto_id == f"id_{ref}_%s" else forms.Answering(ref=ref)


def _language() -> str:
    return get_language() or "sv"
