"""What comes first for those who lead: a marked case waits, or a risk is to be judged again."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samsyn.cases.access import may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.safety import rules


def first(case: Case, by: Actor) -> Iterator[Turn]:
    """Nobody else has such a turn: what others read is what stands in any case that waits."""
    if not may(by, Op.ASSESS_RISK, case):
        return
    for due in rules.waiting([case.pk]).values():
        text = _("Bedöm risken igen.") if due else _("Ärendet väntar på en riskbedömning.")
        yield Turn(text, by.person.name, True, "safety:show", _("Till riskbedömning och skydd"), due=due)
