"""From the first worry to the start, page by page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.agreements import rules as agreements
from samsyn.agreements.agreement import Agreement
from samsyn.audit.models import Part
from samsyn.cases.access import PERSON, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel import clock
from samsyn.kernel.decision import Decision, require
from samsyn.people.actions import person_by_number, person_without_number
from samsyn.process.initiative import actions, forms, reading, rules
from samsyn.process.initiative.approving import rules as approving
from samsyn.process.initiative.signalling import rules as signalling
from samsyn.web.pages import page


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a SIP, or note a worry."""
    return _new_at_work(request) if request.actor.assignment else _new_at_home(request)


def _new_at_work(request: HttpRequest) -> HttpResponse:
    unit = request.actor.assignment.unit
    terms = agreements.in_force(unit.organisation.agreement, clock.today())
    may_start = rules.may_start(terms, unit.sector)
    if not may_start:
        return _cannot_start(request, terms, may_start)
    form = forms.AtWork(request.POST or None, agreement=terms, sector=unit.sector)
    if form.is_valid() and reading.may_start_for(form, unit):
        subject = reading.subject(request.actor, terms, form.cleaned_data)
        told = reading.told(form.cleaned_data)
        case = actions.notice_at_work(by=request.actor, subject=subject, told=told)
        return redirect("discharge:show" if told.after_hospital else "initiative:show", case.ref)
    context = {"form": form, "rule": reading.starting_rule(terms, unit)}
    return page(request, "initiative/new_at_work.html", context, status=_status(form))


def _cannot_start(request: HttpRequest, terms: Agreement, may_start: Decision) -> HttpResponse:
    """C077: whoever may not start signals to those who may; what has been sent and answered stands here."""
    sent = signalling.sent_by(request.actor)
    request.readings.extend((signal.case_id, Part.LIST) for signal in sent)
    return page(
        request, "initiative/signal_instead.html", {"may_start": may_start, "terms": terms, "sent": sent}
    )


def _new_at_home(request: HttpRequest) -> HttpResponse:
    units = rules.receiving_units()
    terms = agreements.in_force("nationell", clock.today())
    form = forms.AtHome(
        request.POST or None, agreement=terms, wards=reading.wards(request.actor), units=units
    )
    if form.is_valid():
        unit = next(unit for unit in units if unit.ref == form.cleaned_data["unit"])
        asked = reading.asked_at_home(request.actor, terms, form.cleaned_data)
        case = actions.ask_at_home(by=request.actor, unit=unit, **asked)
        return redirect("overview:case", case.ref)
    return page(request, "initiative/new_at_home.html", {"form": form, "terms": terms}, status=_status(form))


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """The worry: what was told, the dates and the rule behind them, and what comes next."""
    case = open_case(request, ref, Part.WORRY)
    steps = {"take_on": Op.TAKE_ON, "talk": Op.TALK_WITH_FAMILY, "start": Op.START_PREPARING}
    form = forms.Talked(request.POST or None) if request.POST.get("step") == "talk" else forms.Talked()
    if request.method == "POST" and request.POST.get("step") == "take_on":
        actions.take_on(case=case, by=request.actor)
        return redirect("initiative:show", ref)
    if form.is_bound and form.is_valid():
        actions.talk_with_family(case=case, by=request.actor, **form.cleaned_data)
        return redirect("initiative:family", ref)
    context = {
        "case": case,
        "form": form,
        "may": {k: may(request.actor, op, case) for k, op in steps.items()},
    }
    return page(request, "initiative/show.html", context | reading.worry(case), status=_status(form))


def family(request: HttpRequest, ref: str) -> HttpResponse:
    """Who in the family is in the case; staff add a guardian, or let in the one it is about."""
    case = open_case(request, ref, Part.WORRY)
    sent = request.POST if "called" in request.POST else None
    asked = [place for place in case.people if place.kind in approving.WANTS]
    form = forms.FamilyMember(sent, grown_up=case.subject_place.kind == PERSON, family=asked)
    if request.method == "POST" and "let_in" in request.POST:
        safe, kind = "safe" in request.POST, case.subject_place.kind
        actions.add_family_member(
            case=case, by=request.actor, kind=kind, called=case.called, evidence="", safe=safe
        )
        return redirect("initiative:family", ref)
    if form.is_bound and form.is_valid() and _add(request, case, form):
        return redirect("initiative:family", ref)
    context = {"case": case, "form": form, "may_add": may(request.actor, Op.ADD_FAMILY_MEMBER, case)}
    return page(request, "initiative/family.html", context | reading.family(case), status=_status(form))


def _add(request: HttpRequest, case: Case, form: forms.FamilyMember) -> bool:
    """C068: a no, since not all want somebody close there, stands in the form."""
    answers, by = dict(form.cleaned_data), request.actor
    answers["said_yes"] = [form.family[one] for one in answers["said_yes"]]
    wanted = approving.wanted_by_all(case, answers["kind"], answers["said_yes"])
    if not wanted:
        form.add_error("said_yes", wanted.reason)
        return False
    number, name, born = answers.pop("number"), answers["called"], answers.pop("born")
    if number:
        ref = person_by_number(by=by, number=number, name=name)
    else:
        ref = person_without_number(by=by, name=name, born=born)
    actions.add_family_member(case=case, by=by, person_ref=ref, **answers)
    return True


def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """What came of the request: start, no thank you, or a refusal with its reason."""
    case = open_case(request, ref, Part.WORRY)
    chosen = request.POST.get("verb")
    sheets = {
        name: form(request.POST if name == chosen else None, prefix=name)
        for name, (_op, form, _verb) in ANSWERS.items()
    }
    if chosen in sheets and sheets[chosen].is_valid():
        ANSWERS[chosen][2](case=case, by=request.actor, **sheets[chosen].cleaned_data)
        return redirect("overview:case", ref)
    context = {"case": case, "forms": sheets, "form": sheets.get(chosen)}
    context["may"] = {name: may(request.actor, op, case) for name, (op, _form, _verb) in ANSWERS.items()}
    if context["may"]["decline"]:
        context["may"]["decline"] = rules.may_decline(case, request.actor)
    context |= reading.reply(case, request.actor)
    return page(request, "initiative/answer.html", context, status=_status(sheets.get(chosen)))


def ask_other(request: HttpRequest, ref: str) -> HttpResponse:
    """After a refusal the family asks the other huvudman, who makes a judgement of its own."""
    case = open_case(request, ref, Part.WORRY)
    allowed = rules.may_ask_other(case, request.actor)
    units = rules.units_of_other(case) if allowed else []
    form = forms.Second(request.POST or None, units=units, initial=reading.own_words(case))
    if form.is_bound:
        require(allowed)
    if form.is_valid():
        unit = next(unit for unit in units if unit.ref == form.cleaned_data["unit"])
        asked = reading.asked_again(request.actor, case, form.cleaned_data)
        made = actions.ask_at_home(by=request.actor, unit=unit, **asked)
        return redirect("overview:case", made.ref)
    context = {"case": case, "form": form, "may": allowed, "other": rules.other_principal(case)}
    return page(request, "initiative/ask_other.html", context, status=_status(form))


def _start(*, both_needed: str, **given: object) -> None:
    actions.start_preparing(both_needed=both_needed == "yes", **given)


ANSWERS = {
    "start": (Op.START_PREPARING, forms.Start, _start),
    "decline": (Op.DECLINE, forms.Decline, actions.decline),
    "refuse": (Op.REFUSE, forms.Refuse, actions.refuse_request),
}


def _status(form: forms.Form | None) -> int:
    return 422 if form is not None and form.is_bound and not form.is_valid() else 200
