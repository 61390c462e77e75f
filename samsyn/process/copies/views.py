"""Who has received the plan, the own copy and its receipt; and the plan on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samsyn.audit.models import Part
from samsyn.cases.access import CHILD, FAMILY, LEADERS, STAFF, kinds_of, may
from samsyn.cases.models import SUBJECT_KINDS, Case, Disclosure
from samsyn.cases.stages import Op
from samsyn.cases.wall import open_case
from samsyn.kernel.decision import ALLOWED
from samsyn.process.copies import actions, codes, journal, rules
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Plan
from samsyn.web.pages import page


def show(request: HttpRequest, ref: str) -> HttpResponse:
    """For the family: whom to ring, when we meet again, who has got a copy. For staff: theirs, to confirm."""
    case = open_case(request, ref, Part.COPIES)
    plan = plans.established(case)
    context = _reader(request, case) | {"plan": plan}
    if plan:
        context |= _about(request, case, plan)
    return page(request, "copies/show.html", context)


@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Hand over the plan to all who shall have it."""
    case = open_case(request, ref, Part.COPIES)
    actions.send_copies(case=case, by=request.actor)
    return redirect("copies:show", ref)


@require_POST
def acknowledge(request: HttpRequest, ref: str) -> HttpResponse:
    """Our copy lies in our own system."""
    case = open_case(request, ref, Part.COPIES)
    actions.acknowledge_copy(case=case, by=request.actor)
    return redirect("copies:show", ref)


def own_text(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan as plain text for the unit's own system, with codes, and the receipt on the same page."""
    case = open_case(request, ref, Part.COPIES)
    plan = plans.established(case)
    if plan is None or not kinds_of(request.actor, case) & STAFF:
        raise Http404
    copies, context = rules.copies_of(request.actor, case), _reader(request, case)
    mine = [copy for copy in copies if copy.what == plan.ref]
    context |= {"plan": plan, "may_read": ALLOWED if context["leads"] else rules.has_copy(mine)}
    if context["may_read"]:
        context |= _journal(request, case, plan, mine) | {
            "to_confirm": [copy for copy in copies if copy.received_at is None],
            "may_acknowledge": may(request.actor, Op.ACKNOWLEDGE_COPY, case),
        }
    return page(request, "copies/journal.html", context)


def print_plan(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan as the reader may read it, for paper: version, hash, whom to ring, and lines to sign on."""
    case = open_case(request, ref, Part.PLAN)
    plan = plans.established(case)
    if plan is None:
        raise Http404
    context = _reader(request, case) | {"plan": plan, "shown": reading.read(plan.pk)}
    if context["inner"]:
        given = plans.answers(plan)
        context["signs"] = [(place, given.get(place.pk)) for place in plans.approvers(case)]
    return page(request, "copies/print.html", context)


def _reader(request: HttpRequest, case: Case) -> dict[str, object]:
    kinds = kinds_of(request.actor, case)
    return {
        "case": case,
        "family": bool(kinds & FAMILY),
        "inner": bool(kinds & (FAMILY | LEADERS)),
        "leads": bool(kinds & LEADERS),
        "staff": bool(kinds & STAFF),
        "is_child": CHILD in kinds,
        "is_subject": bool(kinds & SUBJECT_KINDS),
    }


def _journal(request: HttpRequest, case: Case, plan: Plan, mine: list[Disclosure]) -> dict[str, object]:
    unit, when = request.actor.assignment.unit, journal.occasion(case, plan)
    suggested = codes.suggested(unit, when, journal.present(plan))
    content = reading.read(plan.pk).content
    basis = mine[0].basis if mine else ""
    return {
        "text": journal.text(case, plan, content, unit, basis, suggested),
        "codes": suggested,
        "at_discharge": codes.suggested(unit, codes.When.DISCHARGE) if when == codes.When.PLAN else [],
        "given": mine[0] if mine else None,
        "last_day": rules.confirm_by(case.terms, mine[0]) if mine else None,
    }


def _about(request: HttpRequest, case: Case, plan: Plan) -> dict[str, object]:
    may_send = may(request.actor, Op.SEND_COPIES, case)
    copies, mine = rules.sent(plan), rules.copies_of(request.actor, case)
    return {
        "shown": reading.read(plan.pk),
        "meets": rules.meets_again(plan),
        "copies": copies,
        "not_confirmed": rules.not_confirmed(request.actor, case, copies) if may_send else [],
        "may_send": may_send,
        "wanting": rules.wanting(case, plan) if may_send else [],
        "mine": mine,
        "to_confirm": [copy for copy in mine if copy.received_at is None],
        "may_acknowledge": may(request.actor, Op.ACKNOWLEDGE_COPY, case),
        "may_approve": may(request.actor, Op.APPROVE, case),
    }
