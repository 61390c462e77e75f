"""Talks about consent, on one page: those that are booked, and the one about a child's no."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import FAMILY, may, places_of
from samsyn.cases.stages import Op
from samsyn.process.consent import reading
from samsyn.process.consent.talks import actions, forms, rules
from samsyn.process.consent.views import done, open_it, posted, status
from samsyn.web.pages import page

VERBS = {"book": actions.book_talk, "no": actions.talk_about_no}


def talks(request: HttpRequest, ref: str) -> HttpResponse:
    """Book a talk; write down the one about a no."""
    case = open_it(request, ref, Part.CONSENT)
    by, chosen = request.actor, request.POST.get("do", "")
    context = reading.reader(case, by)
    people = [p for p in (case.people if context["leads"] else places_of(by, case)) if p.kind in FAMILY]
    data = posted(request)
    sheets = {
        "book": forms.Book(
            data if chosen == "book" else None, people=people, leads=context["leads"], auto_id="book_%s"
        ),
        "no": forms.AboutNo(data if chosen == "no" else None, auto_id="no_%s"),
    }
    form = sheets.get(chosen)
    if form and done(form, lambda: VERBS[chosen](case=case, by=by, **form.said)):
        return redirect("consent:talks", ref)
    context["may"] |= {"book": may(by, Op.BOOK_TALK, case), "about_no": may(by, Op.TALK_ABOUT_NO, case)}
    context |= {"sheets": sheets, "form": form, "talks": rules.talks(case), "no": rules.has_said_no(case)}
    return page(request, "consent/talks.html", context, status=status(form))
