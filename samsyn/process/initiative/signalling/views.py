"""Signalling, the answer, and what one may do without a name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import require
from samsyn.process.initiative import reading
from samsyn.process.initiative import rules as initiative
from samsyn.process.initiative.signalling import actions, forms, rules
from samsyn.web.pages import page


def signal(request: HttpRequest) -> HttpResponse:
    """With a name: the family knows, and has said yes."""
    require(rules.at_work(request.actor))
    units = rules.units()
    form = forms.Signal(request.POST or None, units=units)
    if form.is_valid():
        unit = next(unit for unit in units if unit.ref == form.cleaned_data["unit"])
        terms = initiative.terms_for(unit.organisation.agreement, None)
        given = reading.signalled(request.actor, terms, form.cleaned_data)
        made = actions.signal(by=request.actor, unit=unit, **given)
        return redirect("initiative:sent", made.ref)
    return page(request, "initiative/signal.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def without_name(request: HttpRequest) -> HttpResponse:
    """Without the family's yes: whom to ring, and what one may say."""
    require(rules.at_work(request.actor))
    return page(request, "initiative/without_name.html", {"units": rules.units()})


@require_safe
def sent(request: HttpRequest, ref: str) -> HttpResponse:
    """What one has signalled oneself, and the answer. Nothing of the case: one is not in it."""
    require(rules.at_work(request.actor))
    found = next(iter(rules.sent_by(request.actor, ref=ref)), None)
    if found is None:
        raise Http404
    request.readings.append((found.case_id, Part.WORRY))
    return page(request, "initiative/sent.html", {"signal": found})


def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """The receiver answers the one who signalled."""
    case = open_case(request, ref, Part.WORRY)
    about, form = rules.signal_of(case), forms.Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if decision := rules.can_answer(case, form.cleaned_data["words"]):
            actions.answer_signal(case=case, by=request.actor, **form.cleaned_data)
            return redirect("overview:case", ref)
        form.add_error("words", decision.reason)
    context = {"case": case, "form": form, "signal": about}
    if about:
        context |= {"says": rules.answer_now(case).label, "answer": rules.answered(about)}
        context["may"] = may(request.actor, Op.ANSWER_SIGNAL, case)
    return page(request, "initiative/answer_signal.html", context, status=422 if form.errors else 200)
