"""A case whose meeting has begun, and a plan with all that it must have."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any

from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.process.consent.tests.cases import Family, family, grown_up
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.plans import actions, rules
from samsyn.process.plans.models import Plan, PlanRow


class Meeting(Family):
    """The meeting of a family, as seen by whoever speaks."""

    def write(self, row: str, field: str, text: str, base: str = "", key: str = "coordinator") -> str:
        case, by = self.speaks(key)
        return actions.write_field(case=case, by=by, row=row, field=field, base=base, text=text)

    def add(self, row: str, parent: PlanRow | None = None, **texts: str) -> Any:
        case, by = self.speaks("coordinator")
        ref = parent.ref if parent else ""
        return actions.add_row(case=case, by=by, kind=row, parent=ref, **texts)

    def unit(self, key: str) -> str:
        case, _by = self.speaks("coordinator")
        person = self.cast[key].person_id
        return next(p.assignment.unit.ref for p in case.people if p.person_id == person)

    def draft(self) -> Plan:
        case, _by = self.speaks("coordinator")
        return rules.draft(case)

    def lacks(self) -> list[str]:
        return rules.lacks(self.draft())

    def establish(self, key: str = "coordinator") -> Plan:
        case, by = self.speaks(key)
        return actions.establish(case=case, by=by)

    def reads(self, key: str) -> tuple[Case, Plan]:
        case, _by = self.speaks(key)
        return case, rules.established(case)


def meeting(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    """Adam Ek's: two questions; BUP has a yes to both, the school to the first only."""
    return _called(family(become, cast), "guardian", "other_guardian")


def meeting_of_grown_up(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    """Eva Ström's, who is 30 and has a god man."""
    return _called(grown_up(become, cast), "adult", "god_man")


def _called(made: Family, *answering: str) -> Meeting:
    ek = Meeting(made.ref, made.become, made.cast)
    school, sleep = ek.ask_about("skolan", "sömnen")
    bup, skola = ek.wish("bup", "school", wished_by=answering[0])
    asked = ek.put_question()
    pairs = {(bup.ref, school.ref), (bup.ref, sleep.ref), (skola.ref, school.ref)}
    for key in answering:
        ek.answer(key, "partly", pairs, asked)
    case, by = ek.speaks("coordinator")
    starts = clock.now() + timedelta(days=7)
    meetings.call(
        case=case, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), where="Björkskolan"
    )
    meetings.open_meeting(case=case, by=by)
    ek.questions = {"school": school, "sleep": sleep}
    return ek


def come(ek: Meeting, absent: Collection[str] = ()) -> None:
    """Everybody is there but the `absent` of the cast."""
    case, by = ek.speaks("coordinator")
    asked = meeting_rules.invitations(meeting_rules.current(case))
    away = {ek.cast[key].person_id for key in absent}
    here = {one.ref: meeting_rules.Presence(one.place.person_id not in away, "") for one in asked}
    meetings.mark_presence(case=case, by=by, marks=here)


def fill(ek: Meeting, coordinator: str = "coordinator", absent: Collection[str] = ()) -> None:
    """All that a plan must have: one need for all questions, one about school, one about sleep."""
    come(ek, absent)
    ek.write("voice", "kind", "own")
    ek.write("voice", "words", "Jag vill sova\noch orka gå i skolan.")
    ek.add("wish", whose="family", text="En lugn vardag")
    ek.add("strength", text="Envis och rolig")
    for about, unit, key in (
        ("whole", "coordinator", "Stöd hemma"),
        (ek.questions["school"].ref, "school", "Anpassad skoldag"),
        (ek.questions["sleep"].ref, "bup", "Sömnskola"),
    ):
        need = ek.add("need", about=about, text=f"Behöver {key.lower()}")
        goal = ek.add("goal", need, text=f"{key} fungerar")
        measure = ek.add("measure", goal, what=key)
        ek.write(f"measure.{measure.ref}", "unit", ek.unit(unit))
    ek.write("plan", "no_other_measures", "yes")
    ek.write("plan", "coordinator", ek.place(coordinator).ref)
    ek.write("plan", "lead_principal", "kommun")
    ek.write("plan", "follow_up_at", (clock.now() + timedelta(days=90)).isoformat())
