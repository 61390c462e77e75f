"""Whether somebody must not know, and what those who lead keep about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.audit.models import Part
from samsyn.cases import guarding
from samsyn.cases.access import FAMILY, LEADERS, RECEIVER, STAFF, is_child, kinds_of, may
from samsyn.cases.models import Case, Party
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import bar, require
from samsyn.process.safety import actions, forms, reading, rules
from samsyn.process.safety.models import MustNotKnow, Outcome
from samsyn.web.pages import page


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """The question, for the family; for those who lead, all that is kept about it."""
    case = open_case(request, ref, Part.SAFETY)
    family = bool(kinds_of(request.actor, case) & FAMILY)
    if not family:
        _must_lead(request, case)
        if "party" in request.POST:
            return _show_party(request, case)
    mine = rules.own_answer(case, request.actor)
    form = forms.Warn(request.POST or None, initial={"answer": mine.answer if mine else ""})
    if form.is_valid():
        actions.answer_safety(case=case, by=request.actor, answer=MustNotKnow(form.cleaned_data["answer"]))
        return redirect("safety:show", ref)
    context = {"case": case, "form": form, "mine": mine, "child": is_child(request.actor, case)}
    context["may_answer"] = may(request.actor, Op.ANSWER_SAFETY, case)
    if family:
        return page(request, "safety/warn.html", context, status=_status(form))
    context |= reading.kept(case, request.actor) | {"may_assess": may(request.actor, Op.ASSESS_RISK, case)}
    return page(request, "safety/kept.html", context, status=_status(form))


def assess(request: HttpRequest, ref: str) -> HttpResponse:
    """A named professional's risk assessment is written down."""
    case = _led(request, ref)
    form = forms.Assess(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data | {"outcome": Outcome(form.cleaned_data["outcome"])}
        actions.assess_risk(case=case, by=request.actor, **given)
        return redirect("safety:show", ref)
    context = {"case": case, "form": form, "may": may(request.actor, Op.ASSESS_RISK, case)}
    context["warnings"] = rules.warnings(case)
    return page(request, "safety/assess.html", context, status=_status(form))


def protect(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody's particulars are protected, or no more: asked by one, agreed by another."""
    case = _led(request, ref)
    form = forms.Protect(request.POST or None, case=case, colleagues=rules.colleagues(request.actor))
    if form.is_valid():
        given = form.cleaned_data | {"grade": guarding.Grade(form.cleaned_data["grade"])}
        actions.protect(case=case, by=request.actor, **given)
        return redirect("safety:show", ref)
    context = {"case": case, "form": form, "may": may(request.actor, Op.PROTECT, case)}
    return page(request, "safety/protect.html", context, status=_status(form))


def open_by_two(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks a second person, so that one may read for some minutes how somebody is reached."""
    case = _led(request, ref)
    form = forms.Second(request.POST or None, colleagues=rules.colleagues(request.actor))
    if form.is_valid():
        actions.ask_to_open(case=case, by=request.actor, **form.cleaned_data)
        return redirect("safety:show", ref)
    return page(request, "safety/open.html", {"case": case, "form": form}, status=_status(form))


def contact(request: HttpRequest, ref: str) -> HttpResponse:
    """How somebody is reached is written down; what stood there before is not shown."""
    case = _led(request, ref)
    form = forms.Contact(request.POST or None, case=case)
    if form.is_valid():
        actions.write_contact(case=case, by=request.actor, **form.cleaned_data)
        return redirect("safety:show", ref)
    return page(request, "safety/contact.html", {"case": case, "form": form}, status=_status(form))


@require_safe
def report(request: HttpRequest, ref: str) -> HttpResponse:
    """A child may be badly off: how staff report it. A step outside the case, which keeps nothing of it."""
    case = open_case(request, ref, Part.SAFETY)
    if not kinds_of(request.actor, case) & (STAFF | {RECEIVER}):
        require(bar(_("Den här sidan är för personal.")))
    return page(request, "safety/report.html", {"case": case, "ways": case.terms.rows("report_ways")})


@require_safe
def second(request: HttpRequest) -> HttpResponse:
    """What a colleague asks one to agree to: a number, what, and by whom; no name of anybody in the case."""
    if request.actor.assignment is None:
        require(bar(_("Den här sidan är för personal.")))
    return page(request, "safety/second.html", {"asked": guarding.asked_of_me()})


@require_POST
def answer_second(request: HttpRequest, asked_ref: str) -> HttpResponse:
    actions.answer_second(by=request.actor, ref=asked_ref, agrees=request.POST.get("answer") == "yes")
    return redirect("safety:second")


def _show_party(request: HttpRequest, case: Case) -> HttpResponse:
    """Of those that somebody who must not know has known of, one more or one less is shown to that one."""
    party = get_object_or_404(Party, case=case, ref=request.POST["party"], unit__isnull=False)
    shown = request.POST.get("shown") == "yes"
    actions.show_party(case=case, by=request.actor, party=party, shown=shown)
    return redirect("safety:show", case.ref)


def _led(request: HttpRequest, ref: str) -> Case:
    case = open_case(request, ref, Part.SAFETY)
    _must_lead(request, case)
    return case


def _must_lead(request: HttpRequest, case: Case) -> None:
    if not kinds_of(request.actor, case) & (LEADERS | {RECEIVER}):
        require(bar(_("Det här kan bara den som håller ihop SIP:en se och göra.")))


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
