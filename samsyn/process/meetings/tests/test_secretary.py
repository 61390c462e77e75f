"""C157: the one who leads appoints a secretary, who writes and does not lead."""

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.kernel.decision import Refused
from samsyn.process.consent.tests.cases import Family
from samsyn.process.meetings import actions, rules
from samsyn.process.meetings.tests.held import answers, calls, marks, opens
from samsyn.process.plans import actions as plans


def appoint(family: Family, key: str, by: str = "coordinator") -> None:
    place = family.place(key)
    case, actor = family.speaks(by)
    actions.appoint_secretary(case=case, by=actor, place=place)


@pytest.mark.requirement("C157")
def test_the_leader_appoints_a_secretary_who_writes_and_does_not_lead(agreed):
    calls(agreed)
    opens(agreed)
    case, by = agreed.speaks("bup")
    with pytest.raises(Refused):
        plans.write_field(case=case, by=by, row="summary", field="text", base="", text="Först")
    appoint(agreed, "bup")
    # C157: "The coordinator appoints a secretary"
    assert agreed.place("bup").kind == PlaceKind.SECRETARY
    marks(agreed, "bup")
    case, by = agreed.speaks("bup")
    plans.write_field(case=case, by=by, row="summary", field="text", base="", text="Vi är överens.")
    plans.add_row(case=case, by=by, kind="need", text="Sova bättre")
    with pytest.raises(Refused):
        plans.establish(case=case, by=by)


def test_only_one_who_sees_every_question_can_be_secretary(agreed):
    with pytest.raises(Refused, match="får inte se alla frågor"):
        appoint(agreed, "school")
    with pytest.raises(Refused, match="Det här kan bara"):
        appoint(agreed, "bup", by="bup")


def test_another_secretary_or_none_makes_a_member_of_the_first(agreed):
    appoint(agreed, "bup")
    case, by = agreed.speaks("coordinator")
    actions.appoint_secretary(case=case, by=by, place=None)
    assert agreed.place("bup").kind == PlaceKind.MEMBER
    case, _by = agreed.speaks("coordinator")
    assert rules.secretary(case) is None


def test_a_yes_to_less_makes_a_member_and_a_yes_taken_back_ends_it(agreed):
    appoint(agreed, "bup")
    case, _by = agreed.speaks("coordinator")
    second = rules.questions(case)[1]
    party = next(p for p in rules.consent.wanted(case) if p.assignment.person.name == "Ali Hassan")
    agreed.withdraw("guardian", {(party.ref, second.ref)})
    assert agreed.place("bup").kind == PlaceKind.MEMBER
    agreed.withdraw("guardian")
    assert not agreed.scopes("bup")


def test_the_page_names_the_secretary_to_all(agreed, client_as):
    calls(agreed)
    page = f"/sip/{agreed.ref}/kallelse/"
    leader, bup = client_as("coordinator"), client_as("bup")
    assert bup.get(page + "sekreterare/").status_code == 403
    assert leader.post(page + "sekreterare/", {"place": agreed.place("bup").ref}).status_code == 302
    for who in ("coordinator", "guardian", "bup"):
        assert "Sekreterare på mötet" in client_as(who).get(page).content.decode(), who


def test_before_the_meeting_the_leader_sees_which_huvudman_is_missing(agreed, client_as):
    calls(agreed)
    page, missing = f"/sip/{agreed.ref}/kallelse/", "Ingen härifrån har svarat att den kommer"
    leader = client_as("coordinator")
    assert "hälso- och sjukvården (regionen)" in leader.get(page).content.decode()
    assert missing not in client_as("guardian").get(page).content.decode()
    answers(agreed, "bup", "comes")
    assert missing not in leader.get(page).content.decode()
