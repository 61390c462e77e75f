"""Who is signalled to, and what the one who signalled gets to know."""

from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.kernel.decision import ALLOWED, Decision, bar, refuse
from samsyn.people.actor import Actor
from samsyn.people.models import Unit
from samsyn.process.initiative import rules
from samsyn.process.initiative.models import ReplyKind, Signal, SignalAnswer, SignalAnswerKind

AT_MOST = 25
# What the family decided is the family's: nobody outside learns who said no.
TELLS = {
    None: SignalAnswerKind.TALKING,
    ReplyKind.STARTED: SignalAnswerKind.STARTED,
    ReplyKind.DECLINED: SignalAnswerKind.NO,
    ReplyKind.REFUSED: SignalAnswerKind.NO,
    ReplyKind.UNANSWERED: SignalAnswerKind.NO,
}


def units() -> list[Unit]:
    """Those who judge: social services and health care."""
    return [unit for unit in rules.receiving_units() if unit.sector in rules.CALLERS]


def at_work(by: Actor) -> Decision:
    """A signal is sent from one's work."""
    if by.assignment is None:
        return bar(_("Signalera gör man i sitt arbete. Privat kan du be om en SIP i stället."))
    return ALLOWED


def may_signal(by: Actor, unit: Unit) -> Decision:
    """From one's work, to a unit that judges, where somebody takes it in."""
    if not at_work(by):
        return at_work(by)
    if unit.sector not in rules.CALLERS or not rules.receivers(unit):
        return refuse(_("Den verksamheten tar inte emot signaler. Välj en annan, eller ring."))
    return ALLOWED


def signal_of(case: Case) -> Signal | None:
    """The signal that the case began with, as far as the reader may see it."""
    found = Signal.objects.filter(case=case).select_related("from_duty__unit", "from_duty__person", "to_unit")
    return found.order_by("pk").first()


def answer_now(case: Case) -> SignalAnswerKind:
    """What is true to say of a case today: it follows from what has been decided, nobody chooses it."""
    reply = rules.reply_of(case)
    return TELLS[ReplyKind(reply.kind) if reply else None]


def answered(signal: Signal) -> SignalAnswer | None:
    """The newest answer."""
    found = SignalAnswer.objects.filter(signal=signal).select_related("from_duty__unit", "from_duty__person")
    return found.order_by("-pk").first()


def waits_for_answer(case: Case, signal: Signal) -> bool:
    """Nothing has been answered yet, or something has happened since."""
    last = answered(signal)
    return last is None or last.kind != answer_now(case)


def can_answer(case: Case, words: str) -> Decision:
    """There is a signal; a no says why, in general words."""
    if signal_of(case) is None:
        return refuse(_("Det finns ingen signal att svara på."))
    if answer_now(case) == SignalAnswerKind.NO and not words.strip():
        return refuse(_("Skriv varför det inte blir en SIP nu, med allmänna ord."))
    return ALLOWED


def sent_by(by: Actor, **which: str) -> list[Signal]:
    """One's own signals, the latest first. Not the unit's other ones: who signals gets the answer."""
    mine = Signal.objects.filter(from_duty=by.assignment, **which).select_related("to_unit__organisation")
    found = list(mine.defer("to_unit__organisation__logotype").order_by("-pk")[:AT_MOST])
    answers = SignalAnswer.objects.filter(signal__in=found).select_related("from_duty__person").order_by("pk")
    newest = {answer.signal_id: answer for answer in answers}
    for signal in found:
        signal.answer = newest.get(signal.pk)
    return found
