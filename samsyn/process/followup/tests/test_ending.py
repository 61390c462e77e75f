"""Going on with a new SIP, and closing together."""

from datetime import timedelta

import pytest

from samsyn.agreements import rules as agreements
from samsyn.cases.access import may
from samsyn.cases.stages import Op, Stage
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as consent_rules
from samsyn.process.copies import actions as copies
from samsyn.process.followup import rules
from samsyn.process.followup.models import Closing, ClosingWords, Decider
from samsyn.process.followup.tests.done import attains, closes, events, goes_on
from samsyn.process.meetings import actions as meetings
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans


@pytest.mark.requirement("C161", "C162")
def test_a_new_sip_is_handled_as_the_first_one(following):
    # C161: is further coordination needed? C162: if so, a new SIP, handled as the first one.
    goes_on(following, words="Skolan är inte klar.")
    case, by = following.speaks("coordinator")
    assert (case.round.number, case.stage) == (2, Stage.PREPARING)
    assert case.round.agreement_version == agreements.in_force(case.agreement, clock.today()).version_id
    assert may(by, Op.WRITE_QUESTION, case)
    # Consent is asked anew: the old yes does not let anybody be called.
    assert consent_rules.inquiry(case) is None
    assert not consent_rules.all_said_yes(case)
    starts = clock.now() + timedelta(days=9)
    with pytest.raises(Refused, match="Familjen har inte fått frågan om samtycke än"):
        meetings.call(case=case, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), where="Skolan")
    consent.ask(case=case, by=by, valid_to=clock.today() + timedelta(days=80))
    assert len(consent_rules.missing(case)) == 2


def test_the_plan_stays_in_force_and_readable_until_another_takes_its_place(following):
    attains(following, "Sömnskola fungerar", "not")
    goes_on(following)
    for who in ("guardian", "child", "bup", "coordinator"):
        case, plan = following.reads(who)
        assert plans.plan_in_force(case) == plan
        assert reading.read(plan.pk).content["needs"]
    assert rules.attainments(plan)
    case, _by = following.speaks("coordinator")
    assert plans.draft(case) is None
    assert rules.continued(case).said_by == "Maria och Adam"
    assert events(following, Op.NEXT_ROUND) == 1


def test_going_on_is_said_by_somebody_and_only_once(following):
    with pytest.raises(Refused, match="Skriv vem som har sagt"):
        goes_on(following, said_by="  ")
    with pytest.raises(Refused):
        goes_on(following, "guardian")
    goes_on(following)
    with pytest.raises(Refused) as refused:
        goes_on(following)
    assert not refused.value.decision.barred
    assert following.speaks("coordinator")[0].round.number == 2


@pytest.mark.requirement("C084", "C085", "C086")
@pytest.mark.parametrize("reason", ["goals_met", "no_longer_relevant"])
def test_closing_is_decided_together_on_a_ground_of_the_agreement(following, reason):
    # C085: the goals of the coordination are met. C086: the coordination is no longer relevant.
    closing = closes(following, "guardian", "child", "school", "bup", reason=reason)
    case, _by = following.speaks("child")
    assert (case.stage, case.plan_in_force) == (Stage.CLOSED, False)
    assert rules.closing(case).reason == reason
    # C084: closing is decided by guardian and child together with the other parties.
    decided = {one.place.called for one in Decider.objects.filter(closing=closing)}
    assert decided == {"Maria Ek", "Adam Ek", "Per Berg", "Ali Hassan"}
    assert events(following, Op.CLOSE) == 1


@pytest.mark.requirement("C084")
def test_staff_alone_or_the_child_alone_do_not_close(following):
    for together in ((), ("school", "coordinator"), ("child",)):
        with pytest.raises(Refused, match="Minst en av dem ska ha varit med: Maria Ek eller Johan Ek"):
            closes(following, *together)
    with pytest.raises(Refused, match="Välj varför ni avslutar"):
        closes(following, "guardian", reason="tired")
    for who in ("guardian", "school"):
        with pytest.raises(Refused) as refused:
            closes(following, "guardian", who=who)
        assert refused.value.decision.barred
    assert not Closing.objects.exists()


def test_a_plan_can_be_closed_before_any_follow_up_and_only_once(planned):
    closes(planned, "guardian")
    with pytest.raises(Refused):
        closes(planned, "guardian")
    assert events(planned, Op.CLOSE) == 1


def test_what_is_not_written_is_told_and_stops_nothing(following):
    _case, plan = following.reads("coordinator")
    needs = rules.beside(plan, reading.read(plan.pk).content)
    asked = rules.invited(rules.meeting(plan))
    assert rules.loose_ends(asked, needs) == [
        "Ni har inte skrivit om planen följs och om den behöver ändras.",
        "Ni har inte skrivit upp vilka som kom till uppföljningen.",
        "Ni har inte skrivit hur det gick med 3 av målen.",
    ]
    closes(following, "guardian")


# What is kept is guarded, hidden and asked about as long as it is kept; none of it writes in the plan.
AS_LONG_AS_KEPT = {
    Op.PROTECT, Op.HIDE, Op.SHOW_AGAIN, Op.KEEP, Op.ASK_READINGS, Op.ANSWER_READINGS,
}  # fmt: skip


def test_closed_is_readable_and_nothing_is_writable_but_a_receipt(following):
    case, by = following.speaks("coordinator")
    copies.send_copies(case=case, by=by)
    attains(following, "Sömnskola fungerar", "met", "Sover")
    closes(following, "guardian", "child", words="Sömnen är bra nu.")
    for who in ("guardian", "child", "school", "bup", "coordinator"):
        case, plan = following.reads(who)
        by = following.become(who, case=following.ref)
        assert plans.plan_to_show(case) == plan
        assert reading.read(plan.pk).content["needs"]
        left = {op for op in Op if may(by, op, case)} - AS_LONG_AS_KEPT
        assert left <= {Op.ACKNOWLEDGE_COPY, Op.JOURNAL_FOLLOW_UP}
    case, by = following.speaks("school")
    copies.acknowledge_copy(case=case, by=by)


def test_the_words_of_the_end_are_read_by_those_who_see_all_questions(following):
    closes(following, "guardian", words="Sömnen är bra nu.")
    for who, seen in (("child", 1), ("bup", 1), ("school", 0), ("stranger", 0)):
        following.become(who)
        assert ClosingWords.objects.count() == seen, who
