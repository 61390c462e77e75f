"""Several people press in any order: the law holds, nothing written is lost, nobody is stuck.

`make test` runs it briefly; `make soak` until every verb has been done at least fifty times, and prints how
often each verb and each no fired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from samsyn.cases.access import LEADERS, WHO
from samsyn.cases.kinds import SUBJECT_KINDS
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import MOVES, OPEN, Op
from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.consent.models import Answer
from samsyn.process.consent.whose.rules import holding
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plan_rules
from samsyn.process.plans.models import Plan
from tests.machine import after, before, deciding, going_on, keeping
from tests.machine.world import EVERYBODY, Score, World

VERBS = before.VERBS | deciding.VERBS | after.VERBS | keeping.VERBS
ENOUGH = 50
SENSIBLY = 0.25  # how often the next step towards a plan is taken as a whole
# What needs a birthday or another kommun's yes at the right moment has journeys of its own.
RARE = {Op.COME_OF_AGE, Op.APPROVE_REQUEST, Op.END_WAITING}
# What ends a case would end most runs: tried late in each.
LATE = 30  # steps
FEW = 6  # of so many verbs the one that has been done least is pressed
TURNS = 20  # of twenty cases each, at most
ENDS = {Op.DECLINE, Op.REFUSE, Op.CLOSE, Op.MOVE_CASE, Op.LEAVE_CASE, Op.END_FAMILY_PLACE}


def test_every_verb_is_pressed() -> None:
    assert VERBS.keys() == set(Op)


class Process(RuleBasedStateMachine):
    """Somebody does something; again and again."""

    become: Callable[..., Actor]
    cast: Mapping[str, Member]
    score: Score
    turn: int
    world: World

    @initialize(kind=st.sampled_from(["child", "child", "adult", "asked", "signalled"]))
    def begin(self, kind: str) -> None:
        self.savepoint, self.steps = transaction.savepoint(), 0
        self.world, self.established = World(self.become, self.cast, self.score, kind), set()

    @rule(seed=st.integers(0, 2**32))
    def somebody_does_something(self, seed: int) -> None:
        self.steps += 1
        chance, stage = Random(f"{self.turn}.{seed}.{self.steps}"), self.world.stage
        step = going_on.STEPS.get(stage)
        if step and chance.random() < SENSIBLY:
            keeping.go_on_if_safe(self.world)
            step(self.world, chance)
        else:
            self._press(chance, stage)

    def _press(self, chance: Random, stage: str) -> None:
        sensible = [op for op in Op if stage in MOVES[op][0]] if chance.random() < 0.85 else list(Op)
        if self.steps < LATE or chance.random() < 0.6:
            sensible = [op for op in sensible if op not in ENDS]
        if not sensible:
            return
        some = chance.sample(sensible, min(FEW, len(sensible)))
        op, key = min(some, key=lambda op: self.score.done[op]), chance.choice(EVERYBODY)
        if chance.random() < 0.75:
            key = self._whose(op, chance)
        verb = VERBS[op]
        self.world.tries(op, key, lambda w, case, by: verb(w, case, by, chance))

    def _whose(self, op: Op, chance: Random) -> str:
        """Somebody whose verb it is; mostly whoever leads, when it is that one's too."""
        who, world = WHO[op], self.world
        keys = [world.subject] if who & SUBJECT_KINDS else []
        keys += world.guardians if who & {PlaceKind.GUARDIAN, PlaceKind.REPRESENTATIVE} else ()
        keys += ("bup", "school") if PlaceKind.MEMBER in who else ()
        return chance.choice(keys + [world.leader] * (4 if who & LEADERS else not keys))

    @invariant()
    def the_law_holds(self) -> None:
        if there := self._insider():
            for plan in Plan.objects.established().filter(case=there[0]).order_by("pk"):
                if plan.pk not in self.established:
                    self.established.add(plan.pk)
                    lawful(*there, plan)

    @invariant()
    def there_is_a_way_on(self) -> None:
        there = self._insider()
        if there and there[0].stage in OPEN:
            case = there[0]
            kinds = {PlaceKind(place.kind) for place in case.people}
            ways = [op for op, (stages, to) in MOVES.items() if case.stage in stages and to]
            assert any(WHO[op] & kinds for op in ways), f"nobody can go on from {case.stage}"

    def _insider(self) -> tuple | None:
        return self.world.speaks(self.world.leader) if hasattr(self, "world") else None

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


def lawful(case, by: Actor, plan: Plan) -> None:
    """The four items of the law, the child's voice, the follow-up, and every needed yes: read anew."""
    content = reading.read(plan.pk).content
    measures = [m for need in content["needs"] for goal in need["goals"] for m in goal["measures"]]
    assert measures and all(m["responsible"] for m in measures)  # which measures, and whose
    elsewhere = [m for m in measures if m["responsible"] == "other"]
    assert bool(elsewhere) != content["frame"]["no_other_measures"]  # what others do, or that nobody does
    assert content["frame"]["lead_principal"] in ("kommun", "region")  # who has the whole
    assert content["voice"]["kind"] and content["frame"]["follow_up_at"] and content["frame"]["coordinator"]
    assert plan_rules.verify_plan(plan) == []
    subject = case.subject_place.kind
    needed = [p for p in case.people if p.kind == ("guardian" if subject == "child" else "person")]
    alone = {fact.place_id for fact in holding(case) if fact.kind == "sole"}
    away = {fact.place_id for fact in holding(case) if fact.kind in ("away", "silent")}
    needed = [p for p in needed if p.pk in alone] or needed
    needed = [p for p in needed if p.pk not in away] or needed
    assert needed
    for place in needed:
        last = Answer.objects.filter(case=case, place__person=place.person_id).order_by("-pk").first()
        assert last and last.kind in ("yes", "partly") and last.withdrawn_at is None
        assert last.inquiry.valid_to >= clock.today()


def play(become: Callable, cast: Mapping, score: Score, *, runs: int, steps: int, turn: int = 0) -> Score:
    chosen = settings(
        max_examples=runs, stateful_step_count=steps, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate], print_blob=False,
    )  # fmt: skip
    told = {"become": staticmethod(become), "cast": cast, "score": score, "turn": turn}
    run_state_machine_as_test(type("Told", (Process,), told), settings=chosen)
    return score


@pytest.fixture
def everybody(become: Callable[..., Actor], cast: Mapping[str, Member]) -> Iterator[tuple]:
    yield become, cast


@pytest.mark.slow
def test_the_law_holds_nothing_is_lost_and_nobody_is_stuck(everybody: tuple) -> None:
    score = play(*everybody, Score(), runs=6, steps=40)
    assert score.done.total() > 60 and score.refused.total() > 20
    assert score.done[Op.ESTABLISH] > 0


@pytest.mark.soak
def test_every_verb_often(everybody: tuple, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty cases at a time, until every verb has been done often enough; what has not is pressed first."""
    score, often = Score(), set(Op) - RARE
    for turn in range(TURNS):
        play(*everybody, score, runs=20, steps=60, turn=turn)
        seldom = {op: score.done[op] for op in often if score.done[op] < ENOUGH}
        with capsys.disabled():
            print(f"{20 * (turn + 1)} cases, {score.done.total()} verbs done; seldom: {seldom}", flush=True)
        if not seldom:
            break
    with capsys.disabled():
        print(score.report())
    assert not seldom, seldom
