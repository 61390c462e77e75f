"""Cases brought to a stage by the cast, through the real verbs: no test starts from an impossible state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.models import Case, PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo.cast import CAST, acting, members
from samsyn.demo.content import ADAM, Content
from samsyn.kernel import clock
from samsyn.people.actions import person_by_number
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as consent_rules
from samsyn.process.consent.models import Inquiry, Kind, StanceKind
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.models import MustNotKnow, NoticedBy
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.meetings.models import Reply
from samsyn.process.plans import actions as plans
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Showing

LEADER = "coordinator"


@dataclass
class Story:
    """One case under way: who is in it, and what they write."""

    ref: str
    content: Content
    narrow: bool = False

    def case(self, by: Actor) -> Case:
        enter_case(self.ref)
        return Case.objects.get(ref=self.ref)


def case_at(stage: Stage, *, narrow: bool = False, content: Content = ADAM) -> str:
    """The ref of a new case at the stage. `narrow`: the school only gets a yes to the first question."""
    story = Story(notice(content), content, narrow)
    for reached, step in STEPS:
        if reached in PATH[stage]:
            step(story)
    return story.ref


def notice(content: Content) -> str:
    """Staff note a worry."""
    child = CAST[content.subject]
    with acting(LEADER) as by:
        ref = person_by_number(by=by, number=child.number, name=child.name)
        told = initiative.Told(
            MustNotKnow.NO,
            NoticedBy.GUARDIAN,
            clock.today() - timedelta(days=2),
            content.worry,
            list(content.indicators),
        )
        subject = Subject(ref, content.kind, child.name, child.born, child.number.text)
        return initiative.notice_at_work(by=by, subject=subject, told=told).ref


def start(story: Story) -> None:
    """The family is talked to, comes into the case and wants a SIP."""
    everybody = members()
    first = CAST[story.content.family[0]].name
    with acting(LEADER) as by:
        initiative.talk_with_family(case=story.case(by), by=by, talked_with=first)
    with acting(LEADER) as by:
        case = story.case(by)
        for key in story.content.family:
            initiative.add_family_member(
                case=case, by=by, kind=story.content.family_kind, called=CAST[key].name,
                evidence="Folkbokföringen i dag", safe=True, person_ref=everybody[key].ref,
            )  # fmt: skip
        initiative.add_family_member(
            case=case, by=by, kind=case.subject_place.kind, called=case.called, evidence="", safe=True
        )
        initiative.start_preparing(case=story.case(by), by=by, said_by=first, both_needed=True)


def decline(story: Story) -> None:
    with acting(LEADER) as by:
        initiative.talk_with_family(case=story.case(by), by=by, talked_with="familjen")
    with acting(LEADER) as by:
        initiative.decline(case=story.case(by), by=by, said_by=CAST[story.content.family[0]].name)


def agree(story: Story) -> None:
    """Questions, who should come, and everybody's yes."""
    everybody, content = members(), story.content
    with acting(content.family[0]) as by:
        case = story.case(by)
        mine = next(place for place in case.people if place.person_id == by.person.pk)
        for text in content.questions:
            consent.write_question(case=story.case(by), by=by, text=text)
        for key in content.parties:
            duty = _duty(everybody[key].assignment_id)
            consent.wish_party(case=story.case(by), by=by, duty=duty, wished_by=mine)
        consent.say_not_to_raise(case=story.case(by), by=by, text=content.not_to_raise)
    with acting(LEADER) as by:
        case = story.case(by)
        consent.ask(case=case, by=by, valid_to=consent_rules.default_last_day(case))
    for key in content.deciders:
        with acting(key) as by:
            case = story.case(by)
            inquiry = consent_rules.inquiry(case)
            given = _but_one(inquiry, "school") if story.narrow else {"kind": Kind.YES}
            consent.answer(case=case, by=by, inquiry=inquiry, **given)
    if content.kind == PlaceKind.CHILD:
        with acting(content.subject) as by:
            consent.say_stance(case=story.case(by), by=by, kind=StanceKind.YES, words=content.stance)


def prepare(story: Story) -> None:
    with acting(story.content.subject) as by:
        for key, text in story.content.answers.items():
            preparation.prepare(case=story.case(by), by=by, key=key, text=text)
        showings = dict.fromkeys(story.content.answers, Showing.MEETING)
        preparation.hand_in(case=story.case(by), by=by, showings=showings)


def call(story: Story) -> None:
    starts = clock.local(clock.now() + timedelta(days=9)).replace(hour=13, minute=0, second=0, microsecond=0)
    with acting(LEADER) as by:
        meetings.call(
            case=story.case(by),
            by=by,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            where=story.content.where,
        )
    for key in (*story.content.family, *story.content.parties):
        with acting(key) as by:
            meetings.answer_call(case=story.case(by), by=by, answer=Reply.COMES)


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
        follow_up = (clock.now() + timedelta(days=60)).replace(minute=0, second=0, microsecond=0)
        _write(case, by, "plan", "follow_up_at", follow_up.isoformat())
        _write(case, by, "plan", "follow_up_how", content.follow_up_how)


def establish(story: Story) -> None:
    with acting(LEADER) as by:
        plans.establish(case=story.case(by), by=by)


def _write(case: Case, by: Actor, row: str, field: str, text: str) -> None:
    plans.write_field(case=case, by=by, row=row, field=field, base="", text=text)


def _duty(pk: int) -> Assignment:
    return Assignment.objects.select_related("person", "unit__organisation").get(pk=pk)


def _but_one(inquiry: Inquiry, key: str) -> dict[str, Any]:
    """Yes, but to one party only about the first question."""
    wanted = {party.assignment_id: party.ref for party in consent_rules.wanted(inquiry.case)}
    narrowed, first = wanted[members()[key].assignment_id], inquiry.questions[0]["ref"]
    pairs = {(party, asked) for party, asked in inquiry.pairs if party != narrowed or asked == first}
    return {"kind": Kind.PARTLY, "pairs": pairs}


# What is done to reach each stage from the one before.
STEPS: list[tuple[Stage, Callable[[Story], None]]] = [
    (Stage.PREPARING, start),
    (Stage.CALLED, agree),
    (Stage.CALLED, prepare),
    (Stage.CALLED, call),
    (Stage.MEETING, meet),
    (Stage.PLANNED, establish),
    (Stage.DECLINED, decline),
]
FORWARD = [stage for stage in Stage if stage != Stage.DECLINED]
PATH: dict[Stage, set[Stage]] = {stage: set(FORWARD[: number + 1]) for number, stage in enumerate(FORWARD)}
PATH[Stage.DECLINED] = {Stage.NOTICED, Stage.DECLINED}

# The demo's and the tests' cases, each made once.
WANTED: dict[str, tuple[Stage, Content]] = {
    "planned": (Stage.PLANNED, ADAM),
    "meeting": (Stage.MEETING, ADAM),
    "called": (Stage.CALLED, ADAM),
    "preparing": (Stage.PREPARING, ADAM),
    "noticed": (Stage.NOTICED, ADAM),
    "declined": (Stage.DECLINED, ADAM),
}


def build() -> dict[str, str]:
    """Name → ref of the cases."""
    return {name: case_at(stage, content=content) for name, (stage, content) in WANTED.items()}
