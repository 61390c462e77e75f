"""Each verb of who decides, as somebody might try it: mostly sensibly, sometimes not."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.process.consent.models import AuthorityKind, How
from samsyn.process.consent.talks import actions as talks
from samsyn.process.consent.whose import actions as whose
from samsyn.process.consent.whose.rules import Told, holding
from samsyn.process.initiative.approving import actions as approving
from tests.machine.world import World, in_days


def _one_of(case, r: Random, *kinds: str):
    """Mostly somebody whom it can be about."""
    there = [place for place in case.people if place.kind in kinds]
    return r.choice(there if there and r.random() < 0.9 else case.people)


def approve_request(w: World, case, by, r: Random) -> None:
    place = _one_of(case, r, PlaceKind.GUARDIAN, PlaceKind.PERSON)
    approving.approve_request(case=case, by=by, place=place, approves=r.random() < 0.7)


def record_authority(w: World, case, by, r: Random) -> None:
    if (facts := holding(case)) and r.random() < 0.6:
        whose.end_authority(case=case, by=by, authority=r.choice(facts))
        return
    kind = r.choice((AuthorityKind.SOLE, AuthorityKind.AWAY, AuthorityKind.GOD_MAN))
    about = PlaceKind.REPRESENTATIVE if kind == AuthorityKind.GOD_MAN else PlaceKind.GUARDIAN
    told = Told("Tingsrätten", w.words(), clock.today(), in_days(r.choice((30, 30, -1))), w.words())
    whose.record_authority(case=case, by=by, place=_one_of(case, r, about), kind=kind, told=told)


def check_custody(w: World, case, by, r: Random) -> None:
    place = _one_of(case, r, PlaceKind.GUARDIAN)
    if r.random() < 0.7:
        whose.check_custody(case=case, by=by, place=place)
        return
    whose.prove_by_hand(
        case=case, by=by, place=place, source="Tingsrätten", document=w.words(), valid_to=in_days(30),
        second=w.duty(r.choice(("lss", "coordinator"))),
    )  # fmt: skip


def judge_maturity(w: World, case, by, r: Random) -> None:
    alone = r.random() < 0.3
    whose.judge_maturity(case=case, by=by, judged_by="BUP", on=clock.today(), ground=w.words(), alone=alone)


def book_talk(w: World, case, by, r: Random) -> None:
    starts = clock.now() + timedelta(days=r.choice((2, 2, -1)))
    language = r.choice(("", "", "arabiska"))
    talks.book_talk(
        case=case, by=by, place=_one_of(case, r, PlaceKind.GUARDIAN, PlaceKind.PERSON), starts_at=starts,
        how=How.MEETING, interpreter=language, interpreter_booked=r.random() < 0.8,
    )  # fmt: skip


def talk_about_no(w: World, case, by, r: Random) -> None:
    talks.talk_about_no(case=case, by=by, words=w.words(), how=How.MEETING)


def end_waiting(w: World, case, by, r: Random) -> None:
    place = _one_of(case, r, PlaceKind.GUARDIAN)
    whose.end_waiting(case=case, by=by, place=place, tried=w.words())


VERBS = {op: globals()[op.value] for op in Op if op.value in globals()}
