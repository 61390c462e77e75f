"""What the cast does at the meeting: who came, the plan box by box, and establishing it."""

from __future__ import annotations

from functools import partial

from samsyn.cases.models import Case
from samsyn.demo.cast import acting
from samsyn.demo.content import OTHER
from samsyn.demo.story import LEADER, Story, ahead
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent_rules
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.plans import actions as plans


def meet(story: Story) -> None:
    with acting(LEADER) as by:
        meetings.open_meeting(case=story.case(by), by=by)
    with acting(LEADER) as by:
        case = story.case(by)
        asked = meeting_rules.invitations(meeting_rules.current(case))
        marks = {invitation.ref: meeting_rules.Presence(True, "") for invitation in asked}
        meetings.mark_presence(case=case, by=by, marks=marks)
    write_plan(story)


def write_plan(story: Story) -> None:
    """Everything the meeting writes, box by box."""
    with acting(LEADER) as by:
        case, content = story.case(by), story.content
        add = partial(plans.add_row, case=case, by=by)
        for row, field, text in (("voice", "kind", "own"), ("voice", "words", content.voice)):
            _write(case, by, row, field, text)
        add(kind="wish", whose="subject", text=content.wish)
        for strength, text in content.strengths:
            made = add(kind="strength", text=text)
            plans.write_field(
                case=case, by=by, row=f"strength.{made.ref}", field="kind", base=made.kind, text=strength
            )
        units = {
            place.assignment.unit.name: place.assignment.unit.ref for place in case.people if place.assignment
        }
        asked = consent_rules.agenda(case)
        for number, need in enumerate(content.needs):
            about = asked[number].ref if number < len(asked) else "whole"
            made = add(kind="need", about=about, text=need.text)
            goal = add(kind="goal", parent=made.ref, text=need.goal)
            for measure in need.measures:
                add(kind="measure", parent=goal.ref, **measure.texts(units))
        _write(case, by, "summary", "text", content.summary)
        _write(case, by, "plan", "coordinator", case.leader.ref)
        _write(case, by, "plan", "lead_principal", "kommun")
        _write(case, by, "plan", "follow_up_at", ahead(60).isoformat())
        _write(case, by, "plan", "follow_up_how", content.follow_up_how)
        if not any(measure.responsible == OTHER for need in content.needs for measure in need.measures):
            _write(case, by, "plan", "no_other_measures", "yes")


def establish(story: Story) -> None:
    with acting(LEADER) as by:
        plans.establish(case=story.case(by), by=by)


def _write(case: Case, by: Actor, row: str, field: str, text: str) -> None:
    plans.write_field(case=case, by=by, row=row, field=field, base="", text=text)
