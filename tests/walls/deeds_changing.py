"""How people change, what they write, and what one keeps from another; each told to the reference."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from samsyn.audit.actions import note_readings
from samsyn.audit.models import Part
from samsyn.cases import actions as cases
from samsyn.cases.calling import call
from samsyn.cases.models import Case, PlaceKind, Scope, ScopeKind
from samsyn.kernel import clock
from samsyn.people import actions as people
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Answer as PreparationAnswer
from samsyn.process.preparation.models import PartyNote, Showing
from samsyn.process.preparation.questions import questions_for
from samsyn.process.preparation.rules import note_of
from samsyn.process.safety.actions import answer_safety
from samsyn.process.safety.models import MustNotKnow
from samsyn.process.succession import actions as succession
from tests.walls.histories import GUARDIANS, LEADERS, PARTIES, History
from tests.walls.sql import ask as sql
from tests.walls.told import GROWN, birthday, midnight

Done = bool | None
FAMILY = ("child", *GUARDIANS)


# -- people change


def _party(h: History) -> str:
    """One who is there, if anybody is."""
    return h.chance.choice([key for key in PARTIES if key in h.reference.seats] or list(PARTIES))


def party_leaves(h: History) -> Done:
    key = _party(h)
    there = h.speaks(h.chance.choice((key, h.leader)))
    place = h.place(there[0], key) if there else None
    if place is None:
        return False
    succession.leave_case(case=there[0], by=there[1], place=place, why="done")
    h.reference.leaves(key, "a party that has left sees nothing")
    h.reference.opened.pop(key, None)
    for wished in h.reference.wishes:
        wished.gone = wished.gone or wished.who == key
    return True


def custody_ends(h: History) -> Done:
    key, there = h.chance.choice(GUARDIANS), h.speaks(h.leader)
    place = h.place(there[0], key) if there else None
    if place is None:
        return False
    succession.end_family_place(
        case=there[0], by=there[1], place=place, evidence="Tingsrättens dom", since=clock.today()
    )
    h.reference.leaves(key, "whose custody has ended sees nothing")
    h.reference.count(h.now)
    return True


def comes_of_age(h: History) -> Done:
    turns = midnight(birthday(h.born, GROWN))
    if turns - h.now < timedelta(days=60):
        h.until(turns)
    there = h.speaks(h.leader)
    if there is None:
        return False
    succession.come_of_age(case=there[0], by=there[1])
    h.reference.grown = True
    for key in GUARDIANS:
        h.reference.leaves(key, "the child has come of age")
    h.reference.count(h.now)
    return True


def _takes_over(h: History, by: str, *, stays: bool) -> Done:
    there, new = h.speaks(by), h.chance.choice([key for key in LEADERS if key != h.leader])
    if there is None:
        return False
    succession.appoint_successor(case=there[0], by=there[1], successor=h.duty(new), stays=stays)
    old, h.leader = h.leader, new
    until = h.reference.seats[old].until
    why = h.reference.seats[old].why
    h.reference.leaves(old, "who led has gone")
    h.reference.leaves("manager", "another leads: who stepped in has gone")
    h.reference.sits(new, "leader", until, why)
    if stays:
        h.reference.sits(old, "stayed", until, why)
    return True


def hands_over(h: History) -> Done:
    return _takes_over(h, h.leader, stays=h.chance.random() < 0.5)


def stands_in(h: History) -> Done:
    """The leader is on leave; the manager steps in, and perhaps names another."""
    by = h.speaker("administrator")
    people.set_leave(by=by, duty=h.duty(h.leader), since=clock.today())
    h.actors.pop(h.leader, None)
    by = h.speaker("manager")
    succession.step_in(by=by, ref=h.ref)
    h.reference.sits("manager", "manager")
    return True


def manager_names(h: History) -> Done:
    h.tries(stands_in)
    return "manager" in h.reference.seats and _takes_over(h, "manager", stays=False)


def manager_goes(h: History) -> Done:
    """Whoever stepped in goes out again: the one who led is back."""
    h.tries(stands_in)
    there = h.speaks("manager") if "manager" in h.reference.seats else None
    if there is None:
        return False
    succession.step_out(case=there[0], by=there[1])
    h.reference.leaves("manager", "who stepped in has gone out again")
    return True


def duty_ends(h: History) -> Done:
    key = h.chance.choice((*PARTIES, *PARTIES, h.leader))
    if key in h.reference.ended:
        return False
    by = h.speaker("operator")
    last = clock.today() + timedelta(days=h.chance.choice((0, 0, 10)))
    people.end_assignment(by=by, duty=h.duty(key), last=last)
    h.reference.ended[key] = midnight(last + timedelta(days=1))
    h.actors.clear()
    return True


# -- what is written, and read


def own_words(h: History) -> Done:
    return _writes(h, h.chance.choice(FAMILY), h.chance.choice((None, *Showing, *Showing)))


def _writes(h: History, who: str, showing: Showing | None) -> Done:
    there = h.speaks(who)
    if there is None:
        return False
    key = h.chance.choice([asked.key for asked in questions_for(PlaceKind.CHILD)])
    preparation.prepare(case=there[0], by=there[1], key=key, text="Jag vill sova.")
    if showing:
        preparation.hand_in(case=there[0], by=there[1], showings={key: showing})
    return True


def party_words(h: History) -> Done:
    who = h.chance.choice((_party(h), _party(h), h.leader))
    return hands_in(h, who, h.chance.choice((None, ScopeKind.WHOLE, ScopeKind.QUESTION)))


def hands_in(h: History, who: str, kind: ScopeKind | None) -> Done:
    """What staff write, kept in the unit or handed in to one of those that read it."""
    there = h.speaks(who)
    if there is None:
        return False
    found = [scope for scope in there[0].scopes_seen if scope.kind == kind]
    to = h.chance.choice(found) if found else None
    before = note_of(there[1], there[0])
    made = preparation.prepare_party(
        case=there[0], by=there[1], now="Han sover dåligt.", earlier_measures="", other="", hand_in_to=to
    )
    if to is not None and not (before and before.scope.root_id):  # what is hidden stays hidden
        h.begins(who, to.pk, made.scope_id)
    return True


def looks(h: History) -> Done:
    if there := h.speaks(h.chance.choice((*FAMILY, *PARTIES, *LEADERS))):
        note_readings([(there[0].pk, Part.CASE)])
    return bool(there)


# -- what one keeps from another


def _handed_in(case: Case) -> list[PreparationAnswer | PartyNote]:
    """What can be hidden: words that others than the writer read."""
    rows = [*PreparationAnswer.objects.filter(case=case), *PartyNote.objects.filter(case=case)]
    kinds = {ScopeKind.WHOLE, ScopeKind.QUESTION, ScopeKind.APART}
    return sorted((row for row in rows if row.scope.kind in kinds), key=lambda row: row.ref)


def _moves(row: PreparationAnswer | PartyNote, scope: Scope) -> None:
    call("move_row", row._meta.db_table, row.ref, scope.pk)


def hides(h: History) -> Done:
    """Something that the child has shown, or that somebody else has handed in."""
    h.tries(partial(_writes, who=h.chance.choice(FAMILY), showing=Showing.MEETING))
    key = h.chance.choice(("child", h.leader))
    there = h.speaks(key)
    if there and key == "child":
        sql("select set_config('app.unlocked', %s, true)", f"{there[1].person.pk}:{there[0].pk}")
    guardians = [h.place(there[0], key) for key in GUARDIANS] if there else []
    without = h.chance.choice([place for place in guardians if place] or [None])
    rows = _handed_in(there[0]) if without else []
    if not rows:
        return False
    row = h.chance.choice(rows)
    _moves(row, cases.apart_scope(there[0], row.scope, without))
    return True


def shows_again(h: History) -> Done:
    there = h.speaks(h.leader)
    rows = [row for row in (_handed_in(there[0]) if there else []) if row.scope.kind == ScopeKind.APART]
    if not rows:
        return False
    row = h.chance.choice(rows)
    _moves(row, row.scope.root)
    return True


def own_room(h: History) -> Done:
    there = h.speaks("child")
    return bool(there and cases.private_room(there[0]))


def safety_said(h: History) -> Done:
    """What a family member says lies in the own talk, what staff say with those who lead."""
    there = h.speaks(h.chance.choice((*FAMILY, h.leader)))
    if there:
        answer_safety(case=there[0], by=there[1], answer=h.chance.choice(list(MustNotKnow)))
    return bool(there)
