"""Cases brought to a stage by the cast, through the real verbs: no test starts from an impossible state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from samsyn.cases.actions import Subject
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo import after, planning
from samsyn.demo.cast import CAST, acting, members
from samsyn.demo.content import ADAM, Content
from samsyn.demo.drawing import hand_in_drawing
from samsyn.demo.families import AMINA, ELIS, EVA, LEO, MILO, STINA, TOVE, WILMA
from samsyn.demo.parts import turned
from samsyn.demo.story import LEADER, Story, ahead
from samsyn.kernel import clock
from samsyn.people.actions import person_without_number
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as consent_rules
from samsyn.process.consent.models import Inquiry, Kind, StanceKind
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.models import NoticedBy
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings.models import Reply
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Showing
from samsyn.process.safety.models import MustNotKnow


def case_at(stage: Stage, *, narrow: bool = False, content: Content = ADAM) -> str:
    """The ref of a new case at the stage. `narrow`: the school only gets a yes to the first question."""
    story = Story(notice(content), content, narrow)
    for reached, step in STEPS:
        if reached in PATH[stage]:
            step(story)
    return story.ref


def notice(content: Content) -> str:
    """Staff note a worry; or somebody in the family asks at the unit, where one takes it on."""
    if content.asked_by:
        return ask_at_home(content)
    with acting(LEADER) as by:
        return initiative.notice_at_work(by=by, subject=_subject(by, content), told=_told(content)).ref


def ask_at_home(content: Content) -> str:
    with acting(LEADER) as by:
        subject, unit = _subject(by, content), by.assignment.unit
    with acting(content.asked_by) as by:
        ref = initiative.ask_at_home(
            by=by, subject=subject, my_kind=content.family_kind, unit=unit, told=_told(content)
        ).ref
    with acting(LEADER) as by:
        initiative.take_on(case=Story(ref, content).case(by), by=by)
    return ref


def _subject(by: Actor, content: Content) -> Subject:
    if not content.subject:
        born = turned(content.age, 4, 2)
        return Subject(
            person_without_number(by=by, name=content.called, born=born), content.kind, content.called, born
        )
    child, number = members()[content.subject], CAST[content.subject].number
    return Subject(child.ref, content.kind, child.name, CAST[content.subject].born, number.text)


def _told(content: Content) -> initiative.Told:
    noticed = clock.today() - timedelta(days=2)
    by = NoticedBy.PERSON if content.kind == PlaceKind.PERSON else NoticedBy.GUARDIAN
    return initiative.Told(MustNotKnow.NO, by, noticed, content.worry, list(content.indicators))


def start(story: Story) -> None:
    """The family is talked to, comes into the case and wants a SIP."""
    everybody, content = members(), story.content
    first = everybody[content.family[0]].name
    with acting(LEADER) as by:
        if not content.asked_by:
            initiative.talk_with_family(case=story.case(by), by=by, talked_with=first)
    with acting(LEADER) as by:
        case = story.case(by)
        for key in content.family:
            if key != content.asked_by:
                initiative.add_family_member(
                    case=case, by=by, kind=content.family_kind, called=everybody[key].name,
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
        said_by = members()[story.content.family[0]].name if story.content.family else "Båda föräldrarna"
        initiative.decline(case=story.case(by), by=by, said_by=said_by)


def put_question(story: Story) -> None:
    """Questions, who should come, and the question about consent."""
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


def agree(story: Story, only: int | None = None) -> None:
    """Everybody's yes, or that of the first ones only."""
    content = story.content
    for key in content.deciders[:only]:
        with acting(key) as by:
            case = story.case(by)
            inquiry = consent_rules.inquiry(case)
            given = _but_one(inquiry, "school") if story.narrow else {"kind": Kind.YES}
            consent.answer(case=case, by=by, inquiry=inquiry, **given)
    if content.kind == PlaceKind.CHILD and content.stance:
        with acting(content.subject) as by:
            consent.say_stance(case=story.case(by), by=by, kind=StanceKind.YES, words=content.stance)


def prepare(story: Story) -> None:
    with acting(story.content.subject) as by:
        for key, text in story.content.answers.items():
            preparation.prepare(case=story.case(by), by=by, key=key, text=text)
        showings = dict.fromkeys(story.content.answers, Showing.MEETING)
        preparation.hand_in(case=story.case(by), by=by, showings=showings)


def call(story: Story) -> None:
    starts = ahead(9)
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
    (Stage.CALLED, put_question),
    (Stage.CALLED, agree),
    (Stage.CALLED, prepare),
    (Stage.CALLED, call),
    (Stage.MEETING, planning.meet),
    (Stage.PLANNED, planning.establish),
    (Stage.FOLLOWING_UP, after.respond),
    (Stage.FOLLOWING_UP, after.hand_out),
    (Stage.FOLLOWING_UP, after.call_again),
    (Stage.CLOSED, after.look_back),
    (Stage.CLOSED, after.close),
    (Stage.DECLINED, decline),
]
FORWARD = [stage for stage in Stage if stage != Stage.DECLINED]
PATH: dict[Stage, set[Stage]] = {stage: set(FORWARD[: number + 1]) for number, stage in enumerate(FORWARD)}
PATH[Stage.DECLINED] = {Stage.NOTICED, Stage.DECLINED}

# The demo's and the tests' cases, each made once: one a stage, in different families.
WANTED: dict[str, tuple[Stage, Content]] = {
    "planned": (Stage.PLANNED, ADAM),
    "following_up": (Stage.FOLLOWING_UP, AMINA),
    "meeting": (Stage.MEETING, MILO),
    "called": (Stage.CALLED, LEO),
    "preparing": (Stage.PREPARING, STINA),
    "noticed": (Stage.NOTICED, WILMA),
    "closed": (Stage.CLOSED, ELIS),
    "declined": (Stage.DECLINED, TOVE),
    "again": (Stage.FOLLOWING_UP, EVA),
}


def build() -> dict[str, str]:
    """Name → ref of the cases."""
    made = {name: case_at(stage, content=content) for name, (stage, content) in WANTED.items()}
    waiting, again = Story(made["preparing"], STINA), Story(made["again"], EVA)
    put_question(waiting)
    agree(waiting, only=1)  # the father has not answered
    hand_in_drawing(Story(made["following_up"], AMINA))
    after.look_back(again)
    after.go_on(again)
    return made
