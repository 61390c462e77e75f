"""Who is called, with which letter, and to which times."""

import pytest
from django.db import connection

from samsyn.audit.models import Event, EventValue
from samsyn.cases.stages import Op, Stage
from samsyn.kernel.decision import Refused
from samsyn.process.consent import actions as consent
from samsyn.process.meetings import rules
from samsyn.process.meetings.models import Duty, Invitation, Meeting, Purpose, Reply, end_meeting, new_meeting
from samsyn.process.meetings.tests.held import HOUR, ahead, answers, asked, calls, opens
from tests.harness.database import denied


@pytest.mark.requirement("C022")
def test_the_one_who_was_asked_calls_to_the_joint_planning(agreed):
    meeting = calls(agreed, message="Ta gärna med schemat")
    # C022: that person calls to the joint planning (kallelse).
    case, _by = agreed.speaks("guardian")
    assert case.stage == Stage.CALLED
    assert rules.current(case) == meeting
    assert (meeting.where, meeting.purpose, meeting.message) == (
        "Ljungskolan", Purpose.FIRST, "Ta gärna med schemat"
    )  # fmt: skip


@pytest.mark.requirement("C123")
def test_those_with_a_duty_get_a_kallelse_and_the_others_an_inbjudan(agreed):
    calls(agreed)
    duties = {name: one.duty for name, one in asked(agreed).items()}
    # C123: those who are called have a duty to come. Halland: the law's two and, in this agreement, no more.
    case, _by = agreed.speaks("coordinator")
    school = Duty.SUMMONS if "school" in case.terms.value("duty_to_attend") else Duty.INVITATION
    assert duties == {
        "Adam Ek": Duty.INVITATION,
        "Maria Ek": Duty.INVITATION,
        "Johan Ek": Duty.INVITATION,
        "Sara Lind": Duty.SUMMONS,
        "Ali Hassan": Duty.SUMMONS,
        "Per Berg": school,
    }


@pytest.mark.requirement("C120")
def test_a_unit_that_the_family_took_away_is_not_called(ek):
    ek.ask_about("skolan")
    _bup, school = ek.wish("bup", "school")
    case, by = ek.speaks("guardian")
    consent.leave_out_party(case=case, by=by, party=school)
    ek.put_question()
    ek.answer("guardian", "yes")
    ek.answer("other_guardian", "yes")
    calls(ek)
    # C120: the guardian alone decides who is called.
    assert "Ali Hassan" in asked(ek)
    assert "Per Berg" not in asked(ek)


def test_nobody_is_called_before_every_needed_yes_nor_without_one(ek):
    ek.ask_about("skolan")
    bup, _school = ek.wish("bup", "school")
    ek.put_question()
    case, _by = ek.speaks("coordinator")
    [question] = rules.questions(case)
    ek.answer("guardian", "partly", {(bup.ref, question.ref)})
    with pytest.raises(Refused, match="Johan Ek"):
        calls(ek)
    ek.answer("other_guardian", "yes")
    calls(ek)
    assert "Ali Hassan" in asked(ek)
    assert "Per Berg" not in asked(ek)


def test_the_one_who_calls_comes_and_the_others_have_not_answered(agreed):
    calls(agreed)
    replies = {name: one.answer for name, one in asked(agreed).items()}
    assert replies.pop("Sara Lind") == Reply.COMES
    assert set(replies.values()) == {Reply.NONE}


@pytest.mark.parametrize("who", ["child", "guardian", "bup"])
def test_only_the_one_who_leads_calls(agreed, who):
    with pytest.raises(Refused, match="kan bara"):
        calls(agreed, who)


def test_no_meeting_in_the_past(agreed):
    with pytest.raises(Refused, match="har redan varit"):
        calls(agreed, starts_at=ahead(days=-1))
    assert not Meeting.objects.exists()


def test_no_end_before_the_start(agreed):
    with pytest.raises(Refused, match="slutar innan det börjar"):
        calls(agreed, ends_at=ahead() - HOUR)
    with pytest.raises(Refused, match="slutar innan det börjar"):
        calls(agreed, ends_at=ahead())


def test_a_meeting_after_the_last_day_is_called_and_shown_as_late(agreed):
    case, _by = agreed.speaks("coordinator")
    days = (rules.last_day(case).last_day - case.round.started.date()).days
    assert not rules.is_late(case, calls(agreed, starts_at=ahead(days=days - 1)))
    assert rules.is_late(case, calls(agreed, starts_at=ahead(days=days + 1)))


def test_a_new_time_keeps_the_old_one_and_asks_everybody_anew(agreed):
    old = calls(agreed)
    answers(agreed, "guardian", Reply.COMES)
    new = calls(agreed, starts_at=ahead(days=12))
    case, _by = agreed.speaks("guardian")
    assert rules.current(case) == new
    assert [one.pk for one in rules.earlier(case)] == [old.pk]
    assert asked(agreed)["Maria Ek"].answer == Reply.NONE
    assert Invitation.objects.filter(meeting=old).get(place__called="Maria Ek").answer == Reply.COMES


def test_called_again_with_the_same_time_answers_are_kept_and_who_has_come_in_is_asked(agreed):
    calls(agreed)
    answers(agreed, "guardian", Reply.COMES)
    agreed.wish("habilitation")
    agreed.put_question(days=90)
    for guardian in ("guardian", "other_guardian"):
        agreed.answer(guardian, "yes")
    case, _by = agreed.speaks("coordinator")
    assert [place.called for place in rules.not_asked(case, rules.current(case))] == ["Karin Ask"]
    calls(agreed)
    found = asked(agreed)
    assert found["Karin Ask"].answer == Reply.NONE
    assert found["Maria Ek"].answer == Reply.COMES


def test_what_was_called_to_is_in_the_log(agreed):
    meeting = calls(agreed)
    agreed.speaks("guardian")
    event = Event.objects.get(verb=Op.CALL)
    assert event.subject == meeting.ref
    told = dict(EventValue.objects.filter(event_id=event.pk).values_list("field", "new"))
    assert told["where"] == "Ljungskolan"


def test_a_party_left_without_consent_is_no_longer_listed(agreed):
    calls(agreed)
    agreed.withdraw("guardian")
    assert "Ali Hassan" not in asked(agreed)
    assert agreed.scopes("bup") == set()


def test_a_follow_up_leaves_the_first_meeting_as_it_was(agreed):
    first = calls(agreed)
    opens(agreed)
    case, _by = agreed.speaks("coordinator")
    end_meeting(case)
    second = new_meeting(
        case, purpose=Purpose.FOLLOW_UP, starts_at=ahead(90), ends_at=ahead(90) + HOUR, where="BUP"
    )
    assert rules.current(case) == second
    first.refresh_from_db()
    assert first.replaced_at is None
    assert first.ended_at is not None


def test_the_database_keeps_invitations_within_their_case(agreed):
    calls(agreed)
    agreed.speaks("coordinator")
    one = Invitation.objects.order_by("pk").first()
    with denied("23503"), connection.cursor() as cursor:
        cursor.execute(
            "insert into meetings_invitation (ref, case_id, scope_id, meeting_id, place_id, duty, answer,"
            " reason, absence_reason) select 'x', case_id, scope_id, meeting_id, 0, duty, answer, '', ''"
            " from meetings_invitation where id = %s",
            [one.pk],
        )
    with denied(), connection.cursor() as cursor:
        cursor.execute("update meetings_invitation set place_id = place_id where id = %s", [one.pk])
    with denied(), connection.cursor() as cursor:
        cursor.execute("update meetings_meeting set starts_at = starts_at")
