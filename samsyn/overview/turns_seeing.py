"""What a birthday adds to whose turn it is: the question who sees what is new, and the decision instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.agreements import rules as agreements
from samsyn.cases.access import CHILD, kinds_of, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.seeing import rules

NEAR = timedelta(days=365)  # a birthday that nobody asked about in a year is no longer chased


def first(case: Case, by: Actor) -> Iterator[Turn]:
    """Nothing to guardians, who read neither that it waits nor what was answered."""
    if CHILD not in kinds_of(by, case) or not may(by, Op.ANSWER_SEEING, case):
        return
    found = rules.standing(case)
    if found and any(not one.counts for one in found.to_decide):
        text = _("Får de vuxna hemma se det nya som skrivs i din plan?")
        yield Turn(text, by.person.name, True, "seeing:who", _("Svara"))


def waiting(led: list[Case]) -> Iterator[tuple[Case, str, str, date]]:
    """For whoever leads: case, button, sentence and last day. Asks the database only near a birthday,
    and of each agreement once.
    """
    terms = {code: agreements.in_force(code, clock.today()) for code in sorted({c.agreement for c in led})}
    for case in led:
        turn = rules.turn_of(case, terms[case.agreement])
        if turn is None or not turn.asks_from <= clock.today() <= turn.day + NEAR:
            continue
        found, name = rules.standing(case), {"name": case.called}
        if found.asked is None and clock.today() <= found.decide_by:
            yield (
                case,
                _("Ställ frågan"),
                _("Fråga %(name)s vem som ska se det nya i planen.") % name,
                found.day,
            )
        elif found.to_decide and found.day <= clock.today():
            text = _("%(name)s har inte svarat på vem som ska se det nya. Bestäm, och skriv varför.") % name
            yield case, _("Se svaren"), text, found.decide_by
