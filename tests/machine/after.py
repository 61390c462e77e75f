"""Each verb from the meeting on, as somebody might try it: mostly sensibly, sometimes not."""

from __future__ import annotations

import io
from datetime import timedelta
from random import Random

from PIL import Image

from samsyn.cases.access import STAFF, places_of
from samsyn.cases.stages import Op
from samsyn.documents.models import StoredFile
from samsyn.kernel import clock
from samsyn.process.copies import actions as copies
from samsyn.process.everyday import actions as everyday
from samsyn.process.everyday.rules import Happens
from samsyn.process.files import actions as files
from samsyn.process.followup import actions as followup
from samsyn.process.followup.models import Followed, How, Level, Needed
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.meetings.models import Meeting
from samsyn.process.plans import actions as plans
from samsyn.process.plans import rules as plan_rules
from samsyn.process.plans.kinds import ApprovalKind, Consulted, Uptake
from samsyn.process.plans.models import Goal, Measure, Need, Preliminary
from samsyn.process.plans.preliminary import actions as preliminary
from samsyn.process.plans.proposed import actions as proposed
from samsyn.process.progress import actions as progress
from samsyn.process.progress.models import Errand, Outcome, State
from samsyn.process.succession import actions as succession
from samsyn.process.succession.models import How as MoveHow
from samsyn.process.succession.models import Why
from tests.machine.world import World, in_days

BOXES = (("voice", "words"), ("summary", "text"), ("plan", "follow_up_how"))


def mark_presence(w: World, case, by, r: Random) -> None:
    meeting = meeting_rules.current(case)
    asked = meeting_rules.invitations(meeting) if meeting else []
    here = {one.ref: meeting_rules.Presence(r.random() < 0.8, "") for one in asked}
    meetings.mark_presence(case=case, by=by, marks=here)


def appoint_secretary(w: World, case, by, r: Random) -> None:
    staff = [place for place in case.people if place.kind in STAFF]
    meetings.appoint_secretary(case=case, by=by, place=r.choice([None, *staff]))


def write_plan(w: World, case, by, r: Random) -> None:
    if r.random() < 0.4:
        kind, field = r.choice(BOXES)
        base = plan_rules.stands(case, kind, field) if plan_rules.draft(case) else ""
        plans.write_field(case=case, by=by, row=kind, field=field, base=base, text=w.words())
        return
    needs = list(Need.objects.filter(case=case, plan=plan_rules.draft(case), removed_at=None).order_by("pk"))
    goals = list(Goal.objects.filter(case=case, plan=plan_rules.draft(case), removed_at=None).order_by("pk"))
    kind, parents, box = r.choice((("need", [None], "text"), ("goal", needs, "text"),
                                   ("measure", goals, "what"), ("strength", [None], "text")))  # fmt: skip
    if parents:
        parent = r.choice(parents)
        plans.add_row(case=case, by=by, kind=kind, parent=parent.ref if parent else "", **{box: w.words()})


def establish(w: World, case, by, r: Random) -> None:
    plans.establish(case=case, by=by)


def show_preliminary(w: World, case, by, r: Random) -> None:
    preliminary.show_preliminary(case=case, by=by)


def answer_preliminary(w: World, case, by, r: Random) -> None:
    if newest := Preliminary.objects.filter(case=case).order_by("-pk").first():
        place, how = _own_or_told(case, by, r)
        kind = r.choice(list(Consulted))
        preliminary.answer_preliminary(
            case=case, by=by, place=place, kind=kind, shown=newest.ref, words=w.words(), how=how
        )


def _own_or_told(case, by, r: Random):
    """The own place; or somebody else's, as told by telephone."""
    if by.assignment is None:
        return places_of(by, case)[0], "self"
    return r.choice(plan_rules.approvers(case) or case.people), "telephone"


def approve(w: World, case, by, r: Random) -> None:
    if plan := plan_rules.established(case):
        place, how = _own_or_told(case, by, r)
        shown = plan_rules.shown_hash(plan_rules.sections_for(plan, place))
        kind = r.choice(list(ApprovalKind))
        plans.approve(case=case, by=by, place=place, kind=kind, shown=shown, words=w.words(), how=how)


def send_copies(w: World, case, by, r: Random) -> None:
    copies.send_copies(case=case, by=by)


def acknowledge_copy(w: World, case, by, r: Random) -> None:
    copies.acknowledge_copy(case=case, by=by)


def _measures(case) -> list[Measure]:
    plan = plan_rules.plan_in_force(case)
    return list(Measure.objects.filter(plan=plan, removed_at=None).order_by("pk")) if plan else []


def confirm_measure(w: World, case, by, r: Random) -> None:
    if found := _measures(case):
        kind = r.choice(list(Uptake))
        proposed.confirm_measure(case=case, by=by, measure=r.choice(found).ref, kind=kind, words=w.words())


