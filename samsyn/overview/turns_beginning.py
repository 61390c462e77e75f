"""What a deadline, a signal or a discharge adds to whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samsyn.cases.access import LEADERS, kinds_of, may
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.overview.turn import Turn
from samsyn.people.actor import Actor
from samsyn.process.discharge import rules as discharge
from samsyn.process.initiative import rules as initiative
from samsyn.process.initiative.delays import rules as delays
from samsyn.process.initiative.signalling import rules as signalling


def first(case: Case, by: Actor) -> Iterator[Turn]:
    """What comes before the ordinary: a call that the law has a day for, and an answer that is waited for."""
    if by.assignment:
        yield from _call_after_hospital(case, by)
        yield from _answer_signal(case, by)
        yield from _explain(case, by)


def _call_after_hospital(case: Case, by: Actor) -> Iterator[Turn]:
    stay = discharge.discharge_of(case)
    due = discharge.waits_for_call(case, stay) if stay else None
    leads = bool(kinds_of(by, case) & LEADERS)
    if due is None or not (leads or discharge.is_contact(by, stay)):
        return
    late = bool(due.last_day and due.last_day < clock.today()) and not any(
        one.delay.deadline == delays.DISCHARGE for one in delays.explained(case)
    )
    who = stay.contact.person.name if stay.contact else str(case.controller)
    text = _("Det är försenat: kalla till planering efter sjukhuset.") if late else _(
        "Någon är klar att skrivas ut från sjukhuset. Kalla till planering."
    )  # fmt: skip
    yield Turn(text, who, True, "discharge:show", _("Se vad som gäller"), due=due.last_day)


def _answer_signal(case: Case, by: Actor) -> Iterator[Turn]:
    signal = signalling.signal_of(case) if may(by, Op.ANSWER_SIGNAL, case) else None
    if signal is None or not signalling.waits_for_answer(case, signal):
        return
    # The family comes first; the answer can wait until something is decided, or its last day.
    if initiative.reply_of(case) or (signal.answer_by and signal.answer_by <= clock.today()):
        text = _("Svara den som signalerade att en SIP kan behövas.")
        yield Turn(text, by.person.name, True, "initiative:answer_signal", _("Svara"), due=signal.answer_by)


def _explain(case: Case, by: Actor) -> Iterator[Turn]:
    late = delays.unexplained(case) if may(by, Op.EXPLAIN_DELAY, case) else []
    if late:
        text = _("Det har tagit längre tid än det ska. Skriv varför, så att familjen får veta.")
        yield Turn(text, by.person.name, True, "initiative:delay", _("Skriv varför"), due=late[0].last_day)
