"""What must hold before the follow-up, going on and closing; and how the plan's goals have gone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.agreements.agreement import Row
from samsyn.cases.access import FAMILY, STAFF
from samsyn.cases.models import Case, Place
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.process.consent import rules as consent
from samsyn.process.followup.models import (
    Attainment,
    Closing,
    Continuing,
    Followed,
    How,
    Level,
    Needed,
    Review,
)
from samsyn.process.meetings import rules as meetings
from samsyn.process.meetings.models import Invitation, Meeting, Purpose
from samsyn.process.plans.models import Goal, Plan


def meeting(plan: Plan) -> Meeting | None:
    """The follow-up meeting of the plan, as last called to."""
    standing = Meeting.objects.filter(
        case=plan.case_id, round=plan.round, purpose=Purpose.FOLLOW_UP, replaced_at=None
    )
    return standing.order_by("-pk").first()


def held(case: Case) -> list[Meeting]:
    """The follow-ups that have been held, in every round; the newest first."""
    rows = Meeting.objects.filter(case=case, purpose=Purpose.FOLLOW_UP, replaced_at=None)
    return list(rows.exclude(opened_at=None).order_by("-pk"))


def earlier(case: Case, standing: Meeting | None) -> list[Meeting]:
    """Those held before the one that is meant now, in this round."""
    known = standing.pk if standing else None
    return [one for one in held(case) if one.round == case.round.number and one.pk != known]


def later(meeting: Meeting) -> Meeting | None:
    """The follow-up of the same plan that was called to after this one."""
    rows = Meeting.objects.filter(
        case=meeting.case_id, round=meeting.round, purpose=Purpose.FOLLOW_UP, replaced_at=None
    )
    return rows.filter(pk__gt=meeting.pk).order_by("pk").first()


def next_held_at(meeting: Meeting) -> datetime | None:
    """Until when what is written belongs to this follow-up."""
    after = later(meeting)
    return after.opened_at if after else None


def plan_of(meeting: Meeting) -> Plan:
    """The plan that the meeting followed up: a plan is of a round."""
    return Plan.objects.established().get(case=meeting.case_id, round=meeting.round)


def review(meeting: Meeting | None) -> Review | None:
    """What the meeting said of the plan as a whole."""
    rows = Review.objects.filter(meeting=meeting).select_related("written_by").order_by("-pk")
    return rows.first() if meeting else None


def invited(standing: Meeting | None) -> list[Invitation]:
    """Who is asked to the follow-up, and as it was marked, who came."""
    return meetings.invitations(standing) if standing else []


# How it went ------------------------------------------------------------------------------------------


def goal(plan: Plan, ref: str) -> Goal:
    """Raises `DoesNotExist` when the plan has no such goal that the reader sees."""
    return Goal.objects.get(plan=plan, ref=ref, removed_at=None)


def attainments(plan: Plan, until: datetime | None = None) -> dict[str, list[Attainment]]:
    """What has been written about each goal that the reader sees, by its ref; the newest first."""
    rows = Attainment.objects.filter(case=plan.case_id, goal__plan=plan).select_related("goal", "written_by")
    if until:
        rows = rows.filter(at__lt=until)
    found: dict[str, list[Attainment]] = {}
    for row in rows.order_by("-pk"):
        found.setdefault(row.goal.ref, []).append(row)
    return found


def beside(plan: Plan, content: dict[str, Any]) -> list[dict[str, Any]]:
    """The plan's needs as they were established, with how each goal went beside it (C158, C159)."""
    written = attainments(plan)
    return [need | {"goals": [_goal(one, written) for one in need["goals"]]} for need in content["needs"]]


def _goal(one: dict[str, Any], written: Mapping[str, list[Attainment]]) -> dict[str, Any]:
    newest, *earlier = written.get(one["ref"]) or [None]
    return one | {"attainment": newest, "earlier": earlier}


def not_written(needs: list[dict[str, Any]]) -> int:
    """How many goals nobody has said anything about."""
    return sum(one["attainment"] is None for need in needs for one in need["goals"])


def loose_ends(asked: list[Invitation], needs: list[dict[str, Any]], said: Review | None = None) -> list[str]:
    """What could still be written down, in plain sentences. Stops nothing."""
    found = []
    if asked and said is None:
        found.append(_("Ni har inte skrivit om planen följs och om den behöver ändras."))
    if asked and not any(one.present for one in asked):
        found.append(_("Ni har inte skrivit upp vilka som kom till uppföljningen."))
    count = not_written(needs)
    if count:
        text = ngettext(
            "Ni har inte skrivit hur det gick med ett av målen.",
            "Ni har inte skrivit hur det gick med %(n)s av målen.",
            count,
        )
        found.append(text % {"n": count})
    return found


def has_meeting(meeting: Meeting | None) -> Decision:
    if meeting is not None:
        return ALLOWED
    return refuse(_("Kalla till uppföljningen först."))


def is_review(followed: str, needed: str) -> Decision:
    """C210: both are answered."""
    if followed in Followed.values and needed in Needed.values:
        return ALLOWED
    return refuse(_("Svara på om planen följs och om den behöver ändras."))


def has_sheet(sheet: object) -> Decision:
    if sheet is not None:
        return ALLOWED
    return bar(_("Det finns ingen uppföljning att föra in för din verksamhet."))


def is_level(level: str) -> Decision:
    if level in Level.values:
        return ALLOWED
    return refuse(_("Välj om målet är nått, delvis nått eller inte nått."))


# Going on or closing ----------------------------------------------------------------------------------


def someone_said(said_by: str) -> Decision:
    """C161: it is asked at the meeting, so somebody has said it."""
    if said_by.strip():
        return ALLOWED
    return refuse(_("Skriv vem som har sagt att ni ska fortsätta."))


def grounds(case: Case) -> tuple[Row, ...]:
    """On which grounds a SIP is closed here (C085, C086)."""
    return case.terms.rows("closing_grounds")


def is_ground(case: Case, reason: str) -> Decision:
    if reason in {row.code for row in grounds(case)}:
        return ALLOWED
    return refuse(_("Välj varför ni avslutar SIP:en."))


def deciders(case: Case) -> list[Place]:
    """Who can have decided: the family, and the others who take part (C084)."""
    return [place for place in case.people if place.kind in FAMILY | STAFF]


def decided_together(case: Case, decided_with: Mapping[str, str]) -> Decision:
    """C084: decided by guardian and child together with the others; never by staff alone.

    `decided_with`: ref of a place → how that one took part.
    """
    there = {place.ref for place in deciders(case)}
    if not decided_with.keys() <= there or not set(decided_with.values()) <= set(How.values):
        return refuse(_("Någon på listan är inte med längre. Öppna sidan igen."))
    needed = consent.needed(case)
    if any(place.ref in decided_with for place in needed):
        return ALLOWED
    names = get_text_list([place.called for place in needed], _("eller"))
    text = _("SIP:en avslutas tillsammans med familjen. Minst en av dem ska ha varit med: %(names)s.")
    return refuse(text % {"names": names})


def closing(case: Case) -> Closing | None:
    return Closing.objects.filter(case=case).select_related("written_by").first()


def continued(case: Case) -> Continuing | None:
    """What was said when the latest round began from the one before, as far as the reader sees it."""
    rows = Continuing.objects.filter(case=case, round=case.round.number - 1)
    return rows.select_related("written_by").order_by("-pk").first()


def ground_in_words(case: Case, reason: str) -> str:
    return next((row.label for row in grounds(case) if row.code == reason), reason)
