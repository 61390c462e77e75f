"""What comes before the ordinary when people change: nobody leads, or a child has come of age."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samsyn.cases.access import DECIDERS, LEADERS, kinds_of, may, places_of
from samsyn.cases.models import Case, PlaceKind
from samsyn.cases.stages import Op
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.consent.rules import Standing
from samsyn.process.succession.growing import growing


def first(case: Case, by: Actor) -> Iterator[Turn]:
    """C153: whoever stepped in names a successor. C065: the plan is given to the one who has come of age, and
    whose yes has come to be needed is asked, also while a plan is in force.
    """
    kinds = kinds_of(by, case)
    if PlaceKind.MANAGER in kinds and may(by, Op.APPOINT_SUCCESSOR, case):
        text = _("Utse någon som tar över och håller ihop SIP:en.")
        yield Turn(text, by.person.name, True, "succession:successor", _("Utse någon"))
    if kinds & LEADERS and may(by, Op.COME_OF_AGE, case):
        found = growing(case, case.terms)
        if found and found.due:
            text = _("%(name)s har blivit myndig och bestämmer nu själv över planen.") % {"name": case.called}
            yield Turn(text, by.person.name, True, "succession:of_age", _("Se vad du gör nu"), due=found.day)
    if kinds & DECIDERS and may(by, Op.ANSWER_CONSENT, case):
        standing = Standing(case)
        asked = standing.inquiry
        if asked and not asked.has_ended() and set(places_of(by, case)) & set(standing.missing):
            text = _("Vi frågar om de här får prata med varandra.")
            yield Turn(text, by.person.name, True, "consent:answer", _("Svara ja eller nej"))
