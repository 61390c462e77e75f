"""The verbs are the same everywhere: Op, MOVES, WHO, the actions that begin them, and their sentences."""

import ast

from samsyn.cases.stages import MOVES, Op, Stage
from tests.guards.source import PACKAGE, called, calls, program
from tests.harness.content import module

LAST_STEP = PACKAGE / "process" / "followup" / "actions.py"


def begun() -> set[str]:
    """The names after `Op.` in every call of begin in the process."""
    return {
        node.attr
        for source in program()
        if source.name.startswith(("samsyn/process/", "samsyn/quality/")) and source.path.name == "actions.py"
        for call in calls(source.tree)
        if called(call) == "begin"
        for node in ast.walk(call)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Op"
    }


def test_every_verb_has_its_stages() -> None:
    assert set(MOVES) == set(Op)


def test_every_verb_has_its_people() -> None:
    if access := module("samsyn.cases.access"):
        assert set(access.WHO) == set(Op)
        assert all(access.WHO.values()), "a verb that nobody may do"


def test_every_verb_has_a_sentence() -> None:
    assert len({str(op.label) for op in Op}) == len(Op)


def test_no_action_begins_an_unknown_verb() -> None:
    assert begun() <= {op.name for op in Op}


def test_every_verb_is_begun_by_an_action() -> None:
    if LAST_STEP.exists():
        assert {op.name for op in Op} - begun() == set()


def test_every_stage_can_be_reached_and_left() -> None:
    reached = {leads_to for _stages, leads_to in MOVES.values() if leads_to}
    left = {stage for stages, leads_to in MOVES.values() if leads_to for stage in stages}
    assert reached | {Stage.NOTICED} == set(Stage)
    assert left == set(Stage) - {Stage.CLOSED, Stage.DECLINED}
