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
from samsyn.process.safety.models import MustNotKnow

Become = Callable[..., Actor]


@dataclass
class Family:
    """A case as seen by whoever `speaks` at the moment."""

    ref: str
    become: Become
    cast: Mapping
    leader: str = "coordinator"

    def speaks(self, key: str) -> tuple[Case, Actor]:
        """The case as that person reads it now. Raises `DoesNotExist` when it is not there."""
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
        case, _by = self.speaks(self.leader)
        return next(p for p in case.people if p.person_id == self.cast[key].person_id)

    def duty(self, key: str) -> Assignment:
        self.become("coordinator")
        found = Assignment.objects.select_related("person", "unit__organisation")
        return found.get(pk=self.cast[key].assignment_id)

    def ask_about(self, *texts: str) -> list[Question]:
        case, by = self.speaks(self.leader)
        return [actions.write_question(case=case, by=by, text=text) for text in texts]

    def wish(self, *keys: str, wished_by: str = "guardian") -> list[WantedParty]:
        place = self.place(wished_by)
        case, by = self.speaks(self.leader)
        duties = [Assignment.objects.get(pk=self.cast[key].assignment_id) for key in keys]
        return [actions.wish_party(case=case, by=by, duty=duty, wished_by=place) for duty in duties]

    def put_question(self, days: int = 100) -> Inquiry:
        case, by = self.speaks(self.leader)
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


def about(cast: Mapping, child: str, age: int | None) -> dict[str, object]:
    """What is told when a worry is noted."""
    # Before anybody is asked about the next birthday and long after the last, whatever the day of the test.
    next_one = clock.today() + timedelta(days=120)
    born = None if age is None else turned(age, next_one.month, min(next_one.day, 28))
    subject = Subject(cast[child].ref, PlaceKind.CHILD, cast[child].name, born)
    told = initiative.Told(MustNotKnow.NO, "staff", clock.today(), "Det behövs.")
    return {"subject": subject, "told": told}


def family(
    become: Become,
    cast: Mapping,
    *,
    age: int | None = 12,
    guardians: tuple[str, ...] = ("guardian", "other_guardian"),
    opener: str = "coordinator",
) -> Family:
    """A child and its guardians in the case, prepared by whoever opens it."""
    by = become(opener)
    case = initiative.notice_at_work(by=by, **about(cast, "child", age))
    initiative.talk_with_family(case=case, by=by, talked_with="Maria")
    known = {"case": case, "by": by, "evidence": "folkbokföringen", "safe": True}
    initiative.add_family_member(kind=PlaceKind.CHILD, called=cast["child"].name, **known)
    for key in guardians:
        person = {"person_ref": cast[key].ref, "called": cast[key].name}
        initiative.add_family_member(kind=PlaceKind.GUARDIAN, **person, **known)
    initiative.start_preparing(case=case, by=by, said_by="Maria", both_needed=True)
    return Family(case.ref, become, cast, opener)


def grown_up(become: Become, cast: Mapping, *, with_god_man: bool = True) -> Family:
    """A grown-up, with a god man or without."""
    by = become("coordinator")
    told = initiative.Told(MustNotKnow.NO, "person", clock.today(), "Det behövs.")
    subject = Subject(cast["adult"].ref, PlaceKind.PERSON, cast["adult"].name, turned(30, 1, 1))
    case = initiative.notice_at_work(by=by, subject=subject, told=told)
    initiative.talk_with_family(case=case, by=by, talked_with="Eva")
    known = {"case": case, "by": by, "evidence": "förordnande", "safe": True}
    initiative.add_family_member(kind=PlaceKind.PERSON, called=cast["adult"].name, **known)
    god_man = {"person_ref": cast["god_man"].ref, "called": cast["god_man"].name}
    if with_god_man:
        initiative.add_family_member(kind=PlaceKind.REPRESENTATIVE, **god_man, **known)
    initiative.start_preparing(case=case, by=by, said_by="Eva", both_needed=True)
    return Family(case.ref, become, cast)
