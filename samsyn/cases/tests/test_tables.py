"""WHO and MOVES against what is written by hand, without a database; and what is asked of them."""

from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.cases import access
from samsyn.cases.access import (
    INSIDE,
    WAITS_FOR_RISK,
    WHO,
    is_child,
    is_renewing,
    is_subject,
    kinds_of,
    may,
    places_of,
)
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import IN_FORCE, MOVES, OPEN, Op, Stage
from tests.walls.matrix import expected, in_place

CHILD, GUARDIAN, PERSON = PlaceKind.CHILD, PlaceKind.GUARDIAN, PlaceKind.PERSON
# What lets somebody in, or tells somebody something new: interop 5, P9.
WAITS = """add_family_member ask_consent call show_preliminary establish send_copies begin_follow_up
next_round show_together move_case"""


def case_with(*kinds: PlaceKind, stage: Stage = Stage.MEETING, waits: bool = False) -> Any:
    """A case with one place for each, all of them of person 1 without a duty."""
    people = [SimpleNamespace(person_id=1, assignment_id=None, kind=kind) for kind in kinds]
    return SimpleNamespace(people=people, stage=stage, guarding=SimpleNamespace(waits=waits))


def oneself(person: int = 1) -> Any:
    return SimpleNamespace(person=SimpleNamespace(pk=person), assignment=None)


def test_the_tables_say_what_is_written_by_hand() -> None:
    told = {
        str(op): (set(MOVES[op][0]), MOVES[op][1], set(WHO[op])) for op in Op if op in WHO and op in MOVES
    }
    assert told == expected()


def test_what_waits_in_a_marked_case_is_written_by_hand() -> None:
    assert {str(op) for op in WAITS_FOR_RISK} == set(WAITS.split())


def test_the_groups_of_stages_and_places() -> None:
    assert {Stage.PLANNED, Stage.FOLLOWING_UP} == IN_FORCE
    assert set(Stage) - OPEN == {Stage.CLOSED, Stage.DECLINED}
    outside = {PlaceKind.CLOSE, PlaceKind.RECEIVER, PlaceKind.MANAGER, PlaceKind.INTERPRETER}
    assert set(PlaceKind) - INSIDE == outside
    assert {CHILD, PERSON, GUARDIAN, PlaceKind.REPRESENTATIVE} == access.FAMILY
    assert {PlaceKind.CONVENER, PlaceKind.COORDINATOR, PlaceKind.SECRETARY, PlaceKind.MEMBER} == access.STAFF


def test_ones_own_places_are_ones_own_and_in_the_duty_acted_in() -> None:
    case = case_with(CHILD)
    assert places_of(oneself(), case) == case.people
    assert places_of(oneself(2), case) == []
    by, led = in_place(PlaceKind.CONVENER, Stage.NOTICED)
    assert kinds_of(by, led) == {PlaceKind.CONVENER}
    by.assignment.pk = 3
    assert kinds_of(by, led) == frozenset()


@pytest.mark.parametrize(("kind", "subject", "child"), [
    (CHILD, True, True), (PERSON, True, False), (GUARDIAN, False, False),
])  # fmt: skip
def test_whose_plan_it_is(kind: PlaceKind, subject: bool, child: bool) -> None:
    case = case_with(kind)
    assert (is_subject(oneself(), case), is_child(oneself(), case)) == (subject, child)


@pytest.mark.parametrize("stage", list(Stage))
def test_renewing_is_when_the_next_plan_is_made_while_one_is_in_force(stage: Stage) -> None:
    for in_force in (True, False):
        case = SimpleNamespace(plan_in_force=in_force, stage=stage)
        assert is_renewing(case) == (in_force and stage not in {Stage.PLANNED, Stage.FOLLOWING_UP})


def reason(*kinds: PlaceKind) -> str:
    """Why one who is not in the case may not answer the request."""
    return may(oneself(2), Op.APPROVE_REQUEST, case_with(*kinds)).reason


def test_a_no_names_nobody_that_the_case_cannot_have() -> None:
    # C222: a grown-up reads nothing of children and guardians, a family nothing of grown-ups.
    person, guardian = str(PERSON.label), str(GUARDIAN.label)
    assert guardian in reason(CHILD) and person not in reason(CHILD).replace(guardian, "")
    assert guardian not in reason(PERSON) and person in reason(PERSON)
    assert guardian in reason() and person in reason()
    children = may(oneself(2), Op.KEEP, case_with(PERSON)).reason
    assert (
        str(CHILD.label) not in children and str(CHILD.label) in may(oneself(2), Op.KEEP, case_with()).reason
    )


def test_only_what_lets_somebody_in_waits_and_only_in_a_marked_case() -> None:
    by, case = in_place(PlaceKind.CONVENER, Stage.PREPARING)
    for waits in (True, False):
        case.guarding = SimpleNamespace(waits=waits)
        assert bool(may(by, Op.ASK_CONSENT, case)) == (not waits)
        assert may(by, Op.WRITE_QUESTION, case)


def test_a_no_to_this_person_is_another_no_than_not_now() -> None:
    by, case = in_place(PlaceKind.MEMBER, Stage.PREPARING)
    assert may(by, Op.ASK_CONSENT, case).barred
    by, case = in_place(PlaceKind.CONVENER, Stage.MEETING)
    not_now = may(by, Op.ASK_CONSENT, case)
    assert not not_now and not not_now.barred
