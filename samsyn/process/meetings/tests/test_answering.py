"""Come or cannot, opening the meeting, and who came."""

from datetime import date

import pytest

from samsyn.audit.models import EventValue
from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.meetings import rules
from samsyn.process.meetings.models import Meeting, Reply
from samsyn.process.meetings.tests.held import HOUR, ahead, answers, asked, calls, marks, opens


@pytest.mark.requirement("C123")
def test_who_must_come_says_why_not(agreed):
    calls(agreed)
    # C123: those who are called have a duty to come: a no needs a reason.
    with pytest.raises(Refused, match="skyldig att vara med"):
        answers(agreed, "bup", Reply.CANNOT, "   ")
    answers(agreed, "bup", Reply.CANNOT, "Sjuk")
    assert (asked(agreed)["Ali Hassan"].answer, asked(agreed)["Ali Hassan"].reason) == (Reply.CANNOT, "Sjuk")


@pytest.mark.parametrize("who", ["child", "guardian"])
def test_the_family_need_not_say_why(agreed, who):
    calls(agreed)
    assert answers(agreed, who, Reply.CANNOT).reason == ""


def test_an_answer_may_be_changed_and_the_old_one_is_kept(agreed):
    calls(agreed)
    answers(agreed, "bup", Reply.CANNOT, "Sjuk")
    answers(agreed, "bup", Reply.COMES)
    found = asked(agreed, "guardian")["Ali Hassan"]
    assert (found.answer, found.reason) == (Reply.COMES, "")
    assert EventValue.objects.filter(field="reason", old="Sjuk").exists()


def test_one_answers_for_oneself(agreed):
    calls(agreed)
    answers(agreed, "guardian", Reply.COMES)
    assert [name for name, one in asked(agreed).items() if one.answer == Reply.COMES] == [
        "Maria Ek",
        "Sara Lind",
    ]


def test_the_answer_is_due_as_the_agreement_says_but_never_after_the_meeting(agreed):
    case, _by = agreed.speaks("coordinator")
    far, near = calls(agreed, starts_at=ahead(60)), calls(agreed, starts_at=ahead(1))
    assert rules.answer_by(case, far) == case.terms.last_day("reply_within", clock.today())
    assert rules.answer_by(case, near) == clock.local(near.starts_at).date()
    assert isinstance(rules.answer_by(case, near), date)


def test_the_meeting_is_opened_once_by_the_one_who_leads(agreed):
    calls(agreed)
    with pytest.raises(Refused, match="kan bara"):
        opens(agreed, "bup")
    assert opens(agreed).opened_at
    assert agreed.speaks("child")[0].stage == Stage.MEETING
    with pytest.raises(Refused, match="går inte just nu"):
        opens(agreed)
    with pytest.raises(Refused, match="går inte just nu"):
        answers(agreed, "guardian", Reply.COMES)


@pytest.mark.requirement("C133")
def test_who_came_is_written_down_and_why_somebody_did_not(agreed):
    calls(agreed)
    opens(agreed)
    marks(agreed, absent="Per Berg", reason="Hann inte")
    # C133: presentation of those present.
    case, _by = agreed.speaks("guardian")
    present = [place.called for place in rules.present_places(case)]
    assert present == ["Adam Ek", "Maria Ek", "Johan Ek", "Sara Lind", "Ali Hassan"]
    assert asked(agreed)["Per Berg"].absence_reason == "Hann inte"


def test_who_came_may_be_corrected(agreed):
    calls(agreed)
    opens(agreed)
    marks(agreed, absent="Per Berg", reason="Hann inte")
    marks(agreed)
    assert asked(agreed)["Per Berg"].present is True
    assert asked(agreed)["Per Berg"].absence_reason == ""
    assert EventValue.objects.filter(old="Hann inte", new="").exists()


def test_nobody_came_is_no_meeting_and_only_the_asked_are_marked(agreed):
    calls(agreed)
    opens(agreed)
    case, _by = agreed.speaks("coordinator")
    nobody = {one.ref: rules.Presence(False) for one in asked(agreed).values()}
    assert not rules.someone_came(mark.present for mark in nobody.values())
    assert not rules.all_asked(asked(agreed).values(), {"somebody-else": rules.Presence(True)})
    assert rules.present_places(case) == []


def test_nobody_is_present_at_a_meeting_that_is_not_called(agreed):
    case, by = agreed.speaks("coordinator")
    assert rules.current(case) is None
    assert rules.present_places(case) == []
    assert rules.invitation_of(by, case) is None


def test_the_kallelse_is_found_by_those_in_the_case_alone(agreed):
    meeting = calls(agreed)
    for who in ("colleague", "stranger", "habilitation"):
        agreed.become(who)
        assert not Meeting.objects.filter(pk=meeting.pk).exists()
    agreed.speaks("school")
    assert Meeting.objects.get().ends_at - Meeting.objects.get().starts_at == HOUR
