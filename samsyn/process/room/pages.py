"""What the page of the meeting shows: the whole of it, or one box with what follows from it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from samsyn.cases.access import CHILD, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel.decision import Decision
from samsyn.process.consent import rules as consent
from samsyn.process.meetings import forms as meeting_forms
from samsyn.process.meetings import rules as meetings
from samsyn.process.plans import balance, consulting, reading, rounds, sections
from samsyn.process.plans import rules as plans
from samsyn.process.plans.fields import Lists
from samsyn.process.plans.reading import Shown
from samsyn.process.preparation import rules as preparation
from samsyn.process.room import agenda
from samsyn.process.room.boxes import Boxes, BoxShown
from samsyn.web.pages import page

FOLLOWS_FROM_UNIT = ("responsible", "contact", "telephone")


def whole(
    request: HttpRequest,
    case: Case,
    *,
    box: BoxShown | None = None,
    presence: Any = None,
    status: int = 200,
) -> HttpResponse:
    """All of it, for those who write; the others get the sentence why not, and the way to the plan."""
    may_write = may(request.actor, Op.WRITE_PLAN, case)
    context = {"case": case, "may_write": may_write, "of_child": case.subject_place.kind == CHILD}
    if may_write:
        shown = _draft(case)
        opened = box.row.partition(".")[2] if box else request.GET.get("oppna", "")
        boxes = Boxes(shown, Lists(case), {box.key: box} if box else {}, opened)
        context |= _headings(case) | _who(case, presence) | _plan(shown, boxes) | _ready(request, case, shown)
        context |= rounds.beside(case)
    return page(request, "room/show.html", context, status=status)


def part(request: HttpRequest, case: Case, box: BoxShown, status: int) -> HttpResponse:
    """The box that was sent, what was filled in along with it, and what is still missing."""
    shown = _draft(case)
    context = {"case": case, "box": box, "also": _also(case, shown, box)}
    return page(request, "room/part.html", context | _ready(request, case, shown), status=status)


def _draft(case: Case) -> Shown | None:
    plan = plans.draft(case)
    return reading.read(plan.pk) if plan else None


def _also(case: Case, shown: Shown | None, box: BoxShown) -> list[BoxShown]:
    if box.name != "unit" or box.state != "saved" or shown is None:
        return []
    data = next(row for row in shown.rows["measure"] if f"measure.{row['ref']}" == box.row)
    made = Boxes(shown, Lists(case)).of(box.row, data)
    return [made[name] for name in FOLLOWS_FROM_UNIT]


def _headings(case: Case) -> dict[str, Any]:
    return {
        "headings": agenda.headings(case),
        "helps": agenda.helps(case),
        "afterwards": agenda.afterwards(case),
        "questions": consent.agenda(case),
        "not_to_raise": consent.not_to_raise(case),
        "said": agenda.said_before(case),
        "notes": preparation.notes(case),
    }


def _who(case: Case, presence: Any) -> dict[str, Any]:
    meeting = meetings.current(case)
    invitations = meetings.invitations(meeting) if meeting else []
    return {
        "invitations": invitations,
        "marked": any(invitation.present is not None for invitation in invitations),
        "presence": presence or meeting_forms.Presence(None, invitations=invitations),
    }


def _plan(shown: Shown | None, boxes: Boxes) -> dict[str, Any]:
    """The boxes, part by part."""
    context: dict[str, Any] = {
        "plan": boxes.of("plan", shown.plan if shown else {}),
        "voice": agenda.single("voice", shown, boxes),
        "summary": agenda.single("summary", shown, boxes),
        "assessments": agenda.assessments(shown, boxes),
    }
    named = {"wish": "wishes", "strength": "strengths", "need": "needs", "disagreement": "disagreements"}
    for kind, name in named.items():
        context[name], context[f"{name}_removed"] = agenda.lines(kind, shown, boxes)
    return context


def _ready(request: HttpRequest, case: Case, shown: Shown | None) -> dict[str, Any]:
    """What is missing; when nothing is, the button."""
    plan = plans.draft(case)
    missing = plans.lacks(plan, shown) if plan else []
    may_establish: Decision = may(request.actor, Op.ESTABLISH, case)
    context = {"begun": plan is not None, "missing": missing, "may_establish": may_establish}
    return context | (_weighed(request, case, shown) if shown else {})


def _weighed(request: HttpRequest, case: Case, shown: Shown) -> dict[str, Any]:
    """What is said beside the button: balance, who was not there, and what is only proposed."""
    measures = sections.measures_of(shown.content)
    may_show = may(request.actor, Op.SHOW_PRELIMINARY, case)
    return {
        "advice": balance.advice(shown.content, case.called),
        "consulting": bool(may_show and consulting.absent(case)),
        "content": shown.content,
        "proposed": sum(measure["proposed"] for measure in measures),
    }
