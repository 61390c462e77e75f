"""What the cast does once the plan is established: answers, copies, the follow-up, and the end of it."""

from __future__ import annotations

from datetime import timedelta

from samsyn.demo.cast import CAST, acting, members
from samsyn.demo.story import LEADER, Story, soon
from samsyn.process.copies import actions as copies
from samsyn.process.followup import actions as followup
from samsyn.process.followup import rules as followup_rules
from samsyn.process.followup.models import How
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.meetings.models import Reply
from samsyn.process.plans import actions as plans
from samsyn.process.plans import rules as plan_rules
from samsyn.process.plans.models import ApprovalKind, Goal


def respond(story: Story) -> None:
    """Each in the family who is asked says what it thinks of the plan."""
    people = members()
    for key in (*story.content.family, story.content.subject):
        with acting(key) as by:
            case = story.case(by)
            place = next(p for p in case.people if p.person_id == people[key].person_id)
            if place not in plan_rules.approvers(case):
                continue
            plan = plan_rules.established(case)
            shown = plan_rules.shown_hash(plan_rules.sections_for(plan, place))
            words = story.content.about_plan.get(key, "")
            kind = ApprovalKind.DISSENT if words else ApprovalKind.APPROVED
            plans.approve(case=case, by=by, place=place, kind=kind, shown=shown, words=words)


def hand_out(story: Story) -> None:
    """Everybody gets a copy; all units but the last one confirm theirs."""
    with acting(LEADER) as by:
        copies.send_copies(case=story.case(by), by=by)
    for key in story.content.parties[:-1]:
        with acting(key) as by:
            copies.acknowledge_copy(case=story.case(by), by=by)


def call_again(story: Story) -> None:
    starts = soon()
    with acting(LEADER) as by:
        followup.begin_follow_up(
            case=story.case(by), by=by, starts_at=starts, ends_at=starts + timedelta(hours=1),
            where=story.content.where,
        )  # fmt: skip
    for key in story.content.family:
        with acting(key) as by:
            meetings.answer_call(case=story.case(by), by=by, answer=Reply.COMES)


def look_back(story: Story) -> None:
    """The follow-up meeting: who came, and how it went."""
    with acting(LEADER) as by:
        case = story.case(by)
        asked = meeting_rules.invitations(meeting_rules.current(case))
        marks = {one.ref: meeting_rules.Presence(True) for one in asked}
        meetings.mark_presence(case=case, by=by, marks=marks)
        goals = Goal.objects.filter(plan=plan_rules.established(case), removed_at=None).order_by("pk")
        for goal, need in zip(goals, story.content.needs, strict=True):
            followup.write_attainment(case=case, by=by, goal_ref=goal.ref, level=need.level, words=need.went)


def close(story: Story) -> None:
    content, people = story.content, members()
    there = {LEADER, *content.deciders, *content.parties, *([content.subject] if content.stance else [])}
    persons = {people[key].person_id for key in there}
    with acting(LEADER) as by:
        case = story.case(by)
        deciders = followup_rules.deciders(case)
        together = {place.ref: How.MEETING for place in deciders if place.person_id in persons}
        reason = followup_rules.grounds(case)[0].code
        followup.close(case=case, by=by, reason=reason, decided_with=together, words=story.content.ending)


def go_on(story: Story) -> None:
    """Once more round; the family and staff begin with the questions."""
    said_by = CAST[story.content.deciders[0]].name
    with acting(LEADER) as by:
        followup.next_round(case=story.case(by), by=by, said_by=said_by, words=story.content.going_on)
