"""How a family and those who lead agree: each a real verb, and then the same told to the reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from samsyn.cases.actions import Subject
from samsyn.cases.models import Case, PlaceKind, Question
from samsyn.kernel import clock
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as agreed
from samsyn.process.consent.tests.cases import about
from samsyn.process.initiative import actions as initiative
from tests.walls.histories import GUARDIANS, PARTIES, History
from tests.walls.told import HEARS, Pair, midnight

Done = bool | None
FAMILY = ("child", *GUARDIANS)
EXPIRES = timedelta(days=31)  # a worry not told of: 30 days, and then it is gone


def begin(h: History) -> None:
    """A worry is noted, the family is told, comes in, and wants a SIP."""
    by = h.become("coordinator")
    member = h.cast["child"]
    subject = Subject(member.ref, PlaceKind.CHILD, member.name, h.born)
    told = about(h.cast, "child", None)["told"]
    case = initiative.notice_at_work(by=by, subject=subject, told=told)
    h.ref, h.key = case.ref, case.pk
    ends = midnight(clock.today() + EXPIRES)
    h.reference.sits("coordinator", "leader", ends, "a worry that nobody told of is gone")
    if h.chance.random() < 0.08:
        return
    h.tries(is_told)
    h.tries(child_comes)
    h.tries(guardian_comes)
    if h.chance.random() < 0.8:
        h.tries(other_guardian_comes)
    h.tries(starts)


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


# -- what the meeting is about, and who comes


def question(h: History) -> Done:
    if there := h.speaks(h.chance.choice((h.leader, *FAMILY))):
        made = consent.write_question(case=there[0], by=there[1], text="Om skolan och sömnen")
        h.reference.agenda.add(made.number)
    return bool(there)


def question_away(h: History) -> Done:
    there = h.speaks(h.leader)
    asked = agreed.agenda(there[0]) if there else []
    if len(asked) < 2:
        return False
    gone = h.chance.choice(asked)
    consent.take_away_question(case=there[0], by=there[1], question=gone)
    h.reference.agenda.discard(gone.number)
    h.reference.count(h.now)
    return True


def wish(h: History) -> Done:
    there, key = h.speaks(h.leader), h.chance.choice(PARTIES)
    family = [place for place in there[0].people if place.kind == PlaceKind.GUARDIAN] if there else []
    if not family:
        return False
    made = consent.wish_party(case=there[0], by=there[1], duty=h.duty(key), wished_by=family[0])
    h.wishes[made.ref] = h.reference.wishes_for(key)
    return True


def leave_out(h: History) -> Done:
    there = h.speaks(h.leader)
    wanted = agreed.wanted(there[0]) if there else []
    if not wanted:
        return False
    gone = h.chance.choice(wanted)
    consent.leave_out_party(case=there[0], by=there[1], party=gone)
    h.reference.wishes[h.wishes[gone.ref]].gone = True
    h.reference.count(h.now)
    return True


def _pairs(h: History, refs: Iterable[tuple[str, str]], numbers: dict[str, int]) -> set[Pair]:
    return {(h.wishes[party], HEARS if about == "hears" else numbers[about]) for party, about in refs}


def _numbers(case: Case) -> dict[str, int]:
    return {asked.ref: asked.number for asked in Question.objects.filter(case=case)}


def ask(h: History) -> Done:
    there = h.speaks(h.leader)
    if there is None:
        return False
    last_day = clock.today() + timedelta(days=h.chance.choice((2, 30, 100)))
    made = consent.ask(case=there[0], by=there[1], valid_to=last_day)
    h.reference.asks(_pairs(h, made.pairs, _numbers(there[0])), last_day)
    return True


def _answers(h: History, who: str, speaker: str) -> Done:
    there = h.speaks(speaker)
    asked = agreed.inquiry(there[0]) if there else None
    place = h.place(there[0], who) if there else None
    if asked is None or place is None:
        return False
    kind = h.chance.choice(("yes", "yes", "yes", "partly", "no"))
    chosen = sorted(asked.pairs)
    some = set(h.chance.sample(chosen, h.chance.randint(1, len(chosen)))) if kind == "partly" else set()
    said = {"case": there[0], "by": there[1], "inquiry": asked, "kind": kind, "pairs": some}
    if who == speaker:
        consent.answer(**said)
    else:
        consent.record(place=place, how="telephone", **said)
    h.reference.answers_by(who, kind, _pairs(h, some, _numbers(there[0])), h.now)
    return True


def answer(h: History) -> Done:
    who = h.chance.choice(FAMILY)
    return _answers(h, who, who)


def answer_told(h: History) -> Done:
    return _answers(h, h.chance.choice(FAMILY), h.leader)


def all_say_yes(h: History) -> Done:
    """The sensible course: questions, parties, the question put, and a yes from each."""
    if not h.reference.agenda:
        for _each in range(h.chance.choice((1, 2, 2))):
            h.tries(question)
    for _each in range(2):
        h.tries(wish)
    h.tries(ask)
    for who in FAMILY:
        h.tries(partial(_answers, who=who, speaker=who))
    return True


def take_back(h: History) -> Done:
    who = h.chance.choice(FAMILY)
    there = h.speaks(h.chance.choice((who, h.leader)))
    place = h.place(there[0], who) if there else None
    before = agreed.answer_of(there[0], place) if place else None
    if before is None:
        return False
    some = sorted(before.pairs)
    back = h.chance.choice((None, set(some[: h.chance.randint(1, len(some))]) if some else None))
    consent.withdraw(case=there[0], by=there[1], place=place, pairs=back)
    known = None if back is None else _pairs(h, back, _numbers(there[0]))
    h.reference.takes_back(who, known, h.now)
    return True
