"""What came of the last plan, read when the next one is begun: what may be taken over, and what need not."""

from __future__ import annotations

from typing import Any

from samsyn.cases.models import Case
from samsyn.process.followup import rules
from samsyn.process.followup.models import Level
from samsyn.process.plans import reading, rounds
from samsyn.process.plans.models import Plan

Row = dict[str, Any]


def met(plan: Plan) -> set[str]:
    """The goals that have been reached: not chosen beforehand, but one by one if the meeting wants."""
    return {ref for ref, (newest, *_earlier) in rules.attainments(plan).items() if newest.level == Level.MET}


def page(case: Case, plan: Plan) -> dict[str, Any]:
    """The last plan, how each goal went beside it, and what of it stands in the draft already."""
    content = reading.read(plan.pk).content
    there, orphaned = rounds.taken(case), rounds.orphans(case, plan)
    needs = rules.beside(plan, content)
    return {
        "plan": plan,
        "needs": [need | {"gone": orphaned.get(need["ref"])} for need in needs],
        "strengths": content["strengths"],
        "voice": content["voice"],
        "wishes": content["wishes"],
        "taken": there,
        "met": met(plan),
        "all_taken": not _left(content, there, met(plan), set(orphaned)),
    }


def _left(content: Row, there: set[str], reached: set[str], orphaned: set[str]) -> bool:
    """Would the one press take anything?"""
    wanted = {one["ref"] for one in content["strengths"]}
    for need in content["needs"]:
        if need["ref"] not in orphaned:
            wanted.add(need["ref"])
            wanted |= {goal["ref"] for goal in need["goals"] if goal["ref"] not in reached}
    return bool(wanted - there)
