"""The alarm to the huvudman, who gets it, and the one who goes on (C153)."""

from datetime import timedelta

import pytest

from samsyn.audit.models import Event
from samsyn.cases.models import Case, PlaceKind
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people import actions as people
from samsyn.process.followup.tests.done import closes
from samsyn.process.succession import actions, alarms, rules
from samsyn.process.succession.models import Succession
from samsyn.process.succession.tests.cases import alarms_of, duty_of, ends, on_leave, steps_in, takes_over


def test_while_somebody_leads_there_is_no_alarm(met):
    for who in ("manager", "administrator", "coordinator", "guardian"):
        assert alarms_of(met, who) == []


@pytest.mark.requirement("C153")
def test_a_leave_alarms_the_units_manager_without_a_name_of_the_child(met):
    # C153: the coordinator's huvudman has overall responsibility, for instance if the coordinator leaves.
    on_leave(met, "coordinator")
    (alarm,) = alarms_of(met, "manager")
    case, _by = met.speaks("coordinator")
    assert (alarm.found.number, alarm.found.leader, alarm.why) == (case.number, "Sara Lind", "Är ledig")
    assert "Adam" not in str(alarm)
    assert alarm.last_day == case.terms.last_day("successor_within", clock.today())
    assert not alarm.late


def test_late_ones_stand_first(met, become, cast):
    on_leave(met, "coordinator", days=30)
    assert alarms_of(met, "manager")[0].late


def test_only_whoever_answers_for_the_unit_is_told(met):
    on_leave(met, "coordinator")
    for who in ("administrator", "operator", "colleague", "school", "bup", "stranger", "guardian"):
        assert alarms_of(met, who) == []
        with pytest.raises(Refused):
            steps_in(met, who)


def test_without_a_manager_at_work_those_who_keep_the_organisation_are_told(met):
    on_leave(met, "coordinator")
    on_leave(met, "manager")
    assert len(alarms_of(met, "administrator")) == 1
    assert alarms_of(met, "operator") == []


def test_a_manager_who_leads_is_not_told_of_herself(met):
    takes_over(met, "manager", by="coordinator")
    on_leave(met, "manager")
    assert alarms_of(met, "manager") == []
    assert len(alarms_of(met, "administrator")) == 1


def test_an_end_that_comes_and_one_that_has_come_alarm(met, at):
    soon = clock.today() + timedelta(days=10)
    ends(met, "coordinator", soon)
    (alarm,) = alarms_of(met, "manager")
    assert (alarm.why, alarm.last_day) == ("Slutar snart", soon)
    at(clock.now() + timedelta(days=13))
    (alarm,) = alarms_of(met, "manager")
    assert alarm.why == "Har slutat"


def test_silence_for_the_agreements_days_alarms(met, at):
    case, _by = met.speaks("coordinator")
    quiet = case.terms.number("leader_inactive_days")
    now = clock.now()
    at(now + timedelta(days=quiet, hours=-1))
    assert alarms_of(met, "manager") == []
    at(now + timedelta(days=quiet, hours=1))
    (alarm,) = alarms_of(met, "manager")
    assert alarm.why == "Har inte hört av sig"


def test_a_closed_case_alarms_nobody(planned):
    closes(planned, "guardian")
    on_leave(planned, "coordinator")
    assert alarms_of(planned, "manager") == []


def test_whoever_steps_in_has_the_frame_and_nothing_else(met):
    on_leave(met, "coordinator")
    steps_in(met)
    steps_in(met)  # twice is once
    assert met.scopes("manager") == {"frame"}
    case, _by = met.speaks("guardian")
    assert [place.called for place in case.people if place.kind == PlaceKind.MANAGER] == ["Margareta Holm"]
    assert Event.objects.filter(case_id=case.pk, verb="step_in").count() == 2


