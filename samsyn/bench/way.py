"""One case from the worry to the closing by the real verbs, each timed; nothing of it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from samsyn.bench.figure import Unmeasured
from samsyn.bench.walls import as_owner
from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.models import Case, PlaceKind
from samsyn.kernel import clock
from samsyn.people.actor import Actor, actor_of, speak_as
from samsyn.people.models import Assignment, Authority, Guardianship, Person, UnitKind
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as agreed
from samsyn.process.consent.models import Kind
from samsyn.process.copies import actions as copies
from samsyn.process.followup import actions as followup
from samsyn.process.initiative import actions as initiative
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.plans import actions as plans
from samsyn.process.safety.models import MustNotKnow

MEASURES = 12


class _Undone(Exception):
    """Ends the transaction so that nothing of it stays."""


@dataclass(frozen=True)
class Cast:
    """Who goes the way: a child with all its guardians, one who leads, one from the other huvudman."""

    child: Person
    guardians: list[Person]
    leader: Assignment
    other: Assignment


def timed() -> dict[str, list[float]]:
    """Verb → seconds of each time it was done on one whole way."""
    with as_owner():
        cast = find_cast()
    way = Way(cast)
    with suppress(_Undone), transaction.atomic():
        way.go()
        raise _Undone
    return way.taken


def find_cast() -> Cast:
    """Asked as the owner, who sees everybody."""
    now = clock.now()
    guarded = Guardianship.objects.filter(valid__contains=now, authority=Authority.GUARDIAN)
    first = guarded.select_related("child").order_by("pk").first()
    leader, other = (_at_work(kind) for kind in (UnitKind.SOCIAL_SERVICES, UnitKind.BUP))
    if first is None or leader is None or other is None:
        raise Unmeasured("There is nobody to go the way with: run `make demo` first.")
    all_of = guarded.filter(child=first.child).select_related("guardian").order_by("pk")
    return Cast(first.child, [row.guardian for row in all_of], leader, other)


def _at_work(kind: UnitKind) -> Assignment | None:
    found = Assignment.objects.filter(unit__kind=kind, valid__contains=clock.now(), unit__closed_at=None)
    return found.select_related("person", "unit").order_by("pk").first()


class Way:
    """One case under way; every verb goes through `does`, which takes its time."""

    def __init__(self, cast: Cast):
        self.cast, self.ref = cast, ""
        self.taken: dict[str, list[float]] = {}

    def does(
        self, verb: Callable[..., Any], person: Person, duty: Assignment | None = None, /, **given: Any
    ) -> Any:
        """The verb as that person, on the case as it is now. `given` may hold functions of the case."""
        by = self.speaks(person, duty)
        if self.ref:
            enter_case(self.ref)
            given["case"] = Case.objects.get(ref=self.ref)
        given = {name: self._value(value, given.get("case"), by) for name, value in given.items()}
        begun = time.perf_counter()
        done = verb(by=by, **given)
        self.taken.setdefault(verb.__name__, []).append(time.perf_counter() - begun)
        return done

    @staticmethod
    def speaks(person: Person, duty: Assignment | None) -> Actor:
        speak_as(person.pk, duty and duty.pk)
        return actor_of(person.pk, duty and duty.pk)

    @staticmethod
    def _value(value: Any, case: Case | None, by: Actor) -> Any:
        return value(case) if callable(value) else value

    def leads(self, verb: Callable[..., Any], /, **given: Any) -> Any:
        return self.does(verb, self.cast.leader.person, self.cast.leader, **given)

    def go(self) -> None:
        self.up_to_the_meeting()
        self._decide()
        self._follow_up()

    def up_to_the_meeting(self) -> None:
        self._begin()
        self._agree()
        self._meet()

    def _begin(self) -> None:
        child = self.cast.child
        subject = Subject(child.ref, PlaceKind.CHILD, child.name, child.born)
        told = initiative.Told(MustNotKnow.NO, "staff", clock.today(), "Många kontakter, ingen samordning.")
        self.ref = self.leads(initiative.notice_at_work, subject=subject, told=told).ref
        self.leads(initiative.talk_with_family, talked_with="familjen")
        known = {"evidence": "Personbevis", "safe": True}
        self.leads(initiative.add_family_member, kind=PlaceKind.CHILD, called=child.name, **known)
        for guardian in self.cast.guardians:
            named = {"called": guardian.name, "person_ref": guardian.ref}
            self.leads(initiative.add_family_member, kind=PlaceKind.GUARDIAN, **named, **known)
        self.leads(initiative.start_preparing, said_by="familjen", both_needed=True)

    def _agree(self) -> None:
        first = self.cast.guardians[0]
        for text in ("Hur får skolan att fungera?", "Hur får vi ro på kvällarna?"):
            self.does(consent.write_question, first, text=text)
        mine = {"wished_by": lambda case: next(p for p in case.people if p.person_id == first.pk)}
        self.does(consent.wish_party, first, duty=self.cast.other, **mine)
        self.leads(consent.ask, valid_to=agreed.default_last_day)
        for guardian in self.cast.guardians:
            self.does(consent.answer, guardian, inquiry=agreed.inquiry, kind=Kind.YES)

    def _meet(self) -> None:
        starts = clock.now() + timedelta(days=7)
        when = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "where": "Skolan"}
        self.leads(meetings.call, **when)
        self.does(meetings.answer_call, self.cast.other.person, self.cast.other, answer="comes")
        self.leads(meetings.open_meeting)
        self.leads(meetings.mark_presence, marks=_everybody)

    def _decide(self) -> None:
        self._write()
        self.leads(plans.establish)
        self.leads(copies.send_copies)
        self.does(copies.acknowledge_copy, self.cast.other.person, self.cast.other)

    def _write(self) -> None:
        need = self.leads(plans.add_row, kind="need", text="Behöver en vuxen i skolan")
        goal = self.leads(plans.add_row, kind="goal", parent=need.ref, text="Är i skolan tre dagar i veckan")
        unit = {"field": "unit", "base": "", "text": self.cast.leader.unit.ref}
        for number in range(MEASURES):
            measure = self.leads(plans.add_row, kind="measure", parent=goal.ref, what=f"Insats {number + 1}")
            self.leads(plans.write_field, row=f"measure.{measure.ref}", **unit)
        follow_up = (clock.now() + timedelta(days=90)).isoformat()
        for row, field, text in (
            ("voice", "kind", "own"), ("voice", "words", "Jag vill orka."),
            ("plan", "no_other_measures", "yes"), ("plan", "coordinator", lambda case: case.leader.ref),
            ("plan", "lead_principal", "kommun"), ("plan", "follow_up_at", follow_up),
        ):  # fmt: skip
            self.leads(plans.write_field, row=row, field=field, base="", text=text)

    def _follow_up(self) -> None:
        starts = clock.now() + timedelta(days=80)
        when = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "where": "Skolan"}
        self.leads(followup.begin_follow_up, **when)
        self.leads(followup.close, reason="goals_met", decided_with=_family)


def _everybody(case: Case) -> dict[str, meeting_rules.Presence]:
    asked = meeting_rules.invitations(meeting_rules.current(case))
    return {one.ref: meeting_rules.Presence(True, "") for one in asked}


def _family(case: Case) -> dict[str, str]:
    return {place.ref: "meeting" for place in case.people if place.kind == PlaceKind.GUARDIAN}
