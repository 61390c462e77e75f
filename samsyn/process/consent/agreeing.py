"""What everybody whose yes is needed has agreed to, and nothing of what one of them has said.

Two ways to the same answer: whoever leads reads all answers and it is worked out here; for a reader in the
family the database works it out (`sql/0003_own_answers.sql`), since the other one's answer is not theirs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from samsyn.cases.calling import call
from samsyn.cases.models import Case, Place
from samsyn.process.consent.models import Answer, Pair


@dataclass(frozen=True)
class Agreed:
    """`whole`: parties with a yes to all that was asked. `last_day`: through which day it holds."""

    pairs: frozenset[Pair] = frozenset()
    whole: frozenset[str] = frozenset()
    last_day: date | None = None


NOTHING = Agreed()


def worked_out(answers: list[tuple[Answer | None, set[str]]]) -> Agreed:
    """Out of everybody's own answer and the questions that a decision answers in that one's place: one no, or
    one who has not answered, leaves nothing.
    """
    holding = [(answer if answer and answer.allows else None, spared) for answer, spared in answers]
    said = [answer for answer, _spared in holding if answer is not None]
    some = set().union(*(answer.allows for answer in said))
    pairs = {pair for pair in some if all(pair[1] in less or (a and pair in a.allows) for a, less in holding)}
    whole = {
        party
        for party, _asked in pairs
        if all(a is not None and a.covers(party, less) for a, less in holding)
    }
    return Agreed(frozenset(pairs), frozenset(whole), min((a.inquiry.valid_to for a in said), default=None))


def told(case: Case, needed: list[Place], spared: dict[int, set[str]]) -> Agreed:
    """As the database tells it to somebody who may not read the others' answers."""
    less = json.dumps({str(person): sorted(questions) for person, questions in spared.items()})
    found = call("consent_agreed", case.pk, [place.person_id for place in needed], less)
    found = json.loads(found) if isinstance(found, str) else found
    day = found["last_day"]
    return Agreed(
        frozenset((party, asked) for party, asked in found["pairs"]),
        frozenset(found["whole"]),
        date.fromisoformat(day) if day else None,
    )
