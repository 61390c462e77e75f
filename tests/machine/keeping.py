"""Each verb of what is kept from whom, and of who has looked: mostly sensibly, sometimes not."""

from __future__ import annotations

from random import Random

from samsyn.cases.actions import enter_case
from samsyn.cases.guarding import Grade, guarding
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.notices.models import Notice
from samsyn.people.actor import speak_as
from samsyn.process.safety import actions as safety
from samsyn.process.safety.models import MustNotKnow, Outcome
from samsyn.process.seeing import actions as seeing
from samsyn.process.seeing import items
from samsyn.process.seeing.models import Seeing
from samsyn.process.sending import actions as sending
from samsyn.process.sending.rules import Choice
from samsyn.quality.logreview import actions as logreview
from samsyn.quality.logreview.models import ReadingsQuestion, Wish
from tests.machine.world import World, in_days

MOSTLY_SAFE = (MustNotKnow.NO, MustNotKnow.NO, MustNotKnow.UNKNOWN, MustNotKnow.YES)


def answer_safety(w: World, case, by, r: Random) -> None:
    safety.answer_safety(case=case, by=by, answer=r.choice(MOSTLY_SAFE))


def assess_risk(w: World, case, by, r: Random) -> None:
    outcome = r.choice((Outcome.SAFE, Outcome.SAFE, Outcome.WITHOUT, Outcome.WAIT))
    _assess(w, case, by, outcome, r.choice((30, 30, -1)))


def _assess(w: World, case, by, outcome: Outcome, days: int) -> None:
    safety.assess_risk(
        case=case, by=by, assessed_by="Socialsekreterare Sara Lind", assessed_on=clock.today(),
        outcome=outcome, words=w.words(), next_look=in_days(days),
    )  # fmt: skip


def go_on_if_safe(w: World) -> None:
    """A marked case waits for a judgement: now and then one gives it."""
    there = w.speaks(w.leader)
    if there and guarding(there[0]).waits:
        w.tries(Op.ASSESS_RISK, w.leader, lambda w, case, by: _assess(w, case, by, Outcome.SAFE, 30))


def protect(w: World, case, by, r: Random) -> None:
    second = w.duty(r.choice(("successor", "successor", "coordinator", "bup")))
    place, grade = r.choice(case.people), r.choice(list(Grade))
    safety.protect(case=case, by=by, place=place, grade=grade, second=second)


def choose_sending(w: World, case, by, r: Random) -> None:
    if found := list(Notice.objects.filter(case=case).order_by("pk")):
        sending.choose(case=case, by=by, notice=r.choice(found), choice=r.choice(Choice.values))


def _guardian(case, r: Random):
    there = [place for place in case.people if place.kind == PlaceKind.GUARDIAN]
    return r.choice(there if there and r.random() < 0.9 else case.people)


def ask_seeing(w: World, case, by, r: Random) -> None:
    seeing.ask_seeing(case=case, by=by)


def answer_seeing(w: World, case, by, r: Random) -> None:
    answer = r.choice(list(Seeing))
    seeing.answer_seeing(case=case, by=by, place=_guardian(case, r), answer=answer, words=w.words())


def decide_seeing(w: World, case, by, r: Random) -> None:
    answer = r.choice((Seeing.YES, Seeing.NO))
    seeing.decide_seeing(case=case, by=by, place=_guardian(case, r), answer=answer, words=w.words())


def _some(w: World, case, by, r: Random, *, hidden: bool):
    """One thing that is, or is not, kept from somebody."""
    found = [item for item in items.items(case, by) if bool(item.unknown_to) == hidden]
    return r.choice(found) if found else None


def hide(w: World, case, by, r: Random) -> None:
    if item := _some(w, case, by, r, hidden=False):
        places = items.hideable_from(case) or case.people
        seeing.hide(case=case, by=by, item=item, places=[r.choice(places)], reason=w.words())


def show_again(w: World, case, by, r: Random) -> None:
    if item := _some(w, case, by, r, hidden=r.random() < 0.8):
        seeing.show_again(case=case, by=by, item=item)


def show_together(w: World, case, by, r: Random) -> None:
    if item := _some(w, case, by, r, hidden=r.random() < 0.8):
        seeing.show_together(case=case, by=by, item=item, words=w.words())


def set_code(w: World, case, by, r: Random) -> None:
    seeing.set_code(case=case, by=by, code=r.choice(("blåbärspaj", "kattens svans", "111111")))


def keep(w: World, case, by, r: Random) -> None:
    """What is kept is in nobody's log: the room is all that holds it."""
    if by.assignment is None and r.random() < 0.7:
        speak_as(by.person.pk, unlocked=case.pk)
        enter_case(w.ref)
    seeing.keep(case=case, by=by, text=r.choice(("Bara mitt.", "Bara mitt.", " ")))


def ask_readings(w: World, case, by, r: Random) -> None:
    logreview.ask_readings(case=case, by=by, wish=r.choice((*Wish.values, Wish.ANSWER)), words=w.words())


def answer_readings(w: World, case, by, r: Random) -> None:
    if found := list(ReadingsQuestion.objects.filter(case=case).order_by("pk")):
        logreview.answer_readings(case=case, by=by, question=r.choice(found), words=w.words())


VERBS = {op: globals()[op.value] for op in Op if op.value in globals()}
