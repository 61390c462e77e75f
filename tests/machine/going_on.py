"""The sensible next step, so that runs reach every stage: what people would do who want to get there."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from samsyn.cases.access import STAFF as STAFF_KINDS
from samsyn.cases.stages import Op, Stage
from samsyn.kernel import clock
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as agreed
from samsyn.process.consent.models import Kind
from samsyn.process.followup import actions as followup
from samsyn.process.initiative import actions as initiative
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.plans import actions as plans
from samsyn.process.plans import rules as plan_rules
from tests.machine import after, before
from tests.machine.world import World


def notice(w: World, r: Random) -> None:
    lead = w.leader
    w.tries(Op.TAKE_ON, lead, lambda _w, case, by: initiative.take_on(case=case, by=by))
    lead = w.leader
    w.tries(Op.TALK_WITH_FAMILY, lead, lambda w, case, by: before.talk_with_family(w, case, by, r))
    for key in (w.subject, *w.guardians):
        w.tries(Op.ADD_FAMILY_MEMBER, lead, lambda w, case, by, key=key: _add(w, case, by, key))
    if r.random() < 0.3:
        w.tries(Op.ANSWER_SIGNAL, lead, lambda w, case, by: before.answer_signal(w, case, by, r))
    if r.random() < 0.1:
        end, verb = r.choice(((Op.DECLINE, before.decline), (Op.REFUSE, before.refuse)))
        w.tries(end, lead, lambda w, case, by: verb(w, case, by, r))
    else:
        start = {"said_by": "Maria", "both_needed": True}
        w.tries(
            Op.START_PREPARING, lead, lambda _w, c, by: initiative.start_preparing(case=c, by=by, **start)
        )


def _add(w: World, case, by, key: str) -> None:
    kinds = {"child": "child", "adult": "person", "god_man": "representative"}
    initiative.add_family_member(
        case=case, by=by, kind=kinds.get(key, "guardian"), called=w.cast[key].name, evidence="Personbevis",
        safe=True, person_ref="" if key == w.subject else w.cast[key].ref,
    )  # fmt: skip


def prepare(w: World, r: Random) -> None:
    lead = w.leader
    for _each in range(2 - min(2, len(_agenda(w, lead)))):
        w.tries(Op.WRITE_QUESTION, lead, lambda w, case, by: before.write_question(w, case, by, r))
    for key in ("bup", "school", "interpreter"):
        w.tries(Op.WISH_PARTY, lead, lambda w, case, by, key=key: _wish(w, case, by, key))
    w.tries(Op.ANSWER_SIGNAL, lead, lambda w, case, by: before.answer_signal(w, case, by, r))
    w.tries(Op.ASK_CONSENT, lead, _ask)
    for key in (w.subject, *w.guardians):
        w.tries(Op.ANSWER_CONSENT, key, _yes)
    w.tries(Op.CALL, lead, _call)


def _agenda(w: World, lead: str) -> list:
    there = w.speaks(lead)
    return agreed.agenda(there[0]) if there else []


def _wish(w: World, case, by, key: str) -> None:
    wished_by = next(p for p in case.people if p.person_id == w.cast[w.decider].person_id)
    consent.wish_party(case=case, by=by, duty=w.duty(key), wished_by=wished_by, language="arabiska")


def _ask(w: World, case, by) -> None:
    consent.ask(case=case, by=by, valid_to=agreed.default_last_day(case))


def _yes(w: World, case, by) -> None:
    if inquiry := agreed.inquiry(case):
        consent.answer(case=case, by=by, inquiry=inquiry, kind=Kind.YES)


def _call(w: World, case, by) -> None:
    starts = clock.now() + timedelta(days=7)
    meetings.call(case=case, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), where="Skolan")


def called(w: World, r: Random) -> None:
    w.tries(Op.OPEN_MEETING, w.leader, lambda w, case, by: before.open_meeting(w, case, by, r))


def meet(w: World, r: Random) -> None:
    """All that a plan must have; sometimes somebody whose yes is needed is not there."""
    lead = w.leader
    w.tries(Op.MARK_PRESENCE, lead, lambda _w, case, by: _all_came(case, by, r))
    w.tries(Op.WRITE_PLAN, lead, _fill)
    w.tries(Op.SHOW_PRELIMINARY, lead, lambda w, case, by: after.show_preliminary(w, case, by, r))
    for key in w.guardians if r.random() < 0.7 else ():
        w.tries(Op.ANSWER_PRELIMINARY, key, lambda w, case, by: after.answer_preliminary(w, case, by, r))
    w.tries(Op.ESTABLISH, lead, lambda w, case, by: after.establish(w, case, by, r))


def _all_came(case, by, r: Random) -> None:
    asked = meeting_rules.invitations(meeting_rules.current(case))
    missing = r.choice(asked).ref if r.random() < 0.4 else ""
    here = {one.ref: meeting_rules.Presence(one.ref != missing, "") for one in asked}
    meetings.mark_presence(case=case, by=by, marks=here)


def _fill(w: World, case, by) -> None:
    need = plans.add_row(case=case, by=by, kind="need", text=w.words())
    goal = plans.add_row(case=case, by=by, kind="goal", parent=need.ref, text=w.words())
    staff = [place.assignment.unit.ref for place in case.people if place.kind in STAFF_KINDS]
    for text, unit in zip((w.words(), w.words()), (case.leader.assignment.unit.ref, staff[-1]), strict=True):
        measure = plans.add_row(case=case, by=by, kind="measure", parent=goal.ref, what=text)
        plans.write_field(case=case, by=by, row=f"measure.{measure.ref}", field="unit", base="", text=unit)
    lead = case.leader.ref
    for row, field, text in (
        ("voice", "kind", "own"), ("voice", "words", w.words()), ("plan", "no_other_measures", "yes"),
        ("plan", "coordinator", lead), ("plan", "lead_principal", "kommun"),
        ("plan", "follow_up_at", (clock.now() + timedelta(days=90)).isoformat()),
    ):  # fmt: skip
        base = plan_rules.stands(case, row, field)
        plans.write_field(case=case, by=by, row=row, field=field, base=base, text=text)


def planned(w: World, r: Random) -> None:
    w.tries(Op.SEND_COPIES, w.leader, lambda w, case, by: after.send_copies(w, case, by, r))
    if r.random() < 0.5:
        w.tries(Op.BEGIN_FOLLOW_UP, w.leader, lambda w, case, by: after.begin_follow_up(w, case, by, r))


def follow_up(w: World, r: Random) -> None:
    w.tries(Op.WRITE_ATTAINMENT, w.leader, lambda w, case, by: after.write_attainment(w, case, by, r))
    if r.random() < 0.3:
        w.tries(Op.NEXT_ROUND, w.leader,
                lambda w, case, by: followup.next_round(case=case, by=by, said_by="Maria"))  # fmt: skip


STEPS = {
    Stage.NOTICED: notice,
    Stage.PREPARING: prepare,
    Stage.CALLED: called,
    Stage.MEETING: meet,
    Stage.PLANNED: planned,
    Stage.FOLLOWING_UP: follow_up,
}