def mark_measure(w: World, case, by, r: Random) -> None:
    if found := _measures(case):
        progress.mark_measure(
            case=case, by=by, measure_ref=r.choice(found).ref, state=r.choice(list(State)), words=w.words()
        )


def write_note(w: World, case, by, r: Random) -> None:
    scopes = [None, *(s for s in case.scopes_seen if s.kind in ("whole", "question", "talk"))]
    progress.write_note(case=case, by=by, words=w.words(), scope=r.choice(scopes))


def ask_errand(w: World, case, by, r: Random) -> None:
    whom = r.choice(("Försäkringskassan", "Tandvården"))
    progress.ask_errand(case=case, by=by, whom=whom, words=w.words(), together=r.random() < 0.5)


def answer_errand(w: World, case, by, r: Random) -> None:
    if found := list(Errand.objects.filter(case=case).order_by("pk")):
        outcome = r.choice(list(Outcome))
        progress.answer_errand(case=case, by=by, errand=r.choice(found), outcome=outcome, words=w.words())


def plan_week(w: World, case, by, r: Random) -> None:
    if found := _measures(case):
        happens = Happens(first=in_days(1), days=(r.randint(0, 6),), minutes=r.choice((60, 60, -5)))
        everyday.plan_week(case=case, by=by, measure_ref=r.choice(found).ref, happens=happens)


def write_time(w: World, case, by, r: Random) -> None:
    travel = {one.ref: r.choice((20, 20, -1)) for one in _measures(case)[:2]}
    everyday.write_time(case=case, by=by, travel=travel, calls=4, call_minutes=10, words=w.words())


def begin_follow_up(w: World, case, by, r: Random) -> None:
    starts = clock.now() + timedelta(days=r.choice((9, 9, 9, -2)))
    followup.begin_follow_up(
        case=case, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), where="Skolan",
        message=w.words(),
    )  # fmt: skip


def write_attainment(w: World, case, by, r: Random) -> None:
    plan = plan_rules.established(case)
    goals = Goal.objects.filter(plan=plan, removed_at=None).order_by("pk")
    if r.random() < 0.3:
        followup.review(
            case=case,
            by=by,
            followed=r.choice(list(Followed)),
            needed=r.choice(list(Needed)),
            words=w.words(),
        )
    elif plan and (found := list(goals)):
        level = r.choice((*Level, "kanske"))
        followup.write_attainment(
            case=case, by=by, goal_ref=r.choice(found).ref, level=level, words=w.words()
        )


def journal_follow_up(w: World, case, by, r: Random) -> None:
    if found := list(Meeting.objects.filter(case=case).order_by("pk")):
        followup.journal_follow_up(case=case, by=by, meeting_ref=r.choice(found).ref)


def next_round(w: World, case, by, r: Random) -> None:
    followup.next_round(case=case, by=by, said_by=r.choice(("Maria", "Maria", "")), words=w.words())


def close(w: World, case, by, r: Random) -> None:
    there = r.sample(case.people, r.randint(0, min(3, len(case.people))))
    decided = {place.ref: r.choice(list(How)) for place in there}
    reason = r.choice(("goals_met", "goals_met", "trött"))
    followup.close(case=case, by=by, reason=reason, decided_with=decided, words=w.words())


def attach_file(w: World, case, by, r: Random) -> None:
    written = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(written, "PNG")
    body = written.getvalue() if r.random() < 0.8 else b"%PDF"
    scope = r.choice(case.scopes_seen)
    files.attach(case=case, by=by, scope=scope, title=w.words(), upload=io.BytesIO(body))


def remove_file(w: World, case, by, r: Random) -> None:
    if found := list(StoredFile.objects.filter(case=case).select_related("added_by").order_by("pk")):
        files.take_away(case=case, by=by, file=r.choice(found))


def appoint_successor(w: World, case, by, r: Random) -> None:
    duty = w.duty(r.choice(("successor", "coordinator", "bup")))
    succession.appoint_successor(case=case, by=by, successor=duty, stays=r.random() < 0.5)


def end_family_place(w: World, case, by, r: Random) -> None:
    family = [place for place in case.people if place.assignment_id is None] or case.people
    place, since = r.choice(family), in_days(r.choice((0, -3, 3)))
    succession.end_family_place(case=case, by=by, place=place, evidence=w.words(), since=since)


def leave_case(w: World, case, by, r: Random) -> None:
    there = [place for place in case.people if place.kind in STAFF] or case.people
    place, why = r.choice(there), r.choice((Why.DONE, Why.OTHERS))
    succession.leave_case(case=case, by=by, place=place, why=why, words=w.words())


def come_of_age(w: World, case, by, r: Random) -> None:
    succession.come_of_age(case=case, by=by, evidence=w.words())


def move_case(w: World, case, by, r: Random) -> None:
    said = {place.ref: r.choice(list(MoveHow)) for place in case.people if place.assignment_id is None}
    succession.move_case(case=case, by=by, successor=w.duty("stranger"), said_yes=said)


VERBS = {op: globals()[op.value] for op in Op if op.value in globals()}
