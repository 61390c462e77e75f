"""Who decides, how it is proved, and when nobody is waited for any longer; for whoever leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel.decision import require
from samsyn.process.consent import reading
from samsyn.process.consent import rules as consent
from samsyn.process.consent.views import done, open_it, place_in, posted, status
from samsyn.process.consent.whose import actions, forms, rules
from samsyn.process.consent.whose import reading as whose
from samsyn.web.pages import page


def who_decides(request: HttpRequest, ref: str) -> HttpResponse:
    """What is written down about who decides; more is written, or what no longer holds is ended."""
    case, by = open_it(request, ref, Part.CUSTODY), request.actor
    require(may(by, Op.RECORD_AUTHORITY, case))
    chosen, data = request.POST.get("do", ""), posted(request)
    if chosen == "end":
        for fact in rules.holding(case):
            if fact.ref == request.POST.get("row", ""):
                actions.end_authority(case=case, by=by, authority=fact)
        return redirect("consent:who_decides", ref)
    sheets = whose.sheets(case, chosen, data)
    verbs = {"record": actions.record_authority, "maturity": actions.judge_maturity}
    form = sheets.get(chosen)
    if form and done(form, lambda: verbs[chosen](case=case, by=by, **form.said)):
        return redirect("consent:who_decides", ref)
    context = reading.reader(case, by) | whose.who_decides(case) | {"sheets": sheets, "form": form}
    return page(request, "consent/who_decides.html", context, status=status(form))


def custody(request: HttpRequest, ref: str) -> HttpResponse:
    """How each guardian is proved: by the register, or by a paper that two have seen."""
    case, by = open_it(request, ref, Part.CUSTODY), request.actor
    require(may(by, Op.CHECK_CUSTODY, case), rules.is_guarded(case))
    chosen = request.POST.get("do", "")
    if chosen == "check":
        actions.check_custody(case=case, by=by, place=place_in(case, request.POST.get("row", "")))
        return redirect("consent:custody", ref)
    form = whose.by_hand(case, by, posted(request) if chosen == "hand" else None)
    if done(form, lambda: actions.prove_by_hand(case=case, by=by, **form.said)):
        return redirect("consent:custody", ref)
    context = reading.reader(case, by) | whose.custody(case) | {"form": form}
    return page(request, "consent/custody.html", context, status=status(form))


def end_waiting(request: HttpRequest, ref: str, place_ref: str) -> HttpResponse:
    """One who does not answer: what has been tried, and what goes on without that one."""
    case, by = open_it(request, ref, Part.CONSENT), request.actor
    place = place_in(case, place_ref)
    require(may(by, Op.END_WAITING, case), rules.is_guarded(case))
    form = forms.EndWaiting(posted(request))
    if done(form, lambda: actions.end_waiting(case=case, by=by, place=place, **form.said)):
        return redirect("consent:show", ref)
    context = reading.reader(case, by) | {"place": place, "form": form} | _waited(case)
    return page(request, "consent/end_waiting.html", context, status=status(form))


def unanswered(request: HttpRequest, ref: str) -> HttpResponse:
    """Nobody has answered: what to do before, and how the request ends."""
    case, by = open_it(request, ref, Part.CONSENT), request.actor
    require(may(by, Op.RECORD_CONSENT, case), may(by, Op.DECLINE, case))  # first: is it theirs at all?
    form, allowed = forms.EndUnanswered(posted(request)), rules.may_end_unanswered(case)
    if done(form, lambda: actions.end_unanswered(case=case, by=by, **form.cleaned_data)):
        return redirect("overview:case", ref)
    context = reading.reader(case, by) | {"form": form, "allowed": allowed} | _waited(case)
    standing = consent.Standing(case)
    context |= {"people": standing.needed, "unanswered": rules.is_unanswered(standing)}
    return page(request, "consent/unanswered.html", context, status=status(form))


def _waited(case: Case) -> dict[str, Any]:
    asked = consent.inquiry(case)
    return {"asked_at": asked.asked_at if asked else None, "from_day": whose.waited_from(case, asked)}


def second(request: HttpRequest) -> HttpResponse:
    """Papers about custody that a colleague asks one to see: the second of two."""
    rows = whose.to_confirm()
    if request.method == "POST":
        if any(row["ref"] == request.POST.get("row", "") for row in rows):
            actions.confirm_custody(by=request.actor, ref=request.POST["row"])
        return redirect("consent:second")
    request.readings.extend({(row["the_case"], Part.CUSTODY) for row in rows})
    return page(request, "consent/second.html", {"rows": rows})
