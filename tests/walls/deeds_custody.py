"""Who decides: custody and its proof, decisions in somebody's place, maturity, and an end to silence."""

from __future__ import annotations

from datetime import date, timedelta

from samsyn.cases.models import Question
from samsyn.gateways.custody import Said
from samsyn.kernel import clock
from samsyn.process.consent import rules as agreed
from samsyn.process.consent.models import AuthorityKind
from samsyn.process.consent.whose import actions as whose
from samsyn.process.consent.whose.rules import Told, waited_from
from tests.walls.deeds_agreeing import ask, says_yes, wish
from tests.walls.histories import GOD_MAN, GUARDIANS, History
from tests.walls.told import Fact, midnight

Done = bool | None


def _about(h: History, who: str, kind: AuthorityKind, last_day: date | None, asked: list[Question]) -> Done:
    there = h.speaks(h.leader)
    place = h.place(there[0], who) if there else None
    if place is None:
        return False
    refs = tuple(one.ref for one in asked)
    told = Told("Tingsrätten", "T 12-26", clock.today(), last_day, questions=refs)
    made = whose.record_authority(case=there[0], by=there[1], place=place, kind=kind, told=told)
    numbers = frozenset(one.number for one in asked)
    h.facts[made.ref] = fact = Fact(kind.value, who, last_day, numbers)
    h.reference.decides(fact, h.now)
    return True


def _ends_in(h: History, *days: int) -> date:
    return clock.today() + timedelta(days=h.chance.choice(days))


def decides_alone(h: History) -> Done:
    kind = h.chance.choice((AuthorityKind.SOLE, AuthorityKind.APPOINTED))
    last_day = h.chance.choice((None, None, _ends_in(h, 1, 20)))
    return _about(h, h.chance.choice(GUARDIANS), kind, last_day, [])


def is_away(h: History) -> Done:
    return _about(h, h.chance.choice(GUARDIANS), AuthorityKind.AWAY, _ends_in(h, 1, 9, 40), [])


def decided_instead(h: History) -> Done:
    """FB 6 kap. 13 a §: for the questions it names, and no other."""
    there = h.speaks(h.leader)
    asked = agreed.agenda(there[0]) if there else []
    if not asked:
        return False
    some = h.chance.sample(asked, h.chance.randint(1, len(asked)))
    return _about(h, h.chance.choice(GUARDIANS), AuthorityKind.DECISION, _ends_in(h, 1, 9, 40), some)


def god_man_decides(h: History) -> Done:
    return _about(h, GOD_MAN, AuthorityKind.GOD_MAN, _ends_in(h, 9, 40), [])


def decision_ends(h: History) -> Done:
    h.tries(h.chance.choice((is_away, decides_alone, decided_instead)))
    there = h.speaks(h.leader)
    holding = [fact for fact in agreed.Standing(there[0]).facts if fact.ref in h.facts] if there else []
    if not holding:
        return False
    ended = h.chance.choice(holding)
    whose.end_authority(case=there[0], by=there[1], authority=ended)
    h.facts[ended.ref].ended = True
    h.reference.count(h.now)
    return True


def decided_day_comes(h: History) -> Done:
    """The last second of what somebody has decided, and then midnight."""
    h.tries(h.chance.choice((is_away, decided_instead)))
    ends = [midnight(fact.last_day + timedelta(days=1)) for fact in h.facts.values() if fact.last_day]
    ahead = [moment for moment in ends if moment > h.now]
    if not ahead:
        return False
    h.until(min(ahead) - timedelta(seconds=1))
    h.look()
    h.until(min(ahead))
    h.look()
    return True


def is_judged(h: History) -> Done:
    there, alone = h.speaks(h.leader), h.chance.random() < 0.7
    if there is None:
        return False
    whose.judge_maturity(
        case=there[0],
        by=there[1],
        judged_by="Kuratorn",
        on=clock.today(),
        ground="Resonerar själv",
        alone=alone,
    )
    h.reference.decides(Fact("maturity", "child", alone=alone), h.now)
    return True


def silence_ends(h: History) -> Done:
    """One says yes to what is asked anew, the other nothing; what was tried is written down in time."""
    who = h.chance.choice(GUARDIANS)
    for deed in (wish, ask):
        h.tries(deed)
    says_yes(h, next(other for other in GUARDIANS if other != who))
    there = h.speaks(h.leader)
    asked = agreed.inquiry(there[0]) if there else None
    if asked is None:
        return False
    h.until(midnight(waited_from(there[0], clock.local(asked.asked_at).date())))
    there = h.speaks(h.leader)
    place = h.place(there[0], who) if there else None
    if place is None:
        return False
    made = whose.end_waiting(case=there[0], by=there[1], place=place, tried="Ringt tre gånger")
    h.facts[made.ref] = fact = Fact("silent", who, made.valid_to)
    h.reference.decides(fact, h.now)
    return True


# -- proof


def register_says(h: History) -> Done:
    """The register says another from now on, or the same again; nobody has asked it yet."""
    who = h.chance.choice(GUARDIANS)
    h.reference.register[who] = h.chance.choice((*Said.values, "guardian", "guardian"))
    return True


def custody_checked(h: History) -> Done:
    who, there = h.chance.choice(GUARDIANS), h.speaks(h.leader)
    place = h.place(there[0], who) if there else None
    if place is None:
        return False
    whose.check_custody(case=there[0], by=there[1], place=place)
    h.reference.asks_register(who, h.now)
    h.reference.count(h.now)
    return True


def proved_by_two(h: History) -> Done:
    """By hand: a paper that a second person has seen too; before that it proves nothing."""
    who, there = h.chance.choice(GUARDIANS), h.speaks(h.leader)
    place = h.place(there[0], who) if there else None
    second = h.chance.choice([key for key in ("colleague", "successor") if key != h.leader])
    if place is None or not _works(h, second):
        return False
    last_day = _ends_in(h, 5, 30)
    made = whose.prove_by_hand(
        case=there[0], by=there[1], place=place, source="Tingsrätten", document="T 12-26",
        valid_to=last_day, second=h.duty(second),
    )  # fmt: skip
    if h.chance.random() < 0.8:
        whose.confirm_custody(by=h.speaker(second), ref=made.ref)
        h.reference.has_paper(who, last_day)
    return True


def _works(h: History, key: str) -> bool:
    return not h.reference._off_duty(key, h.now)
