"""What the child or somebody close asks for, the family approves; somebody close comes if all want it."""

import pytest

from samsyn.agreements.agreement import Agreement
from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.models import Case, PlaceKind
from samsyn.demo.cast import CAST, members
from samsyn.demo.parts import turned
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.models import Unit
from samsyn.process.initiative import actions
from samsyn.process.initiative.approving import actions as approving
from samsyn.process.initiative.approving import rules
from samsyn.process.initiative.models import Approval, NoticedBy
from samsyn.process.safety.models import MustNotKnow

pytestmark = pytest.mark.django_db
CLOSE = "nurse_private"


@pytest.fixture
def with_approval(monkeypatch):
    """A place whose agreement lets the child ask if the guardian approves (Gävleborg)."""
    said = Agreement.value
    known = {"child_may_ask": "with_approval"}
    monkeypatch.setattr(Agreement, "value", lambda self, key: known.get(key) or said(self, key))


def case_of(ref: str) -> Case:
    enter_case(ref)
    return Case.objects.get(ref=ref)


def family_of(ref: str, become, keys=("guardian",)) -> None:
    for key in keys:
        by = become("coordinator")
        actions.add_family_member(
            case=case_of(ref), by=by, kind=PlaceKind.GUARDIAN, called=CAST[key].name, evidence="registret",
            safe=True, person_ref=members()[key].ref,
        )  # fmt: skip


def told(noticed_by: str) -> actions.Told:
    return actions.Told(MustNotKnow.NO, noticed_by, clock.today(), "Jag orkar inte med alla möten.")


def place_of(case: Case, key: str):
    return next(place for place in case.people if place.person_id == members()[key].person_id)


@pytest.mark.requirement("C016")
def test_the_childs_own_request_waits_for_a_guardians_yes(become, with_approval, client_as):
    by = become("child")
    who = Subject(by.person.ref, PlaceKind.CHILD, by.person.name, turned(14, 1, 1))
    unit = Unit.objects.get(name="Socialtjänsten barn och unga")
    given = {"subject": who, "my_kind": PlaceKind.CHILD, "unit": unit}
    ref = actions.ask_at_home(by=by, told=told(NoticedBy.CHILD), **given).ref
    by = become("coordinator")
    actions.take_on(case=case_of(ref), by=by)
    family_of(ref, become)
    by = become("coordinator")
    start = {"said_by": "Maria", "both_needed": True}
    # C016: "Initiative by the child itself, if the guardian approves (an approval step)"
    with pytest.raises(Refused, match="vårdnadshavare behöver godkänna"):
        actions.start_preparing(case=case_of(ref), by=by, **start)
    by = become("guardian")
    mine = place_of(case_of(ref), "guardian")
    client = client_as("guardian")
    page = client.get(f"/sip/{ref}/godkanna/").content.decode()
    assert "har själv bett om en SIP" in page
    assert client.post(f"/sip/{ref}/godkanna/", {"place": mine.ref, "answer": "no"}).status_code == 302
    by = become("coordinator")
    with pytest.raises(Refused, match="vill inte"):
        actions.start_preparing(case=case_of(ref), by=by, **start)
    become("guardian")
    assert client.post(f"/sip/{ref}/godkanna/", {"place": mine.ref, "answer": "yes"}).status_code == 302
    by = become("coordinator")
    actions.start_preparing(case=case_of(ref), by=by, **start)


@pytest.mark.requirement("C018")
def test_a_relatives_request_waits_for_the_familys_yes(become):
    by = become("coordinator")
    child = CAST["child"]
    who = Subject(members()["child"].ref, PlaceKind.CHILD, child.name, turned(12, 1, 1))
    ref = actions.notice_at_work(by=by, subject=who, told=told(NoticedBy.CLOSE)).ref
    actions.talk_with_family(case=case_of(ref), by=by, talked_with="Maria")
    family_of(ref, become)
    by = become("coordinator")
    start = {"said_by": "Maria", "both_needed": True}
    # C018: "Initiative by a relative or close person, if the family approves (an approval step)"
    with pytest.raises(Refused, match="Familjen behöver godkänna"):
        actions.start_preparing(case=case_of(ref), by=by, **start)
    with pytest.raises(Refused):  # not the one it is about
        subject = case_of(ref).subject_place
        approving.approve_request(case=case_of(ref), by=by, place=subject, approves=True)
    mine = place_of(case_of(ref), "guardian")
    approving.approve_request(case=case_of(ref), by=by, place=mine, approves=True)
    assert rules.answers(case_of(ref))[0].written_by.person_id == by.person.pk
    actions.start_preparing(case=case_of(ref), by=by, **start)


def test_what_a_guardian_asks_for_needs_no_approval(become):
    by = become("guardian")
    who = Subject(members()["sister"].ref, PlaceKind.CHILD, CAST["sister"].name, CAST["sister"].born)
    unit = Unit.objects.get(name="Socialtjänsten barn och unga")
    case = actions.ask_at_home(
        by=by, subject=who, my_kind=PlaceKind.GUARDIAN, unit=unit, told=told(NoticedBy.GUARDIAN)
    )
    with pytest.raises(Refused, match="behöver ingen godkänna"):
        mine = place_of(case, "guardian")
        approving.approve_request(case=case, by=by, place=mine, approves=True)


@pytest.mark.requirement("C068", "C069")
def test_somebody_close_comes_only_if_the_child_and_the_family_want_it(become, client_as):
    by = become("coordinator")
    who = Subject(members()["child"].ref, PlaceKind.CHILD, CAST["child"].name, turned(12, 1, 1))
    ref = actions.notice_at_work(by=by, subject=who, told=told(NoticedBy.STAFF)).ref
    actions.talk_with_family(case=case_of(ref), by=by, talked_with="Maria")
    family_of(ref, become, ("guardian", "other_guardian"))
    by = become("coordinator")
    case = case_of(ref)
    everybody = [place for place in case.people if place.assignment_id is None]
    given = {"kind": PlaceKind.CLOSE, "called": "Mormor Siv", "evidence": "Maria bad om det", "safe": True}
    # C068: "Close persons may take part if the child and the family want it": one of them is not enough
    for missing in everybody:
        some = [place for place in everybody if place != missing]
        with pytest.raises(Refused, match=missing.called):
            actions.add_family_member(
                case=case, by=by, person_ref=members()[CLOSE].ref, said_yes=some, **given
            )
    # C069: "Close persons: relatives, friends, other important persons": whoever the family names
    place = actions.add_family_member(
        case=case, by=by, person_ref=members()[CLOSE].ref, said_yes=everybody, **given
    )
    assert place.kind == PlaceKind.CLOSE and Approval.objects.filter(about=place).count() == 3
    form = {"kind": "close", "called": "Vän Bo", "born_day": "3", "born_month": "4", "born_year": "1990",
            "evidence": "Adam bad om det"}  # fmt: skip
    answer = client_as("coordinator").post(f"/sip/{ref}/familjen/", form)
    assert answer.status_code == 422 and "Fråga också" in answer.content.decode()
