"""Whose turn it is with a preliminary plan, and with what was proposed for a unit that was not there."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samsyn.cases.access import FAMILY, LEADERS, kinds_of, may, places_of
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.consulting import Standing
from samsyn.process.plans.models import Plan
from samsyn.process.plans.proposed import rules as proposed


def meeting(case: Case, by: Actor) -> Iterator[Turn]:
    """C128: those who could not come are asked, and the one who leads waits for them."""
    draft = plans.draft(case)
    if not kinds_of(by, case) & (FAMILY | LEADERS) or not draft or not draft.preliminaries.exists():
        return
    standing = Standing(draft, reading.read(draft.pk))
    waits = [place for place in standing.absent if not standing.answer_of(place)]
    if not standing.is_fresh or not waits:
        return
    if {place.pk for place in waits} & {place.pk for place in places_of(by, case)}:
        text = _("Planen skrevs på ett möte där du inte var med. Läs den och säg vad du tycker.")
        yield Turn(text, by.person.name, True, "plans:preliminary", _("Läs och svara"))
    elif may(by, Op.SHOW_PRELIMINARY, case):
        names = get_text_list([place.called for place in waits], _("och"))
        text = _("Vi väntar på svar om den preliminära planen från %(names)s.") % {"names": names}
        yield Turn(text, names, True, "plans:preliminary", _("Se eller skriv in svar"))


def planned(plan: Plan | None, case: Case, by: Actor) -> Iterator[Turn]:
    """A unit that was not at the meeting answers for its measure; a no is the leader's to deal with."""
    if plan is None:
        return
    if proposed.waiting_for(plan, by, case):
        text = _("Er verksamhet har fått förslag på en insats. Svara om ni tar på er den.")
        yield Turn(text, by.person.name, True, "plans:proposed", _("Svara för er verksamhet"))
    if kinds_of(by, case) & LEADERS:
        for reply in proposed.declined(plan)[:1]:
            unit = {"unit": reply.measure.unit.name}
            text = _("%(unit)s tar inte på sig en insats i planen. Bestäm hur ni gör i stället.") % unit
            yield Turn(text, by.person.name, True, "plans:proposed", _("Läs svaret"))
