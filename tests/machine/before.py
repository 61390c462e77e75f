"""Each verb up to the meeting, as somebody might try it: mostly sensibly, sometimes not."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as agreed
from samsyn.process.consent.models import Kind, NotToRaise, StanceKind
from samsyn.process.discharge import actions as discharge
from samsyn.process.discharge.actions import Stay
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.delays import actions as delays
from samsyn.process.initiative.signalling import actions as signalling
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings.models import Reply
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Showing
from samsyn.process.preparation.questions import questions_for
from tests.machine.world import PARTIES, World, in_days


def take_on(w: World, case, by, r: Random) -> None:
    initiative.take_on(case=case, by=by)


def talk_with_family(w: World, case, by, r: Random) -> None:
    initiative.talk_with_family(case=case, by=by, talked_with="Maria")


def add_family_member(w: World, case, by, r: Random) -> None:
    who = r.choice((w.subject, *w.guardians))
    kinds = {"child": PlaceKind.CHILD, "adult": PlaceKind.PERSON, "god_man": PlaceKind.REPRESENTATIVE}
    member = w.cast[who]
    initiative.add_family_member(
        case=case, by=by, kind=kinds.get(who, PlaceKind.GUARDIAN), called=member.name, evidence=w.words(),
        safe=r.random() < 0.9, person_ref="" if who == w.subject else member.ref,
    )  # fmt: skip


def start_preparing(w: World, case, by, r: Random) -> None:
    initiative.start_preparing(case=case, by=by, said_by="Maria", both_needed=r.random() < 0.9)


def decline(w: World, case, by, r: Random) -> None:
    initiative.decline(case=case, by=by, said_by="Maria", reason=w.words())


def refuse(w: World, case, by, r: Random) -> None:
    initiative.refuse_request(case=case, by=by, decided_by="Chefen", reason=w.words())


def answer_signal(w: World, case, by, r: Random) -> None:
    signalling.answer_signal(case=case, by=by, words=w.words() if r.random() < 0.7 else "")


def explain_delay(w: World, case, by, r: Random) -> None:
    deadline = r.choice([one.key for one in case.deadlines])
    codes = [row.code for row in case.terms.rows("delay_reasons")]
    delays.explain_delay(case=case, by=by, deadline=deadline, code=r.choice(codes), words=w.words())


def note_discharge(w: World, case, by, r: Random) -> None:
    stay = Stay(
        admitted_on=in_days(-r.randint(1, 9)),
        expected_on=in_days(r.randint(-12, 9)),
        ready_at=clock.now() if r.random() < 0.5 else None,
        contact=w.duty("nurse"),
    )
    discharge.note_discharge(case=case, by=by, stay=stay)


def write_question(w: World, case, by, r: Random) -> None:
    consent.write_question(case=case, by=by, text=w.words())


def remove_question(w: World, case, by, r: Random) -> None:
    if asked := agreed.agenda(case):
        consent.take_away_question(case=case, by=by, question=r.choice(asked))


def wish_party(w: World, case, by, r: Random) -> None:
    family = [place for place in case.people if place.assignment_id is None]
    wished_by = r.choice(family or case.people)
    duty = w.duty(r.choice(PARTIES))
    language = "arabiska" if r.random() < 0.5 else ""
    consent.wish_party(case=case, by=by, duty=duty, wished_by=wished_by, language=language)


def leave_out_party(w: World, case, by, r: Random) -> None:
    if wanted := agreed.wanted(case):
        consent.leave_out_party(case=case, by=by, party=r.choice(wanted))


def say_not_to_raise(w: World, case, by, r: Random) -> None:
    said = list(NotToRaise.objects.filter(case=case).order_by("pk"))
    if said and r.random() < 0.3:
        consent.let_be_raised(case=case, by=by, said=r.choice(said))
    else:
        consent.say_not_to_raise(case=case, by=by, text=w.words())


def ask_consent(w: World, case, by, r: Random) -> None:
    consent.ask(case=case, by=by, valid_to=in_days(r.choice((100, 100, 100, -1))))


def _answer(w: World, inquiry, r: Random) -> dict:
    kind = r.choice((Kind.YES, Kind.YES, Kind.PARTLY, Kind.NO))
    pairs = set(r.sample(sorted(inquiry.pairs), r.randint(0, len(inquiry.pairs))))
    return {"kind": kind, "pairs": pairs if kind == Kind.PARTLY else set(), "words": w.words()}


def answer_consent(w: World, case, by, r: Random) -> None:
    if inquiry := agreed.inquiry(case):
        consent.answer(case=case, by=by, inquiry=inquiry, **_answer(w, inquiry, r))


def record_consent(w: World, case, by, r: Random) -> None:
    if inquiry := agreed.inquiry(case):
        place = r.choice(case.people)
        consent.record(case=case, by=by, place=place, inquiry=inquiry, how="paper", **_answer(w, inquiry, r))


def withdraw_consent(w: World, case, by, r: Random) -> None:
    consent.withdraw(case=case, by=by, place=r.choice(agreed.needed(case) or case.people))


def say_stance(w: World, case, by, r: Random) -> None:
    kind = r.choice(list(StanceKind))
    consent.say_stance(case=case, by=by, kind=kind, words=w.words(), why=r.choice(("", "Sover.")))


def _keys(w: World) -> list[str]:
    kind = PlaceKind.PERSON if w.grown else PlaceKind.CHILD
    return [question.key for question in questions_for(kind)]


def prepare(w: World, case, by, r: Random) -> None:
    preparation.prepare(case=case, by=by, key=r.choice(_keys(w)), text=w.words())


def hand_in(w: World, case, by, r: Random) -> None:
    preparation.hand_in(case=case, by=by, showings={r.choice(_keys(w)): r.choice(list(Showing))})


def prepare_party(w: World, case, by, r: Random) -> None:
    scopes = [None, *(s for s in case.scopes_seen if s.kind in ("whole", "question"))]
    preparation.prepare_party(
        case=case, by=by, now=w.words(), earlier_measures="", other="", hand_in_to=r.choice(scopes)
    )


def call(w: World, case, by, r: Random) -> None:
    starts = clock.now() + timedelta(days=r.choice((7, 7, 7, -1)))
    ends = starts + timedelta(hours=r.choice((1, 1, 1, -1)))
    meetings.call(case=case, by=by, starts_at=starts, ends_at=ends, where="Skolan", message=w.words())


def answer_call(w: World, case, by, r: Random) -> None:
    reason = w.words() if r.random() < 0.7 else ""
    meetings.answer_call(case=case, by=by, answer=r.choice((Reply.COMES, Reply.CANNOT)), reason=reason)


def open_meeting(w: World, case, by, r: Random) -> None:
    meetings.open_meeting(case=case, by=by)


VERBS = {op: globals()[op.value] for op in Op if op.value in globals()}
