"""A case with its plan in force: eight people, all with what their places open."""

from __future__ import annotations

from samsyn.bench.synthetic import words
from samsyn.bench.synthetic.mould import mark
from samsyn.bench.synthetic.order import Duty
from samsyn.bench.synthetic.plan import Frame, Plans
from samsyn.bench.synthetic.tables import NULL, Table
from samsyn.cases.models import Access, Case, Party, Place, Question, Round, Scope
from samsyn.people.models import Guardianship
from samsyn.process.meetings.models import Invitation, Meeting

BORN = "2014-03-12"
# What each case has of its own, beside keys and refs.
OWN = ("number", "called", "guardian1", "guardian2", "began", "follow_up")


class Cases:
    """The tables below a case, and one case at a time."""

    def __init__(self, persons: Table, accounts: Table, agreement: str, version: int):
        self.persons, self.accounts, self.agreement, self.version = persons, accounts, agreement, str(version)
        self.plans = Plans()
        self.case = Table(
            Case, "number", "subject_id", "called", "born", "sealed_number", "opened_at", "controller_id",
            "agreement", "plan_in_force", "scope_id",
        )  # fmt: skip
        self.round = Table(Round, "case_id", "scope_id", "number", "agreement_version", "started", "stage")
        self.question = Table(Question, "case_id", "scope_id", "number", "text")
        self.scope = Table(Scope, "case_id", "kind", "question", "owner_id", "unit_id")
        self.party = Table(Party, "case_id", "scope_id", "unit_id", "person_id")
        self.place = Table(
            Place, "case_id", "scope_id", "party_id", "person_id", "assignment_id", "kind", "called", "valid"
        )
        self.access = Table(Access, "case_id", "scope_id", "place_id", "person_id", "assignment_id", "valid")
        self.guardianship = Table(Guardianship, "child_id", "guardian_id", "valid", "evidence")
        self.meeting = Table(
            Meeting, "case_id", "scope_id", "round", "starts_at", "ends_at", "where", "called_at",
            "opened_at", "ended_at",
        )  # fmt: skip
        self.invitation = Table(
            Invitation, "case_id", "scope_id", "meeting_id", "place_id", "duty", "answer", "present"
        )

    @property
    def tables(self) -> list[Table]:
        own = [self.case, self.round, self.question, self.scope, self.party, self.place, self.access,
               self.guardianship, self.meeting, self.invitation]  # fmt: skip
        return own + self.plans.tables

    def add(self, duties: list[Duty]) -> None:
        """One family with two guardians, a leader and four others; two questions, of which the last unit
        has a yes to the first only. A mark stands for what each case has of its own."""
        one = _One(self, duties)
        one.people()
        one.content()


class _One:
    """One case under way."""

    def __init__(self, cases: Cases, duties: list[Duty]):
        self.all, self.duties = cases, duties
        self.key = str(cases.case.key + 1)
        self.number, self.called = f"SIP-{mark('number')}", mark("called")
        self.began, self.follow_up = mark("began"), mark("follow_up")
        self.since = f'["{self.began}",)'
        self.frame = self._scope("frame")
        self.whole, self.family = self._scope("whole"), self._scope("family")
        self.asked = [self._scope("question", question=str(n)) for n in (1, 2)]
        self.places: list[tuple[str, str, Duty | None, str, str]] = []  # key, ref, duty, kind, called
        self.talks: list[str] = []

    def _scope(self, kind: str, *, question: str = NULL, owner: str = NULL, unit: str = NULL) -> str:
        return str(self.all.scope.add(self.key, kind, question, owner, unit))

    def people(self) -> None:
        shared = [self.whole, self.family, *self.asked]
        child = self._relative("child", self.called, BORN, shared)
        for place in (1, 2):
            guardian = self._relative("guardian", mark(f"guardian{place}"), NULL, shared)
            self.all.guardianship.add(child, guardian, self.since, "Personbevis")
        self._staff(self.duties[0], "coordinator", [*shared, *self.talks])
        for duty in self.duties[1:-1]:
            self._staff(duty, "member", [self.whole, *self.asked])
        self._staff(self.duties[-1], "member", self.asked[:1])
        self.all.case.add(
            self.number, child, self.called, BORN, "", self.began,
            self.duties[0].organisation, self.all.agreement, "t", self.frame,
        )  # fmt: skip
        self.all.round.add(self.key, self.frame, "1", self.all.version, self.began, "planned")

    def _relative(self, kind: str, called: str, born: str, shared: list[str]) -> str:
        person = str(self.all.persons.add(called, born, "f"))
        self.all.accounts.add(person)
        party = str(self.all.party.add(self.key, self.frame, NULL, person))
        talk = self._scope("talk", owner=person)
        self.talks.append(talk)
        own = [talk, self._scope("one", owner=person)]
        self._place(party, person, NULL, kind, called, [self.frame, *shared, *own])
        return person

    def _staff(self, duty: Duty, kind: str, open_to: list[str]) -> None:
        party = str(self.all.party.add(self.key, self.frame, duty.unit, NULL))
        own = [self._scope("party", unit=duty.unit), self._scope("one", owner=duty.person)]
        self._place(party, duty.person, duty.assignment, kind, duty.name, [self.frame, *open_to, *own], duty)

    def _place(self, party: str, person: str, assignment: str, kind: str, called: str, open_to: list[str],
               duty: Duty | None = None) -> None:  # fmt: skip
        place = str(
            self.all.place.add(self.key, self.frame, party, person, assignment, kind, called, self.since)
        )
        self.places.append((place, self.all.place.last_ref, duty, kind, called))
        for scope in open_to:
            self.all.access.add(self.key, scope, place, person, assignment, self.since)

    def content(self) -> None:
        told = zip((1, 2), self.asked, words.QUESTIONS, strict=True)
        questions = [self._question(number, scope, text) for number, scope, text in told]
        self._meeting()
        leader, ref, duty, _kind, name = self.places[3]
        self.all.plans.add(
            Frame(
                case=self.key,
                number=self.number,
                called=self.called,
                scopes=[(int(self.frame), "frame", None), (int(self.whole), "whole", None),
                        *((int(scope), "question", n) for n, scope in enumerate(self.asked, 1))],
                questions=questions,
                present=[self._present(*place) for place in self.places],
                coordinator=leader,
                coordinator_row={"ref": ref, "name": name, "telephone": "070-174 06 00",
                                 "title": duty.title, "unit": duty.unit_name},
                duties=self.duties,
                follow_up=self.follow_up,
                began=self.began,
            )
        )  # fmt: skip

    def _question(self, number: int, scope: str, text: str) -> dict[str, object]:
        self.all.question.add(self.key, scope, str(number), text)
        return {"scope": int(scope), "number": number, "text": text, "language": "sv", "removed": None}

    def _meeting(self) -> None:
        meeting = str(
            self.all.meeting.add(self.key, self.frame, "1", self.began, self.follow_up, "Skolan, rum 3",
                                 self.began, self.began, self.began)
        )  # fmt: skip
        for place, _ref, duty, _kind, _called in self.places:
            asked = "summons" if duty else "invitation"
            self.all.invitation.add(self.key, self.frame, meeting, place, asked, "comes", "t")

    @staticmethod
    def _present(_place: str, _ref: str, duty: Duty | None, kind: str, called: str) -> dict[str, object]:
        at_work = {"title": duty.title, "unit": duty.unit_name, "unit_ref": duty.unit_ref} if duty else {}
        bare = {"title": None, "unit": None, "unit_ref": None, "principal": None}
        return {"name": called, "kind": kind} | bare | at_work
