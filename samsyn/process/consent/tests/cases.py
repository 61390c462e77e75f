"""A case whose family wants a SIP, and the questions and parties of these tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.models import Case, PlaceKind, Question
from samsyn.demo.parts import turned
from samsyn.kernel import clock
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment
from samsyn.process.consent import actions, rules
from samsyn.process.consent.models import Inquiry, Pair, WantedParty
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.models import MustNotKnow

Become = Callable[..., Actor]


@dataclass
class Family:
    """A case as seen by whoever `speaks` at the moment."""

    ref: str
    become: Become
    cast: Mapping

    def speaks(self, key: str) -> tuple[Case, Actor]:
        """The case as that person reads it now. Raises `DoesNotExist` when it is not there for that person."""
        by = self.become(key)
        enter_case(self.ref)
        return Case.objects.get(ref=self.ref), by

    def scopes(self, key: str) -> set[str]:
        """What the walls open to that person, by kind; questions by their numbers."""
        by = self.become(key)
        enter_case(self.ref)
        seen = Case.objects.filter(ref=self.ref).first()
        return (
            {s.kind if s.question is None else str(s.question) for s in seen.scopes_seen}
            if seen and by
            else set()
        )

    def place(self, key: str):
        case, _by = self.speaks("coordinator")
        return next(p for p in case.people if p.person_id == self.cast[key].person_id)

    def ask_about(self, *texts: str) -> list[Question]:
        case, by = self.speaks("coordinator")
        return [actions.write_question(case=case, by=by, text=text) for text in texts]

    def wish(self, *keys: str, wished_by: str = "guardian") -> list[WantedParty]:
        place = self.place(wished_by)
        case, by = self.speaks("coordinator")
        duties = [Assignment.objects.get(pk=self.cast[key].assignment_id) for key in keys]
        return [actions.wish_party(case=case, by=by, duty=duty, wished_by=place) for duty in duties]

    def put_question(self, days: int = 100) -> Inquiry:
        case, by = self.speaks("coordinator")
        return actions.ask(case=case, by=by, valid_to=clock.today() + timedelta(days=days))

    def answer(
        self, key: str, kind: str, pairs: set[Pair] = frozenset(), inquiry: Inquiry | None = None
    ) -> None:
        case, by = self.speaks(key)
        asked = inquiry or rules.inquiry(case)
        actions.answer(case=case, by=by, inquiry=asked, kind=kind, pairs=pairs)

    def withdraw(self, key: str, pairs: set[Pair] | None = None) -> None:
        place = self.place(key)
        case, by = self.speaks(key)
        actions.withdraw(case=case, by=by, place=place, pairs=pairs)


def family(become: Become, cast: Mapping, *, child: str = "child", age: int = 14) -> Family:
    """A child with two guardians in the case, prepared by the coordinator."""
    by = become("coordinator")
    subject = Subject(cast[child].ref, PlaceKind.CHILD, cast[child].name, turned(age, 1, 1))
    told = initiative.Told(MustNotKnow.NO, "staff", clock.today(), "Det behövs.")
    case = initiative.notice_at_work(by=by, subject=subject, told=told)
    initiative.talk_with_family(case=case, by=by, talked_with="Maria")
    known = {"case": case, "by": by, "evidence": "folkbokföringen", "safe": True}
    initiative.add_family_member(kind=PlaceKind.CHILD, called=cast[child].name, **known)
    for key in ("guardian", "other_guardian"):
        person = {"person_ref": cast[key].ref, "called": cast[key].name}
        initiative.add_family_member(kind=PlaceKind.GUARDIAN, **person, **known)
    initiative.start_preparing(case=case, by=by, said_by="Maria", both_needed=True)
    return Family(case.ref, become, cast)
