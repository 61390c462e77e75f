"""The way out of hospital: what is known, who calls, and by when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.agreements import rules as agreements
from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel import clock
from samsyn.process.discharge import actions, forms, rules
from samsyn.process.discharge.models import Discharge
from samsyn.process.initiative.delays import rules as delays
from samsyn.web.pages import page


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """What is known of the stay; staff of open care and hospital, and whoever leads, note what is new."""
    case = open_case(request, ref, Part.DISCHARGE)
    stay = rules.discharge_of(case)
    allowed = may(request.actor, Op.NOTE_DISCHARGE, case) and rules.may_note(case)
    contacts = rules.contacts(case, request.actor, stay) if allowed else []
    form = forms.Note(request.POST or None, contacts=contacts, initial=forms.known(stay))
    if form.is_valid():
        actions.note_discharge(case=case, by=request.actor, stay=form.stay)
        return redirect("discharge:show", ref)
    context = {"case": case, "form": form, "stay": stay, "may": allowed}
    if stay:
        context |= _track(request, case, stay)
    return page(request, "discharge/show.html", context, status=422 if form.is_bound else 200)


def _track(request: HttpRequest, case: Case, stay: Discharge) -> dict[str, Any]:
    """Who calls, by when, and what the law says."""
    waits = rules.waits_for_call(case, stay)
    explained = [one for one in delays.explained(case) if one.delay.deadline == delays.DISCHARGE]
    late = bool(waits and waits.last_day and waits.last_day < clock.today())
    return {
        "explained": explained,
        "excused": late and bool(explained),
        "may_explain": may(request.actor, Op.EXPLAIN_DELAY, case),
        "due": rules.call_by(case, stay),
        "called": rules.has_called(case, stay),
        "late": late and not explained,
        "must_offer": rules.must_offer(stay),
        "mine": rules.is_contact(request.actor, stay),
        "may_call": may(request.actor, Op.CALL, case),
        "may_follow_up": may(request.actor, Op.BEGIN_FOLLOW_UP, case),
        "contact_inside": rules.place_of_contact(case, stay) is not None,
        "laws": agreements.laws_behind(case.terms, rules.CALL_WITHIN, clock.today()),
    }
