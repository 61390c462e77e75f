"""A measure's owner says how it goes; late ones remind the owner, and never the family (C155)."""

from datetime import timedelta

import pytest
from django.db import connection

from samsyn.audit.models import Event
from samsyn.cases.stages import Op
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure
from samsyn.process.progress import actions, rules
from samsyn.process.progress.models import Mark, State
from samsyn.process.progress.rules import Late
from samsyn.process.progress.tests.conftest import ref_of
from tests.harness.database import denied

SCHOOL, BUP, HOME, BOOK = "Anpassad skoldag", "Sömnskola", "Stöd hemma", "Läsa en bok varje kväll"


def marks(family, who, what, state, words=""):
    ref = ref_of(family, what)
    case, by = family.speaks(who)
    return actions.mark_measure(case=case, by=by, measure_ref=ref, state=state, words=words)


def seen(family, who):
    case, _by = family.speaks(who)
    return {one.measure.what: one for one in rules.items([case])}


def reminded_of(family, who):
    case, by = family.speaks(who)
    led = {case.pk} if who == "coordinator" else set()
    found = rules.late_of(by, [case], led=led, waits={case.pk: rules.wait(case)})
    return [one.measure.what for one in found[case.pk]]


@pytest.mark.requirement("C155")
def test_the_owner_marks_it_begun_and_done_beside_the_plan_that_stays(planned):
    before = planned.reads("coordinator")[1].hash
    marks(planned, "school", SCHOOL, State.BEGUN)
    marks(planned, "school", SCHOOL, State.DONE, "Schemat är klart 🦊\noch fungerar")
    # C155: follow-up is continuous.
    one = seen(planned, "guardian")[SCHOOL]
    assert one.state == State.DONE
    assert [mark.state for mark in one.marks] == [State.DONE, State.BEGUN]
    assert one.newest.words == "Schemat är klart 🦊\noch fungerar"
    assert one.late is None
    case, plan = planned.reads("coordinator")
    assert plan.hash == before
    assert not plans.verify_plan(plan)
    assert Event.objects.filter(case_id=case.pk, verb=Op.MARK_MEASURE).count() == 2


def test_said_twice_it_is_said_once(planned):
    first = marks(planned, "school", SCHOOL, State.BEGUN)
    assert marks(planned, "school", SCHOOL, State.BEGUN) == first
    assert Mark.objects.count() == 1


@pytest.mark.parametrize("state", [State.STOPPED, State.NOT_BEGUN])
def test_stopped_and_not_begun_say_why(planned, state):
    with pytest.raises(Refused, match="Skriv varför"):
        marks(planned, "school", SCHOOL, state, "  \n")
    assert marks(planned, "school", SCHOOL, state, "Läraren är sjuk").state == state


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("school", HOME),
        ("bup", HOME),
        ("bup", SCHOOL),
        ("coordinator", BUP),
        ("guardian", SCHOOL),
        ("child", HOME),
    ],
)
def test_nobody_else_marks_a_measure(planned, who, what):
    with pytest.raises((Refused, Measure.DoesNotExist)):
        marks(planned, who, what, State.DONE)
    planned.speaks("coordinator")
    assert not Mark.objects.exists()


@pytest.mark.parametrize("who", ["guardian", "child", "coordinator"])
def test_what_somebody_outside_does_is_marked_by_the_family_or_the_one_who_leads(planned, who):
    marks(planned, who, BOOK, State.BEGUN)
    assert seen(planned, "bup")[BOOK].state == State.BEGUN


def test_a_unit_that_may_no_longer_see_it_leaves_it_to_the_one_who_leads(planned):
    planned.withdraw("guardian")
    assert not seen(planned, "coordinator")[BUP].owners
    assert reminded_of(planned, "coordinator") == [SCHOOL, BUP]
    marks(planned, "coordinator", BUP, State.STOPPED, "Familjen har ångrat sig")


@pytest.mark.requirement("C155")
def test_late_ones_remind_the_owner_and_never_the_family(planned):
    found = seen(planned, "guardian")
    assert (found[SCHOOL].late, found[BUP].late, found[HOME].late) == (Late.NOT_BEGUN, Late.NOT_ENDED, None)
    # C155: whoever answers for it is reminded, not the family.
    assert reminded_of(planned, "school") == [SCHOOL]
    assert reminded_of(planned, "bup") == [BUP]
    for who in ("coordinator", "guardian", "child"):
        assert reminded_of(planned, who) == []
    marks(planned, "school", SCHOOL, State.BEGUN)
    marks(planned, "bup", BUP, State.DONE)
    assert reminded_of(planned, "school") == reminded_of(planned, "bup") == []


def test_the_reminder_waits_the_days_of_the_agreement(planned, at):
    start = clock.now() + timedelta(days=10)
    for days, reminded in ((0, False), (1, False), (7, False), (8, True)):
        at(start + timedelta(days=days))
        one = seen(planned, "coordinator")[HOME]
        assert bool(one.late) == (days > 0)
        assert one.is_reminded == reminded


def test_whoever_is_late_can_say_why_and_is_still_late(planned):
    marks(planned, "school", SCHOOL, State.NOT_BEGUN, "Vi väntar på läraren.")
    one = seen(planned, "guardian")[SCHOOL]
    assert one.late == Late.NOT_BEGUN
    assert one.newest.words == "Vi väntar på läraren."


def test_by_sql_each_finds_the_marks_of_the_measures_that_one_sees(planned):
    marks(planned, "school", SCHOOL, State.STOPPED, "skolan")
    marks(planned, "bup", BUP, State.STOPPED, "sömnen")
    for who, found in (
        ("child", {"skolan", "sömnen"}),
        ("bup", {"skolan", "sömnen"}),
        ("school", {"skolan"}),
        ("habilitation", set()),
        ("stranger", set()),
        ("colleague", set()),
    ):
        planned.become(who)
        with connection.cursor() as cursor:
            cursor.execute("select words from progress_mark")
            assert {row[0] for row in cursor.fetchall()} == found, who


def test_by_sql_a_mark_is_never_changed_nor_put_in_another_scope(planned):
    made = marks(planned, "bup", BUP, State.DONE)
    case, _by = planned.speaks("coordinator")
    with denied(), connection.cursor() as cursor:
        cursor.execute("update progress_mark set state = 'begun'")
    with denied("23503"), connection.cursor() as cursor:
        cursor.execute(
            "insert into progress_mark (ref, case_id, scope_id, measure_id, state, words, language,"
            " written_by_id, at) values ('zzzzzzzzzzzzzzzz', %s, %s, %s, 'done', '', 'sv', %s, now())",
            [case.pk, case.scope_id, made.measure_id, made.written_by_id],
        )
