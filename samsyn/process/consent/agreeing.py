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


def worked_out(answers: list[Answer | None]) -> Agreed:
    """Out of everybody's own answer: one no, or one who has not answered, leaves nothing."""
    said = [answer for answer in answers if answer is not None]
    pairs = set.intersection(*(answer.allows if answer else set() for answer in answers))
    whole = {party for party, _asked in pairs if all(answer.covers(party) for answer in said)}
    days = [answer.inquiry.valid_to for answer in said if answer.allows]
    return Agreed(frozenset(pairs), frozenset(whole), min(days, default=None))


def told(case: Case, needed: list[Place]) -> Agreed:
    """As the database tells it to somebody who may not read the others' answers."""
    found = call("consent_agreed", case.pk, [place.person_id for place in needed], "{}")
    found = json.loads(found) if isinstance(found, str) else found
    day = found["last_day"]
    return Agreed(
        frozenset((party, asked) for party, asked in found["pairs"]),
        frozenset(found["whole"]),
        date.fromisoformat(day) if day else None,
    )
