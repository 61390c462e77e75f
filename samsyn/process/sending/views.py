"""Before something is sent: what would be shown to whom."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.audit.models import Part
from samsyn.cases.access import may
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import require
from samsyn.notices import mail
from samsyn.process.sending import actions, rules
from samsyn.web.pages import page


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Each receiver with the exact text; to whoever leads alone."""
    case = open_case(request, ref, Part.SENDING)
    require(may(request.actor, Op.CHOOSE_SENDING, case))
    if request.method == "POST":
        notice = rules.notice_of(case, request.POST.get("notice", ""))
        if notice is None:
            raise Http404
        who = {"case": case, "by": request.actor, "notice": notice}
        chosen = request.POST.get("choice", "")
        actions.ring(**who) if chosen == "rung" else actions.choose(**who, choice=chosen)
        return redirect("sending:show", ref)
    context = {"case": case, "board": rules.board(case), "asked": rules.to_ask(case), "works": mail.works()}
    return page(request, "sending/show.html", context)
