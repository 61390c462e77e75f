"""Somebody close, a god man, and who in the family sees what is new."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.kernel import clock
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.approving.rules import WANTS
from samsyn.process.seeing import actions as seeing
from samsyn.process.seeing.models import Seeing
from samsyn.process.succession import actions as succession
from tests.walls.deeds_changing import hands_in
from tests.walls.histories import CLOSE, GOD_MAN, GUARDIANS, History
from tests.walls.told import birthday, midnight

Done = bool | None


# -- who comes and goes


def _joins(h: History, key: str, kind: PlaceKind) -> Done:
    there = h.speaks(h.leader)
    if there is None or key in h.reference.seats:
        return False
    case, by = there
    said_yes = [place for place in case.people if place.kind in WANTS]
    initiative.add_family_member(
        case=case, by=by, kind=kind, called=h.cast[key].name, evidence="Har visat legitimation", safe=True,
        person_ref=h.cast[key].ref, said_yes=said_yes if h.chance.random() < 0.8 else said_yes[1:],
    )  # fmt: skip
    h.reference.sits(key, kind.value)
    if kind == PlaceKind.REPRESENTATIVE:
        h.reference.count(h.now)
    return True


def close_comes(h: History) -> Done:
    return _joins(h, CLOSE, PlaceKind.CLOSE)


def god_man_comes(h: History) -> Done:
    return _joins(h, GOD_MAN, PlaceKind.REPRESENTATIVE)


def relative_goes(h: History) -> Done:
    h.tries(close_comes)
    key, there = h.chance.choice((CLOSE, CLOSE, GOD_MAN)), h.speaks(h.leader)
    place = h.place(there[0], key) if there else None
    if place is None:
        return False
    succession.end_family_place(
        case=there[0], by=there[1], place=place, evidence="Vill inte längre", since=clock.today()
    )
    h.reference.leaves(key, "whoever has left the family's circle sees nothing")
    h.reference.count(h.now)
    return True


# -- who sees what is new


def is_asked(h: History) -> Done:
    """Near the thirteenth birthday, or after it."""
    turns = midnight(birthday(h.born, 13)) - timedelta(days=60)
    if turns - h.now < timedelta(days=150):
        h.until(turns)
    if there := h.speaks(h.leader):
        seeing.ask_seeing(case=there[0], by=there[1])
    return bool(there)


def answers_seeing(h: History) -> Done:
    return _says(h, h.chance.choice(("child", "child", h.leader)), decided=False)


def decides_seeing(h: History) -> Done:
    return _says(h, h.leader, decided=True)


def new_after_no(h: History) -> Done:
    """The child says no; the birthday comes, and whoever leads writes something new."""
    h.tries(is_asked)
    h.tries(partial(_says, speaker="child", decided=False, answer=Seeing.NO))
    turns = midnight(birthday(h.born, 13))
    if turns - h.now < timedelta(days=70):
        h.until(turns)
    return hands_in(h, h.leader, h.chance.choice((ScopeKind.WHOLE, ScopeKind.QUESTION)))


def _says(h: History, speaker: str, *, decided: bool, answer: Seeing | None = None) -> Done:
    who, there = h.chance.choice(GUARDIANS), h.speaks(speaker)
    place = h.place(there[0], who) if there else None
    if place is None:
        return False
    answer = answer or h.chance.choice((Seeing.NO, Seeing.NO, *Seeing))
    verb = seeing.decide_seeing if decided else seeing.answer_seeing
    verb(case=there[0], by=there[1], place=place, answer=answer, words="Så är det.")
    if answer == Seeing.NO:
        h.reference.not_new[who] = max(midnight(birthday(h.born, 13)), h.now)
    elif answer != Seeing.DONT_KNOW:
        h.reference.not_new.pop(who, None)
    return True
