"""States that only the demo shows, each by the real verbs; the tests make their own when they need them."""

from __future__ import annotations

from datetime import timedelta

from samsyn.cases.actions import Subject
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo import after, ahlin, cases, disagreeing, planning
from samsyn.demo.ahlin import BEGUN, HOME_FROM_HOSPITAL, LATE_END, SAGA, SIGNALS, STOPPED, VIDAR
from samsyn.demo.cast import CAST, acting, invite, members
from samsyn.demo.parts import HEALTH_CENTRE, KOMMUN, SOCIAL, turned
from samsyn.demo.story import LEADER, Story
from samsyn.kernel import clock
from samsyn.people.actions import person_without_number
from samsyn.people.models import Assignment, Organisation, Unit
from samsyn.process.discharge import actions as discharge
from samsyn.process.initiative import actions as initiative
from samsyn.process.initiative.models import NoticedBy
from samsyn.process.initiative.signalling import actions as signalling
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.plans import rules as plan_rules
from samsyn.process.plans.models import Measure
from samsyn.process.plans.preliminary import actions as preliminary
from samsyn.process.progress import actions as progress
from samsyn.process.progress.models import Errand, Note, Outcome, State
from samsyn.process.safety.models import MustNotKnow


def build_states(owner_url: str = "") -> dict[str, str]:
    """Name → ref. Outside any transaction; after `cases.build()`."""
    invite(ahlin.PARTS, ahlin.GUARDIANS, owner_url)
    answered, waiting = (signal(*told) for told in SIGNALS)
    answer(answered)
    return {
        "signal_answered": answered,
        "signal_waiting": waiting,
        "second_request": second_request(),
        "discharge": going_home(),
        "late": late(),
        "absent": absent(),
        "differing": disagreeing.differ(),
    }


def signal(who: str, name: str, age: int, why: str) -> str:
    """A unit that may not start tells one that judges."""
    with acting(who) as by:
        born = turned(age, 2, 11)
        ref = person_without_number(by=by, name=name, born=born)
        subject = Subject(ref, PlaceKind.CHILD, name, born)
        told = initiative.Told(MustNotKnow.NO, NoticedBy.UNIT, clock.today() - timedelta(days=1), why)
        unit = Unit.objects.get(name=SOCIAL)
        made = signalling.signal(by=by, subject=subject, unit=unit, told=told, agreed_by="mamma")
        return made.case.ref


def answer(ref: str) -> None:
    """The family was asked and said no; the one who signalled learns that, and nothing more."""
    story = Story(ref, HOME_FROM_HOSPITAL)
    with acting(LEADER) as by:
        initiative.take_on(case=story.case(by), by=by)
    with acting(LEADER) as by:
        initiative.talk_with_family(case=story.case(by), by=by, talked_with="Nils mamma")
    with acting(LEADER) as by:
        initiative.decline(case=story.case(by), by=by, said_by="Nils mamma")
    with acting(LEADER) as by:
        words = "Tack för att du hörde av dig. Vi har pratat med familjen."
        signalling.answer_signal(case=story.case(by), by=by, words=words)


def second_request() -> str:
    """A grown-up was refused by the kommun, and asks the other huvudman."""
    ella = members()["young_adult"]
    with acting("young_adult") as by:
        subject = Subject(ella.ref, PlaceKind.PERSON, ella.name, CAST["young_adult"].born)
        told = initiative.Told(
            MustNotKnow.NO, NoticedBy.PERSON, clock.today() - timedelta(days=1), ahlin.ELLA_ASKS
        )
        refusal = initiative.Refusal(
            Organisation.objects.get(name=KOMMUN), clock.today() - timedelta(days=6), ahlin.ELLA_WAS_REFUSED
        )
        unit = Unit.objects.select_related("organisation").get(name=HEALTH_CENTRE)
        return initiative.ask_at_home(
            by=by, subject=subject, my_kind=PlaceKind.PERSON, unit=unit, told=told, refusal=refusal
        ).ref


def going_home() -> str:
    """All have said yes, nobody has called yet, and the hospital has said that he can go home."""
    story = Story(cases.notice(HOME_FROM_HOSPITAL), HOME_FROM_HOSPITAL)
    cases.start(story)
    cases.put_question(story)
    cases.agree(story)
    contact = Assignment.objects.select_related("person", "unit")
    with acting("hospital") as by:
        stay = discharge.Stay(
            admitted_on=clock.today() - timedelta(days=6),
            expected_on=clock.today() + timedelta(days=1),
            ready_at=clock.now() - timedelta(days=1),
            contact=contact.get(pk=members()["nurse"].assignment_id),
            informed="Sofia är med på avdelningen varje dag.",
        )
        discharge.note_discharge(case=story.case(by), by=by, stay=stay)
    return story.ref


def late() -> str:
    """Between meetings: begun, stopped with why, and two that are late; a note and an errand with answers."""
    story = Story(cases.case_at(Stage.PLANNED, content=SAGA), SAGA)
    after.respond(story)
    for key, what, state, words in (
        ("school", LATE_END, State.BEGUN, ""),
        ("school", STOPPED, State.STOPPED, "Saga vill hellre gå hem och rita. Vi hittar på något annat."),
        (LEADER, BEGUN, State.BEGUN, "Första samtalet var i fredags."),
    ):
        with acting(key) as by:
            case = story.case(by)
            plan = plan_rules.established(case)
            ref = Measure.objects.get(plan=plan, what=what).ref
            progress.mark_measure(case=case, by=by, measure_ref=ref, state=state, words=words)
    _talk(story)
    return story.ref


def _talk(story: Story) -> None:
    with acting("late_girl") as by:
        words = "Hej! När får jag träffa Ali?"
        progress.write_note(case=story.case(by), by=by, words=words)
    with acting("late_mother") as by:
        progress.ask_errand(
            case=story.case(by), by=by, whom="Tandvården", words="Saga är rädd och vi får ingen lång tid."
        )
    with acting(LEADER) as by:
        case = story.case(by)
        note = Note.objects.filter(case=case).order_by("-pk")[0]
        progress.write_note(case=case, by=by, words="Jag frågar honom i dag.", scope=note.scope, answers=note)
        errand = Errand.objects.filter(case=case).order_by("-pk")[0]
        progress.answer_errand(
            case=case, by=by, errand=errand, outcome=Outcome.ON_ITS_WAY, words="De ringer Lena på torsdag."
        )


def absent() -> str:
    """The father could not come: the plan as it is now is shown to him, and waits for his answer."""
    story = Story(cases.case_at(Stage.CALLED, content=VIDAR), VIDAR)
    with acting(LEADER) as by:
        meetings.open_meeting(case=story.case(by), by=by)
    with acting(LEADER) as by:
        case = story.case(by)
        father = members()["absent_father"].person_id
        marks = {
            asked.ref: meeting_rules.Presence(asked.place.person_id != father, "")
            for asked in meeting_rules.invitations(meeting_rules.current(case))
        }
        meetings.mark_presence(case=case, by=by, marks=marks)
    planning.write_plan(story)
    with acting(LEADER) as by:
        preliminary.show_preliminary(case=story.case(by), by=by)
    return story.ref
