"""The family with 42 measures: its plan through the real verbs, its week, and its own time."""

from __future__ import annotations

from datetime import timedelta

from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.demo import after
from samsyn.demo.cases import case_at
from samsyn.demo.cast import acting
from samsyn.demo.parts import BUP, HABILITATION
from samsyn.demo.samira import HOSPITAL, SAMIRA, Task
from samsyn.demo.story import Story
from samsyn.process.everyday import actions, week
from samsyn.process.everyday.rules import Happens
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure
from samsyn.process.progress import actions as progress
from samsyn.process.progress.models import State

WEEKS_AGO = -8
BEGUN = (
    "Anpassad skoldag som slutar 13.30",
    "En vuxen som följer Noor hela dagen",
    "Specialkost till skolan",
)
DONE = "Tyngdtäcke och sovrum ses över"


def build_many(stage: Stage = Stage.PLANNED) -> str:
    """The ref of the case; its week is written when the plan is in force. Built when asked for."""
    story = Story(case_at(stage, content=SAMIRA), SAMIRA)
    if stage == Stage.PLANNED:
        after.respond(story)
        write_week(story)
        say_how_it_goes(story)
        write_time(story)
    return story.ref


def write_week(story: Story) -> None:
    """The mother knows every time by heart; she writes them all."""
    with acting(SAMIRA.family[0]) as by:
        case = story.case(by)
        refs = _refs(case)
        for task in _tasks():
            for at in task.times:
                first = week.monday(WEEKS_AGO) + timedelta(weeks=_phase(task))
                happens = Happens(first, at.days, at.every, at.starts, at.minutes, at.where, at.way, at.who)
                actions.plan_week(case=case, by=by, measure_ref=refs[task.what], happens=happens)


def say_how_it_goes(story: Story) -> None:
    for key, what, state in (
        *(("school", what, State.BEGUN) for what in BEGUN),
        ("habilitation", DONE, State.DONE),
    ):
        with acting(key) as by:
            case = story.case(by)
            progress.mark_measure(case=case, by=by, measure_ref=_refs(case)[what], state=state)


def write_time(story: Story) -> None:
    with acting(SAMIRA.family[0]) as by:
        actions.write_time(
            case=story.case(by), by=by, travel={HABILITATION: 50, BUP: 60, HOSPITAL: 90}, calls=38,
            call_minutes=540, words="Mest går åt till att säga samma sak till alla.",
        )  # fmt: skip


def _tasks() -> list[Task]:
    return [task for need in SAMIRA.needs for task in need.measures]


def _refs(case: Case) -> dict[str, str]:
    plan = plans.established(case)
    return dict(Measure.objects.filter(plan=plan).values_list("what", "ref"))


def _phase(task: Task) -> int:
    """Not everything that is every fourth week falls in the same one."""
    return len(task.what) % 4 if any(at.every > 1 for at in task.times) else 0
