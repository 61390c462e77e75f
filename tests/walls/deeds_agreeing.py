"""How a family and those who lead agree: each a real verb, and then the same told to the reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from samsyn.cases.models import Case, PlaceKind, Question
from samsyn.kernel import clock
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as agreed
from tests.walls.histories import GOD_MAN, GUARDIANS, PARTIES, History
from tests.walls.told import HEARS, Pair

Done = bool | None
FAMILY = ("child", *GUARDIANS)
ANSWERING = (*FAMILY, *FAMILY, GOD_MAN)


# -- what the meeting is about, and who comes


def question(h: History) -> Done:
    return _writes(h, h.chance.choice((h.leader, *FAMILY)))


def writes(h: History) -> Done:
    return _writes(h, h.leader)


def _writes(h: History, who: str) -> Done:
    if there := h.speaks(who):
        made = consent.write_question(case=there[0], by=there[1], text="Om skolan och sömnen")
        h.reference.writes_question(made.number, h.now)
    return bool(there)


def question_away(h: History) -> Done:
    there = h.speaks(h.leader)
    asked = agreed.agenda(there[0]) if there else []
    if len(asked) < 2:
        return False
    gone = h.chance.choice(asked)
    consent.take_away_question(case=there[0], by=there[1], question=gone)
    h.reference.asks_no_more(gone.number)
    h.reference.count(h.now)
    return True


def wish(h: History) -> Done:
    return wish_for(h, h.chance.choice(PARTIES))


def wish_for(h: History, key: str) -> Done:
    there = h.speaks(h.leader)
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


def _answers(h: History, who: str, speaker: str, kind: str = "") -> Done:
    there = h.speaks(speaker)
    asked = agreed.inquiry(there[0]) if there else None
    place = h.place(there[0], who) if there else None
    if asked is None or place is None:
        return False
    kind = kind or h.chance.choice(("yes", "yes", "yes", "partly", "no"))
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
    who = h.chance.choice(ANSWERING)
    return _answers(h, who, who)


def says_yes(h: History, who: str) -> None:
    h.tries(partial(_answers, who=who, speaker=who, kind="yes"))


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
