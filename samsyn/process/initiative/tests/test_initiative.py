"""From the first worry to the start, a no or a refusal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samsyn.agreements import rules as agreements
from samsyn.cases.actions import Subject, enter_case
from samsyn.cases.models import Case, PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo import cases as story
from samsyn.demo.cast import CAST, members
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people.models import Unit
from samsyn.process.initiative import actions, rules
from samsyn.process.initiative.models import NoticedBy, Worry
from samsyn.process.safety.actions import assess_risk
from samsyn.process.safety.models import Answer, MustNotKnow, Outcome

pytestmark = pytest.mark.django_db


def seen(ref):
    enter_case(ref)
    return Case.objects.filter(ref=ref).first()


def ask(become, *, who="guardian", about="sister", kind=PlaceKind.GUARDIAN, safety=MustNotKnow.NO):
    """The guardian asks social services for her daughter."""
    by = become(who)
    child = CAST[about]
    told = actions.Told(
        safety, NoticedBy.GUARDIAN, clock.today(), "Alla ringer mig.", ["passing_information"]
    )
    subject = Subject(members()[about].ref, PlaceKind.CHILD, child.name, child.born)
    unit = Unit.objects.get(name="Socialtjänsten barn och unga")
    return actions.ask_at_home(by=by, subject=subject, my_kind=kind, unit=unit, told=told).ref


@pytest.mark.requirement("C019", "C105", "C015")
def test_what_staff_note_is_their_units_until_the_family_is_talked_to(become):
    ref = story.notice(story.ADAM)
    by = become("coordinator")
    # C105: someone notices the need; C015: the system records from whom.
    assert Worry.objects.get(case=seen(ref)).noticed_by == NoticedBy.GUARDIAN
    for other in ("colleague", "guardian", "child", "bup", "school"):
        become(other)
        assert seen(ref) is None, other
    by = become("coordinator")
    # C019: initiative by municipal staff.
    assert seen(ref).controller == by.assignment.unit.organisation


def test_what_staff_note_expires(become, at):
    ref = story.notice(story.ADAM)
    become("coordinator")
    days = seen(ref).terms.number("private_note_expires_days")
    at(timezone.now() + timedelta(days=days))
    become("coordinator")
    assert seen(ref)
    at(timezone.now() + timedelta(days=days + 1, minutes=1))
    become("coordinator")
    assert seen(ref) is None


@pytest.mark.requirement("C017", "C066", "C216", "C116")
def test_a_guardian_asks_and_the_unit_takes_it_on(become):
    ref = ask(become)
    case = seen(ref)
    # C017, C066, C216: initiative by the guardian; the work can start because she wants it.
    assert [place.kind for place in case.people][:2] == [PlaceKind.CHILD, PlaceKind.GUARDIAN]
    become("colleague")
    assert seen(ref) is None
    by = become("coordinator")
    actions.take_on(case=seen(ref), by=by)
    # C116: the work starts at once: whoever takes it on is the one the family rings.
    become("guardian")
    assert seen(ref).leader.called == CAST["coordinator"].name
    assert seen(ref).leader.telephone


@pytest.mark.requirement("C114")
def test_a_child_asks_and_the_guardians_see_nothing(become):
    ref = ask(become, who="child", about="child", kind=PlaceKind.CHILD)
    # C114: the child may itself ask for a SIP.
    assert seen(ref).stage == Stage.NOTICED
    become("guardian")
    assert seen(ref) is None
    by = become("coordinator")
    case = seen(ref)
    assert Worry.objects.get(case=case).why == "Alla ringer mig."
    actions.take_on(case=case, by=by)
    actions.add_family_member(
        case=seen(ref), by=by, kind=PlaceKind.GUARDIAN, called="Maria", evidence="x", safe=True,
        person_ref=members()["guardian"].ref,
    )  # fmt: skip
    become("guardian")
    # The child's own words stay the child's: the guardian is in the case and does not see them.
    assert seen(ref) is not None
    assert not Worry.objects.filter(case=seen(ref)).exists()


def test_nobody_is_let_in_while_someone_must_not_know(become):
    ref = ask(become, safety=MustNotKnow.YES)
    by = become("coordinator")
    actions.take_on(case=seen(ref), by=by)
    other = {"kind": PlaceKind.GUARDIAN, "called": "Johan", "evidence": "x"}
    johan = members()["other_guardian"].ref
    for safe in (False, True):
        with pytest.raises(Refused, match="riskbedömning"):
            actions.add_family_member(case=seen(ref), by=by, safe=safe, person_ref=johan, **other)
    assess_risk(
        case=seen(ref), by=by, assessed_by="Karin Lund, socionom", assessed_on=clock.today(),
        outcome=Outcome.WITHOUT, words="Talat med Maria.", next_look=clock.today() + timedelta(days=30),
    )  # fmt: skip
    with pytest.raises(Refused, match="Stopp"):
        actions.add_family_member(case=seen(ref), by=by, safe=False, person_ref=johan, **other)
    actions.add_family_member(
        case=seen(ref), by=by, safe=True, person_ref=members()["other_guardian"].ref, **other
    )
    become("other_guardian")
    # The one who is let in learns nothing of the warning.
    assert seen(ref) and not Answer.objects.filter(case=seen(ref)).exists()


@pytest.mark.requirement("C103", "C112")
def test_the_work_starts_when_the_family_wants_it_and_both_are_needed(become):
    ref = ask(become)
    by = become("coordinator")
    actions.take_on(case=seen(ref), by=by)
    # C103: a plan is made when both municipality and region are involved.
    with pytest.raises(Refused, match="både socialtjänsten och vården"):
        actions.start_preparing(case=seen(ref), by=by, said_by="Maria", both_needed=False)
    # C112: precondition: the guardian wants a SIP.
    actions.start_preparing(case=seen(ref), by=by, said_by="Maria", both_needed=True)
    assert seen(ref).stage == Stage.PREPARING
    with pytest.raises(Refused):
        actions.start_preparing(case=seen(ref), by=by, said_by="Maria", both_needed=True)


@pytest.mark.requirement("C185", "C100")
def test_the_family_may_decline(client_as, cases):
    client = client_as("coordinator")
    ref = story.notice(story.ADAM)
    form = {"verb": "decline", "decline-said_by": "Maria", "decline-reason": ""}
    # C100: offered; C185: an offer that may be declined.
    assert client.post(f"/sip/{ref}/svar/", form).status_code == 302
    answer = client.get(f"/sip/{ref}/svar/").content.decode()
    assert "Familjen tackade nej" in answer and "ändras inte" in answer


@pytest.mark.requirement("C115")
def test_a_refusal_needs_a_reason_and_says_where_to_turn(become, client_as):
    ref = ask(become)
    client = client_as("coordinator")
    form = {"verb": "refuse", "refuse-decided_by": "Sara Lind, socialsekreterare", "refuse-reason": ""}
    assert client.post(f"/sip/{ref}/svar/", form).status_code == 422
    form["refuse-reason"] = "Bara vården behövs nu."
    assert client.post(f"/sip/{ref}/svar/", form).status_code == 302
    told = client_as("guardian").get(f"/sip/{ref}/svar/").content.decode()
    # C115: denied only in exceptional cases, with the reason recorded; the page says where to turn.
    assert "Bara vården behövs nu." in told and "IVO" in told


@pytest.mark.requirement("C106", "C020")
def test_the_agreement_says_who_may_start(become):
    by = become("bup")
    halland = agreements.in_force("halland", clock.today())
    national = agreements.in_force("nationell", clock.today())
    # C106, C020: health care, social services and school take the initiative; elsewhere the school signals.
    assert rules.may_start(halland, by.assignment.unit.sector)
    assert rules.may_start(halland, "school")
    assert not rules.may_start(national, "school")


@pytest.mark.requirement("C049", "C050", "C051", "C052", "C117")
def test_the_pages_ask_first_of_all_who_must_not_know(client_as):
    page = client_as("guardian").get("/ny/").content.decode()
    safety = page.index("inte får veta")
    for indicator in ("flera håll", "föra besked", "droger", "Går inte till skolan"):
        # C049–C052: several bodies at once; passing information; substances; does not go to school.
        assert page.index(indicator) > safety
    ref = story.notice(story.ADAM)
    shown = client_as("coordinator").get(f"/sip/{ref}/oro/").content.decode()
    # C117: a meeting within 30 days, with the rule behind it.
    assert "30 dagar" in shown and "Halland" in shown


def test_nothing_typed_is_lost_when_something_is_wrong(client_as):
    form = {"why": "Vi orkar inte. <script>alert(1)</script> مرحبا", "called": "Nova", "must_not_know": "no"}
    answer = client_as("coordinator").post("/ny/", form)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Nova" in body and "مرحبا" in body and "&lt;script&gt;" in body
    assert "Skriv ett personnummer" in body or "Välj ett av alternativen" in body


def test_the_whole_way_in_by_form(client_as):
    """A guardian asks in the browser's words; the receiver takes it on, adds the child and starts."""
    guardian, sara = client_as("guardian"), client_as("coordinator")
    unit = Unit.objects.get(name="Socialtjänsten barn och unga")
    form = {
        "must_not_know": "no", "about": members()["sister"].ref, "indicators": ["several_bodies"],
        "why": "Vi behöver hjälp.", "unit": unit.ref, "telephone": "070-174 06 33",
    }  # fmt: skip
    ref = guardian.post("/ny/", form)["Location"].split("/")[2]
    assert sara.post(f"/sip/{ref}/oro/", {"step": "take_on"}).status_code == 302
    assert "070-174 06 33" in sara.get(f"/sip/{ref}/oro/").content.decode()
    assert sara.post(f"/sip/{ref}/familjen/", {"let_in": "1"}).status_code == 302
    start = {"verb": "start", "start-said_by": "Maria", "start-both_needed": "yes"}
    assert sara.post(f"/sip/{ref}/svar/", start).status_code == 302
    assert guardian.get(f"/sip/{ref}/").status_code == 200
    assert client_as("stranger").get(f"/sip/{ref}/").status_code == 404
