"""Every verb, at every stage, for every kind of place: against a table written by hand."""

import pytest

from samsyn.cases.access import may
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Op, Stage
from tests.walls.matrix import expected, faults, in_place


def test_the_table_has_every_verb() -> None:
    assert set(expected()) == {str(op) for op in Op}


@pytest.mark.parametrize("op", list(Op), ids=str)
def test_who_may_do_it_and_when(op: Op) -> None:
    assert faults(op) == []


def test_without_a_place_nothing_may_be_done_and_the_reason_names_those_who_may() -> None:
    by, case = in_place(PlaceKind.MEMBER, Stage.MEETING)
    case.people = []
    for op in Op:
        decision = may(by, op, case)
        assert not decision
        assert decision.reason


def test_a_place_in_another_duty_is_not_ones_own() -> None:
    by, case = in_place(PlaceKind.CONVENER, Stage.NOTICED)
    by.assignment.pk = 3
    assert not may(by, Op.START_PREPARING, case)
