"""What is done in the one of two worlds only, and who must not come to know of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from samsyn.cases import guarding
from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.guarding import Grade
from samsyn.cases.models import Case, PlaceKind
from samsyn.demo.parts import CAST
from samsyn.kernel import clock
from samsyn.people.actions import person_by_number
from samsyn.people.actor import speak_as
from samsyn.people.numbers import Number, luhn, parse
from samsyn.process.consent.tests.cases import Family, about
from samsyn.process.initiative import actions as initiative
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Answer, Showing
from samsyn.process.preparation.questions import questions_for
from samsyn.process.safety import actions as safety
from samsyn.process.safety import rules as safety_rules
from samsyn.process.safety.models import MustNotKnow, Outcome
from samsyn.process.seeing import actions as seeing
from samsyn.process.seeing import items
from samsyn.quality.logreview import actions as logreview
from samsyn.quality.logreview import showing

SECRET, CODE = "Det som bara Adam vet", "blåbär27"
Act = Callable[[Family], None]
FATHER, FAR = ("other_guardian",), ("stranger", "nurse_private")


def nothing(ek: Family) -> None:
    """The same world twice: else the others would prove nothing."""


# -- the hidden item


def staff_hide_an_answer(ek: Family) -> None:
    """Handed in, and at once kept from the father by whoever leads."""
    ref = says(ek, SECRET, 1).ref
    father, (case, by) = ek.place("other_guardian"), ek.speaks("coordinator")
    seeing.hide(
        case=case, by=by, item=items.find(case, "answer", ref), places=[father],
        reason="Adam har bett om det.",
    )  # fmt: skip


def the_child_hides_an_answer(ek: Family) -> None:
    """With the code chosen together with whoever leads; and nobody who borrows the sign-in sees it."""
    case, by = ek.speaks("coordinator")
    seeing.set_code(case=case, by=by, code=CODE)
    ref = says(ek, SECRET, 1).ref
    father, (case, by) = ek.place("other_guardian"), ek.speaks("child")
    speak_as(by.person.pk, unlocked=case.pk)
    enter_case(ek.ref)
    case = Case.objects.get(ref=ek.ref)
    seeing.hide(case=case, by=by, item=items.find(case, "answer", ref), places=[father])


def the_child_keeps_something(ek: Family) -> None:
    """In the room of its own, behind the code."""
    case, by = ek.speaks("coordinator")
    seeing.set_code(case=case, by=by, code=CODE)
    case, by = ek.speaks("child")
    speak_as(by.person.pk, unlocked=case.pk)
    enter_case(ek.ref)
    seeing.keep(case=Case.objects.get(ref=ek.ref), by=by, text=SECRET)


def the_child_prepares(ek: Family) -> None:
    """A text that is not handed in."""
    case, by = ek.speaks("child")
    preparation.prepare(case=case, by=by, key=questions_for(case.subject_place.kind)[2].key, text=SECRET)


# -- the safety mark, and the protected one


def marks_the_case(ek: Family) -> None:
    """The mother says that somebody must not know where they are."""
    case, by = ek.speaks("guardian")
    safety.answer_safety(case=case, by=by, answer=MustNotKnow.YES)


def the_child_warns(ek: Family) -> None:
    case, by = ek.speaks("child")
    safety.answer_safety(case=case, by=by, answer=MustNotKnow.UNKNOWN)


def risk_is_assessed(ek: Family) -> None:
    """Marked, and a named professional has judged that it must wait."""
    marks_the_case(ek)
    case, by = ek.speaks("coordinator")
    safety.assess_risk(
        case=case, by=by, assessed_by="Kerstin Lod", assessed_on=clock.today(), outcome=Outcome.WAIT,
        words=SECRET, next_look=clock.today() + timedelta(days=7),
    )  # fmt: skip


def protects_the_mother(ek: Family) -> None:
    """Registered elsewhere, kept from the father; a colleague agreed. And how she is reached is written."""
    mother, father = ek.place("guardian"), ek.place("other_guardian")
    case, by = ek.speaks("coordinator")
    second = next(duty for duty in safety_rules.colleagues(by) if duty.pk in _keys(ek))
    given = {"place": mother, "grade": Grade.REGISTERED, "away_from": father}
    safety.protect(case=case, by=by, second=second, **given)
    safety.write_contact(case=case, by=by, place=mother, words=SECRET)
    by = ek.become(_keys(ek)[second.pk])
    for asked in guarding.asked_of_me():
        safety.answer_second(by=by, ref=asked.ref, agrees=True)


# -- the hidden party


def a_party_waits_for_a_yes(ek: Family) -> None:
    """Habilitering is asked about; only the mother has said yes: no other party may know, nor it itself."""
    ek.wish("habilitation")
    ek.put_question()
    ek.answer("guardian", "yes")


# -- who asked about the readings


def asks_about_the_readings(ek: Family) -> None:
    """And is answered."""
    case, by = ek.speaks("guardian")
    asked = logreview.ask_readings(case=case, by=by, wish="answer", words=SECRET)
    case, by = ek.speaks("coordinator")
    logreview.answer_readings(case=case, by=by, question=asked, words=SECRET)


def is_given_an_extract(ek: Family) -> None:
    """The reviewer looks at what was asked, and releases it."""
    case, by = ek.speaks("guardian")
    asked = logreview.ask_readings(case=case, by=by, wish="extract", words=SECRET)
    by = ek.become("reviewer")
    showing.note(showing.asked_extracts(asked.ref))
    logreview.release_extract(by=by, question_ref=asked.ref, words=SECRET)


# -- the case that exists


def opens_another_case(ek: Family) -> None:
    """The sister is written about, privately to the unit."""
    by = ek.become("coordinator")
    told = about(ek.cast, "sister", 9)
    initiative.notice_at_work(by=by, subject=told["subject"], told=told["told"])


def opens_a_case_about_somebody_new(ek: Family) -> None:
    """Nobody had been entered with that number before; now there is a case about that one."""
    by, number = ek.become("coordinator"), a_number()
    ref = person_by_number(by=by, number=number, name="Ada Nyström")
    told = about(ek.cast, "sister", 9)
    subject = Subject(ref, PlaceKind.CHILD, "Ada Nyström", number.born)
    initiative.notice_at_work(by=by, subject=subject, told=told["told"])


def a_number() -> Number:
    """A test number that nobody of the cast has."""
    born = CAST["sister"].born - timedelta(days=40)
    digits = f"{born:%Y%m%d}238"
    return parse(f"{digits}{luhn(digits[2:])}")


# What is done → from whom it is kept. The child's own session is there where somebody may have borrowed it;
# that the child has prepared something is not behind the code (ADR 29).
KEPT_FROM: dict[Act, tuple[str, ...]] = {
    nothing: ("other_guardian", "bup", "stranger"),
    staff_hide_an_answer: (*FATHER, "habilitation", *FAR),
    the_child_hides_an_answer: (*FATHER, "habilitation", *FAR),
    the_child_keeps_something: (*FATHER, "child", "guardian", "bup", "habilitation", *FAR),
    the_child_prepares: (*FATHER, "guardian", "bup", "habilitation", *FAR),
    marks_the_case: (*FATHER, "child", "bup", "habilitation", *FAR),
    the_child_warns: (*FATHER, "guardian", "bup", "habilitation", *FAR),
    risk_is_assessed: (*FATHER, "child", "bup", "habilitation", *FAR),
    protects_the_mother: (*FATHER, "habilitation", *FAR),
    a_party_waits_for_a_yes: ("bup", "habilitation", *FAR),
    asks_about_the_readings: (*FATHER, "child", "bup", "habilitation", *FAR),
    is_given_an_extract: (*FATHER, "child", "bup", "habilitation", *FAR),
    opens_another_case: (*FATHER, "guardian", "child", "bup", "habilitation", "nurse", *FAR),
    opens_a_case_about_somebody_new: (*FATHER, "guardian", "child", "bup", "habilitation", "nurse", *FAR),
}


# In `make test`; in `make soak` all of it, at every address.
BRIEFLY: dict[str, tuple[Act, ...]] = {
    "other_guardian": (
        nothing, staff_hide_an_answer, the_child_hides_an_answer, the_child_keeps_something, marks_the_case,
        opens_another_case,
    ),
    "guardian": (the_child_keeps_something, the_child_prepares, opens_another_case),
    "child": (the_child_keeps_something, marks_the_case),
    "bup": (the_child_keeps_something, the_child_prepares, marks_the_case, opens_another_case),
    "stranger": (
        nothing, staff_hide_an_answer, the_child_hides_an_answer, marks_the_case, the_child_warns,
        risk_is_assessed, protects_the_mother, opens_another_case,
    ),
    "nurse_private": (opens_another_case,),
}  # fmt: skip


def says(ek: Family, text: str, number: int) -> Answer:
    """The child writes an answer and hands it in for everybody at the meeting."""
    case, by = ek.speaks("child")
    key = questions_for(case.subject_place.kind)[number].key
    preparation.prepare(case=case, by=by, key=key, text=text)
    preparation.hand_in(case=case, by=by, showings={key: Showing.MEETING})
    return Answer.objects.get(case=case, key=key)


def _keys(ek: Family) -> dict[int, str]:
    """Duty → who of the cast has it."""
    return {one.assignment_id: key for key, one in ek.cast.items() if one.assignment_id}
