"""How a history begins: a worry, the family, a first yes, a plan in force, or the next one on its way."""

from __future__ import annotations

from datetime import timedelta

from samsyn.cases.actions import Subject
from samsyn.cases.models import PlaceKind
from samsyn.demo import planning
from samsyn.demo.content import OTHER, Content, Deed, Wanting
from samsyn.demo.story import Story, ahead
from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import about
from samsyn.process.followup import actions as followup
from samsyn.process.initiative import actions as initiative
from samsyn.process.meetings import actions as meetings
from tests.walls.deeds_agreeing import FAMILY, Done, all_say_yes, ask, says_yes, wish_for, writes
from tests.walls.histories import History
from tests.walls.told import midnight

EXPIRES = timedelta(days=31)  # a worry not told of: 30 days, and then it is gone
BEGINNINGS = ("agreed", "plan", "worry", "agreed", "renewing", "family", "agreed", "renewing", "family")
WRITTEN = Content(
    voice="Jag vill sova.", wish="Att sova.", summary="Mormor ringer varje kväll.",
    needs=(Wanting("Sömn", "Sover åtta timmar", (Deed("Ringer", other="Mormor", responsible=OTHER),)),),
)  # fmt: skip


def begin(h: History) -> None:
    """A worry is noted; in most, the family is told, comes in, and wants a SIP."""
    h.is_born()
    h.tries(worry)
    there = BEGINNINGS[h.turn % len(BEGINNINGS)]
    if there == "worry":
        return
    for deed in (is_told, child_comes, guardian_comes, other_guardian_comes, starts):
        if deed != other_guardian_comes or h.chance.random() < 0.8:
            h.tries(deed)
    if there == "agreed":
        h.tries(all_say_yes)
    if there in ("plan", "renewing"):
        h.tries(plan_in_force)
        h.tries(follow_up)
    if there == "renewing":
        h.tries(next_round)


def worry(h: History) -> Done:
    by = h.speaker("coordinator")
    member = h.cast["child"]
    subject = Subject(member.ref, PlaceKind.CHILD, member.name, h.born)
    told = about(h.cast, "child", None)["told"]
    case = initiative.notice_at_work(by=by, subject=subject, told=told)
    h.ref, h.key = case.ref, case.pk
    ends = midnight(clock.today() + EXPIRES)
    h.reference.sits("coordinator", "leader", ends, "a worry that nobody told of is gone")
    return True


def is_told(h: History) -> Done:
    if there := h.speaks(h.leader):
        initiative.talk_with_family(case=there[0], by=there[1], talked_with="Maria")
        h.reference.sits(h.leader, "leader")
    return bool(there)


def _comes(h: History, key: str) -> Done:
    there = h.speaks(h.leader)
    if there is None or key in h.reference.seats:
        return False
    kind = PlaceKind.CHILD if key == "child" else PlaceKind.GUARDIAN
    ref = "" if key == "child" else h.cast[key].ref
    initiative.add_family_member(
        case=there[0], by=there[1], kind=kind, called=h.cast[key].name, evidence="Personbevis",
        safe=True, person_ref=ref,
    )  # fmt: skip
    h.reference.sits(key, "family" if key == "child" else "guardian")
    if key != "child":
        h.reference.count(h.now)
    return True


def child_comes(h: History) -> Done:
    return _comes(h, "child")


def guardian_comes(h: History) -> Done:
    return _comes(h, "guardian")


def other_guardian_comes(h: History) -> Done:
    return _comes(h, "other_guardian")


def starts(h: History) -> Done:
    if there := h.speaks(h.leader):
        initiative.start_preparing(case=there[0], by=there[1], said_by="Maria", both_needed=True)
    return bool(there)


# -- a plan, and the next one


def plan_in_force(h: History) -> Done:
    """The shortest way there: everybody says yes, one meeting, one need."""
    for _each in range(2):
        h.tries(writes)
    for key in ("bup", h.chance.choice(("school", "habilitation"))):
        wish_for(h, key)
    h.tries(ask)
    for who in FAMILY:
        says_yes(h, who)
    there = h.speaks(h.leader)
    starts_at = ahead(1)
    meetings.call(
        case=there[0],
        by=there[1],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        where="Skolan",
    )
    h.tries(_meets)
    return True


def _meets(h: History) -> Done:
    story = Story(h.ref, WRITTEN)
    planning.meet(story)
    planning.establish(story)
    return True


def follow_up(h: History) -> Done:
    there = h.speaks(h.leader)
    if there is None:
        return False
    starts_at = ahead(1)
    followup.begin_follow_up(
        case=there[0],
        by=there[1],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        where="Skolan",
    )
    return True


def next_round(h: History) -> Done:
    there = h.speaks(h.leader)
    if there is None:
        return False
    followup.next_round(case=there[0], by=there[1], said_by="Maria")
    h.reference.begins_round()
    return True