@pytest.mark.requirement("C153")
def test_the_successor_has_exactly_what_the_leader_had(planned):
    before = planned.scopes("coordinator")
    on_leave(planned, "coordinator")
    steps_in(planned)
    takes_over(planned, "successor")
    # C153: somebody the huvudman has named leads, and nobody else does.
    case, _by = planned.speaks("successor")
    assert (case.leader.called, case.leader.kind) == ("Jonas Alm", PlaceKind.COORDINATOR)
    assert planned.scopes("successor") == before
    assert planned.scopes("coordinator") == planned.scopes("manager") == set()
    planned.speaks("guardian")
    row = Succession.objects.get(case=case)
    assert (row.old.called, row.new.called, row.reason) == ("Sara Lind", "Jonas Alm", "away")
    assert alarms_of(planned, "manager") == []


def test_the_family_reads_who_leads_for_a_month(planned, at):
    on_leave(planned, "coordinator")
    steps_in(planned)
    takes_over(planned, "successor")
    for who in ("guardian", "child", "bup"):
        case, _by = planned.speaks(who)
        assert rules.succession(case).new.called == "Jonas Alm"
    at(clock.now() + timedelta(days=rules.NOTICE_DAYS + 1))
    case, _by = planned.speaks("guardian")
    assert rules.succession(case) is None


def test_while_the_leader_is_away_the_family_rings_the_unit(met):
    case, _by = met.speaks("guardian")
    assert case.leader.telephone == "070-174 06 05"
    on_leave(met, "coordinator")
    case, _by = met.speaks("guardian")
    assert case.leader.telephone == case.leader.assignment.unit.telephone == "031-390 06 01"


def test_the_leader_names_a_successor_ahead_and_may_take_part(met):
    takes_over(met, "successor", by="coordinator", stays=True)
    case, _by = met.speaks("successor")
    assert case.leader.called == "Jonas Alm"
    assert Succession.objects.get(case=case).reason == "planned"
    assert met.scopes("coordinator") == {"frame", "one", "party"}
    takes_over(met, "coordinator", by="successor")  # back again
    assert met.speaks("coordinator")[0].leader.called == "Sara Lind"
    assert met.scopes("successor") == set()


def test_whoever_has_left_does_not_stay(met):
    ends(met, "coordinator", clock.today() - timedelta(days=1))
    steps_in(met)
    with pytest.raises(Refused, match="slutat"):
        takes_over(met, "successor", stays=True)


@pytest.mark.parametrize("who", ["stranger", "bup", "coordinator", "guardian_at_work"])
def test_only_a_colleague_at_work_goes_on(met, who):
    on_leave(met, "coordinator")
    steps_in(met)
    if who == "guardian_at_work":
        on_leave(met, who := "successor")
    with pytest.raises(Refused, match="kan inte ta över"):
        takes_over(met, who)


def test_another_unit_of_the_same_organisation_goes_on(met):
    takes_over(met, "lss", by="coordinator")
    case, _by = met.speaks("lss")
    assert case.leader.called == "Linnea Dahl"
    assert "family" in met.scopes("lss")


def test_a_leader_who_comes_back_keeps_the_case(met):
    on_leave(met, "coordinator")
    steps_in(met)
    by = met.become("administrator")
    people.set_leave(by=by, duty=duty_of(met, "coordinator"), since=None)
    case, by = met.speaks("manager")
    assert alarms.alarm_of(by, case.ref) is None
    with pytest.raises(Refused, match="Sara Lind håller ihop SIP:en igen"):
        takes_over(met, "successor")
    case, by = met.speaks("manager")
    actions.step_out(case=case, by=by)
    assert met.scopes("manager") == set()
    case, by = met.speaks("coordinator")
    with pytest.raises(Refused):
        actions.step_out(case=case, by=by)


def test_nobody_in_the_family_leads(met):
    case, _by = met.speaks("coordinator")
    family = {place.person_id for place in case.people if place.assignment_id is None}
    assert not {duty.person_id for duty in rules.colleagues(case)} & family
    assert Case.objects.filter(pk=case.pk).exists()
