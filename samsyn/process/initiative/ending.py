"""What is shut when no SIP comes of a request that the work has begun with."""

from __future__ import annotations

from samsyn.cases.access import INTERPRETER, MEMBER, SECRETARY
from samsyn.cases.actions import end_place
from samsyn.cases.models import Case

OTHERS = frozenset({MEMBER, SECRETARY, INTERPRETER})


def end_sharing(case: Case) -> None:
    """Nobody but the family and those who lead finds it any longer. Called by verbs that end a request."""
    for place in case.people:
        if place.kind in OTHERS:
            end_place(case, place)
