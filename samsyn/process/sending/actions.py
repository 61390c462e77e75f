"""The verb of sending: what whoever leads chooses for one receiver, and that somebody has rung."""

from __future__ import annotations

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.actions import begin, finish
from samsyn.cases.calling import call
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel.decision import require
from samsyn.notices.models import Notice
from samsyn.people.actor import Actor
from samsyn.process.sending import rules


@transaction.atomic
def choose(*, case: Case, by: Actor, notice: Notice, choice: str) -> None:
    """Send without what would be shown, hand it over in person, or ask first (texts 12). Kept and logged.

    Raises `Refused` for what has left.
    """
    case = begin(Op.CHOOSE_SENDING, case=case, by=by)
    require(rules.can_choose(notice, choice))
    call("choose_sending", notice.ref, choice)
    _told(case, notice, choice)


@transaction.atomic
def ring(*, case: Case, by: Actor, notice: Notice) -> None:
    """Somebody has rung, or handed it over. Raises `Refused` when nobody waited for that."""
    case = begin(Op.CHOOSE_SENDING, case=case, by=by)
    require(rules.can_be_rung(notice))
    call("notice_rung", notice.ref)
    _told(case, notice, "rung")


def _told(case: Case, notice: Notice, choice: str) -> None:
    """In the log of those who lead: how somebody is told is nobody else's."""
    changes = [Change("sending", notice.scope_id, old=notice.state, new=choice)]
    finish(Op.CHOOSE_SENDING, case=case, subject=notice.ref, scope_id=notice.scope_id, changes=changes)
