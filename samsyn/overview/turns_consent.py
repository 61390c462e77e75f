"""What consent asks of whoever leads, and of the family before the work begins."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samsyn.cases.access import DECIDERS, LEADERS, kinds_of, may, places_of
from samsyn.cases.models import Case
from samsyn.cases.stages import BEFORE_MEETING, STARTED, Op, Stage
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.consent import changing, custody
from samsyn.process.consent.rules import Standing
from samsyn.process.consent.whose import rules as whose
from samsyn.process.consent.wishes import rules as wishes
from samsyn.process.initiative import rules as initiative
from samsyn.process.initiative.approving import rules as approving


def first(case: Case, by: Actor) -> Iterator[Turn]:
    """C016, C018: the family approves what somebody else has begun. To whoever leads: a child's no is talked
    about first, custody is proved, and one who has taken back a yes is rung.
    """
    kinds = kinds_of(by, case)
    if case.stage == Stage.NOTICED and kinds & DECIDERS:
        yield from _approve(case, by)
    if case.stage in STARTED and kinds & LEADERS:
        yield from _led(case, by, Standing(case))


def _approve(case: Case, by: Actor) -> Iterator[Turn]:
    worry = initiative.worry_of(case)
    answered = {one.place.person_id for one in approving.answers(case)}
    asked = may(by, Op.APPROVE_REQUEST, case) and approving.needs_approval(case, worry)
    if asked and by.person.pk not in answered:
        text = _("Någon annan har bett om en SIP. Säg om ni vill det.")
        yield Turn(text, by.person.name, True, "initiative:approve", _("Läs och svara"))


def _led(case: Case, by: Actor, standing: Standing) -> Iterator[Turn]:
    name = by.person.name
    if case.stage in BEFORE_MEETING and standing.no_of_the_child:
        text = _("%(name)s har sagt nej. Prata med %(name)s först.") % {"name": case.called}
        yield Turn(text, name, True, "consent:talks", _("Skriv vad ni kom fram till"))
    if case.stage in BEFORE_MEETING and wishes.waiting(case):
        text = _("%(name)s har sagt vem som ska vara med. Svara.") % {"name": case.called}
        yield Turn(text, name, True, "consent:wishes", _("Läs och svara"))
    if case.stage == Stage.PREPARING and whose.may_end_unanswered(case, standing):
        text = _("Ingen har svarat på frågan om samtycke.")
        yield Turn(text, name, True, "consent:unanswered", _("Se vad du gör nu"))
    yield from _custody(case, name, standing)
    for place, day in changing.to_ring(standing):
        text = _("%(name)s har tagit tillbaka ett ja. Ring.") % {"name": place.called}
        yield Turn(text, name, True, "consent:show", _("Se vad som har ändrats"), due=day)


def _custody(case: Case, name: str, standing: Standing) -> Iterator[Turn]:
    """What the register said at night comes before what it has not said yet."""
    if custody.has_changed(case, standing.needed):
        text = _("Registret säger något annat än förut om vem som är vårdnadshavare.")
        yield Turn(text, name, True, "consent:custody", _("Se vad du gör nu"))
    elif case.stage in BEFORE_MEETING and standing.granted and not standing.custody:
        text = _("Det är inte bekräftat vem som är vårdnadshavare.")
        yield Turn(text, name, True, "consent:custody", _("Kontrollera vårdnaden"))


def last(case: Case, by: Actor) -> Iterator[Turn]:
    """When there is nothing else: a yes soon ends, and is asked anew at the follow-up."""
    if case.stage in STARTED and kinds_of(by, case) & LEADERS and places_of(by, case):
        standing = Standing(case)
        if changing.ends_soon(standing):
            text = _("Familjens ja slutar snart gälla. Fråga igen.")
            yield Turn(
                text, by.person.name, True, "consent:questions", _("Fråga igen"), due=standing.last_day
            )
