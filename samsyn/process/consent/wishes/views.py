"""The page where child, guardians and staff see what the child wishes about who comes, and answer it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel.decision import Decision, require
from samsyn.people.actor import Actor
from samsyn.process.consent import conditions, reading
from samsyn.process.consent.views import done, open_it, posted, status
from samsyn.process.consent.wishes import actions, forms, rules
from samsyn.process.consent.wishes.models import Wish
from samsyn.web.forms import Form
from samsyn.web.pages import page


def wishes(request: HttpRequest, ref: str) -> HttpResponse:
    """The child says who it wants there; whoever decides who comes answers, one wish at a time."""
    case, by = open_it(request, ref, Part.QUESTIONS), request.actor
    require(conditions.has_child(case))
    context, chosen, data = reading.reader(case, by), request.POST.get("do", ""), posted(request)
    sheet = forms.OwnSay if context["is_child"] else forms.Say
    say = sheet(data if chosen == "say" else None)
    if done(say, lambda: actions.say_wish(case=case, by=by, **say.cleaned_data)):
        return redirect("consent:wishes", ref)
    wish, reply = _answered(case, request) if chosen == "answer" else (None, None)
    if reply and done(reply, lambda: actions.answer_wish(case=case, by=by, wish=wish, **reply.cleaned_data)):
        return redirect("consent:wishes", ref)
    context |= {"say": say, "form": reply or say, "may_answer": _may_answer(case, by)}
    context["rows"] = [
        (one, reply if one == wish else forms.Reply(auto_id=f"answer_{one.ref}_%s"))
        for one in rules.wishes(case)
    ]
    return page(request, "consent/wishes.html", context, status=status(context["form"]))


def _may_answer(case: Case, by: Actor) -> Decision:
    return conditions.both(may(by, Op.WISH_PARTY, case), conditions.may_answer_wish(case, by))


def _answered(case: Case, request: HttpRequest) -> tuple[Wish, Form]:
    found = next((one for one in rules.wishes(case) if one.ref == request.POST.get("row", "")), None)
    if found is None:
        raise Http404
    return found, forms.Reply(request.POST, auto_id=f"answer_{found.ref}_%s")
