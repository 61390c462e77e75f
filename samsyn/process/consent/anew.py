"""Consent asked anew, about the difference: what holds meanwhile, and what is new to the one who is asked."""

from __future__ import annotations

from typing import Any

from samsyn.cases.access import is_renewing
from samsyn.cases.models import Case, Question
from samsyn.process.consent.models import HEARS, Answer, Inquiry, Kind, Pair

Row = dict[str, Any]


def holds(rows: list[Answer]) -> Answer:
    """Of what one person has answered, in order: what counts.

    The newest. But a no to what was asked anew is a no to what is new: an earlier yes that still holds goes
    on to its own last day, until it is taken back.
    """
    newest = rows[-1]
    now = [answer for answer in rows if answer.inquiry_id == newest.inquiry_id]
    earlier = [answer for answer in rows if answer.inquiry_id != newest.inquiry_id]
    if earlier and all(answer.kind == Kind.NO for answer in now):
        before = holds(earlier)
        return before if before.allows else newest
    return newest


def left_behind(case: Case) -> list[Question]:
    """Questions taken away while the next plan is prepared: the plan in force is still about them.

    Whoever has received that plan does not lose it because the next meeting is about something else.
    """
    if not is_renewing(case):
        return []
    before = Inquiry.objects.filter(case=case, round__lt=case.round.number).order_by("-number").first()
    known = [asked["ref"] for asked in before.questions] if before else []
    gone = Question.objects.filter(case=case, removed_at__gte=case.round.started, ref__in=known)
    return list(gone.order_by("number"))


def difference(asked: Inquiry, before: Answer | None) -> Row:
    """What is new in the question, and what that one has said yes to already. Empty when all of it is new."""
    if before is None or before.inquiry_id == asked.pk or not before.allows:
        return {"before": set()}
    return {
        "before": before.allows & asked.pairs,
        "new": by_party(asked, asked.pairs - before.allows),
        "already": by_party(asked, before.allows & asked.pairs),
        "holds_to": before.inquiry.valid_to,
    }


def by_party(asked: Inquiry, pairs: set[Pair]) -> list[Row]:
    """Some of what is asked, in the frozen words."""
    rows = [
        {
            "party": party,
            "questions": [q for q in asked.questions if (party["ref"], q["ref"]) in pairs],
            "hears": (party["ref"], HEARS) in pairs,
        }
        for party in asked.parties
    ]
    return [row for row in rows if row["questions"] or row["hears"]]
