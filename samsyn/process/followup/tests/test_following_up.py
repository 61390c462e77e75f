"""Calling to the follow-up, and how each goal went, behind the goal's own wall."""

from datetime import timedelta

import pytest
from django.db import connection

from samsyn.cases.stages import Op, Stage
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.followup import actions, rules
from samsyn.process.followup.models import Attainment
from samsyn.process.followup.tests.done import attains, events, goals
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings import rules as meeting_rules
from samsyn.process.meetings.models import Purpose, Reply
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Goal
from tests.harness.database import denied


def called(family, who="coordinator", days=60, hours=1):
    case, by = family.speaks(who)
    starts = clock.now() + timedelta(days=days)
    ends = starts + timedelta(hours=hours)
    return actions.begin_follow_up(case=case, by=by, starts_at=starts, ends_at=ends, where="Ljungskolan")


@pytest.mark.requirement("C151", "C171")
def test_the_coordinator_calls_everybody_to_the_follow_up_meeting(planned):
    called(planned)
    case, _by = planned.speaks("coordinator")
    meeting = rules.meeting(plans.established(case))
    # C171: the plan is followed up at a new SIP meeting.
    assert case.stage == Stage.FOLLOWING_UP
    assert meeting.purpose == Purpose.FOLLOW_UP
    # C151: the coordinator calls to the follow-up meeting.
    asked = {one.place.called for one in meeting_rules.invitations(meeting)}
    assert asked == {"Adam Ek", "Maria Ek", "Johan Ek", "Sara Lind", "Ali Hassan", "Per Berg"}
    assert events(planned, Op.BEGIN_FOLLOW_UP) == 1


def test_a_time_that_cannot_be_and_one_who_does_not_lead(planned):
    for days, hours, sentence in ((-1, 1, "Tiden har redan varit."), (5, -1, "Mötet slutar innan")):
        with pytest.raises(Refused, match=sentence):
            called(planned, days=days, hours=hours)
    for who in ("bup", "guardian"):
        with pytest.raises(Refused) as refused:
            called(planned, who)
        assert refused.value.decision.barred
    case, _by = planned.speaks("coordinator")
    assert case.stage == Stage.PLANNED


def test_another_time_takes_the_place_of_the_first(following):
    first = rules.meeting(plans.established(following.speaks("coordinator")[0]))
    second = called(following, days=70)
    case, _by = following.speaks("coordinator")
    assert rules.meeting(plans.established(case)) == second
    assert meeting_rules.earlier(case)[0] == first


def test_one_answers_the_call_and_who_came_is_marked(following):
    case, by = following.speaks("guardian")
    meetings.answer_call(case=case, by=by, answer=Reply.COMES)
    case, by = following.speaks("coordinator")
    asked = rules.invited(rules.meeting(plans.established(case)))
    marks = {one.ref: meeting_rules.Presence(one.place.called == "Maria Ek", "Sjuk") for one in asked}
    meetings.mark_presence(case=case, by=by, marks=marks)
    came = [one.place.called for one in rules.invited(rules.meeting(plans.established(case))) if one.present]
    assert came == ["Maria Ek"]


@pytest.mark.requirement("C158", "C159", "C160")
def test_how_it_went_stands_beside_the_original_plan(following):
    before = following.reads("coordinator")[1].hash
    for text, level in (("Stöd hemma", "met"), ("Anpassad skoldag", "partly"), ("Sömnskola", "not")):
        attains(following, f"{text} fungerar", level, f"{text} är {level}")
    case, plan = following.reads("coordinator")
    # C158: a copy of the original plan is there. C159: attainment is written into the original plan.
    needs = rules.beside(plan, reading.read(plan.pk).content)
    found = {goal["text"]: goal["attainment"] for need in needs for goal in need["goals"]}
    # C160: each subgoal: met, partly met, not met.
    assert {text: one.level for text, one in found.items()} == {
        "Stöd hemma fungerar": "met",
        "Anpassad skoldag fungerar": "partly",
        "Sömnskola fungerar": "not",
    }
    assert plan.hash == before
    assert not plans.verify_plan(plan)
    assert rules.not_written(needs) == 0
    assert case.stage == Stage.FOLLOWING_UP


def test_written_anew_the_newest_counts_and_the_old_is_kept(following):
    attains(following, "Sömnskola fungerar", "not")
    attains(following, "Sömnskola fungerar", "met", "Nu sover han 🦊\nhela natten")
    _case, plan = following.reads("coordinator")
    newest, old = rules.attainments(plan)[goals(following)["Sömnskola fungerar"].ref]
    assert (newest.level, newest.words, old.level) == ("met", "Nu sover han 🦊\nhela natten", "not")
    assert events(following, Op.WRITE_ATTAINMENT) == 2


def test_what_is_no_level_no_goal_or_not_ones_to_write(following):
    with pytest.raises(Refused, match="Välj om målet är nått"):
        attains(following, "Sömnskola fungerar", "maybe")
    case, by = following.speaks("coordinator")
    with pytest.raises(Goal.DoesNotExist):
        actions.write_attainment(case=case, by=by, goal_ref="0" * 16, level="met")
    for who in ("school", "guardian", "child"):
        with pytest.raises(Refused):
            attains(following, "Anpassad skoldag fungerar", "met", who=who)
    assert not Attainment.objects.exists()


def test_nothing_is_attained_before_the_follow_up(planned):
    with pytest.raises(Refused) as refused:
        attains(planned, "Sömnskola fungerar", "met")
    assert not refused.value.decision.barred


def test_by_sql_each_finds_what_is_written_about_the_goals_that_one_sees(following):
    for text in ("Stöd hemma", "Anpassad skoldag", "Sömnskola"):
        attains(following, f"{text} fungerar", "partly", text)
    everything = {"Stöd hemma", "Anpassad skoldag", "Sömnskola"}
    for who, seen in (
        ("child", everything),
        ("bup", everything),
        ("school", {"Anpassad skoldag"}),
        ("habilitation", set()),
        ("stranger", set()),
        ("colleague", set()),
    ):
        following.become(who)
        with connection.cursor() as cursor:
            cursor.execute("select words from followup_attainment")
            assert {row[0] for row in cursor.fetchall()} == seen, who


def test_by_sql_nothing_is_moved_changed_or_attached_elsewhere(following):
    made = attains(following, "Sömnskola fungerar", "met", "Sover")
    goal = goals(following)["Sömnskola fungerar"]
    case, _by = following.speaks("coordinator")
    school = goals(following)["Anpassad skoldag fungerar"].scope_id
    assert made.scope_id == goal.scope_id
    with denied(), connection.cursor() as cursor:
        cursor.execute("update followup_attainment set words = 'annat'")
    with denied("23503"), connection.cursor() as cursor:
        cursor.execute(
            "insert into followup_attainment (ref, case_id, scope_id, goal_id, level, words, language,"
            " written_by_id, at) values ('zzzzzzzzzzzzzzzz', %s, %s, %s, 'met', '', 'sv', %s, now())",
            [case.pk, school, goal.pk, made.written_by_id],
        )
