"""Ella is 20, in Västra Götaland: three weeks, a huvudansvarig, a school that must come. She decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from samsyn.agreements import rules as agreements
from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case, PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.families import EVA
from samsyn.demo.parts import KOMMUN, REGION
from samsyn.kernel import clock
from samsyn.people import actions as people
from samsyn.people.models import Organisation
from samsyn.process.consent import rules as consent
from samsyn.process.meetings import rules as meetings
from samsyn.web.dates import datum
from tests.harness.client import StrictClient

pytestmark = pytest.mark.slow
PLACE = "vastra_gotaland"
Clients = Callable[[str], StrictClient]
# Ella, 20, asks herself; school and health care help her.
ELLA = replace(
    EVA,
    subject="young_adult",
    family=("young_adult",),
    family_kind=PlaceKind.PERSON,
    deciders=("young_adult",),
    asked_by="young_adult",
    parties=("nurse", "school"),
)


@pytest.fixture
def in_vastra_gotaland(become: Callable) -> None:
    for who, name in (("administrator", KOMMUN), ("operator", REGION)):
        by = become(who)
        people.change_organisation(by=by, organisation=Organisation.objects.get(name=name), agreement=PLACE)


def read(client: StrictClient, ref: str, path: str = "") -> str:
    return " ".join(client.get(f"/sip/{ref}/{path}").content.decode().split())


def seen(become: Callable, ref: str) -> Case:
    become("coordinator")
    enter_case(ref)
    return Case.objects.get(ref=ref)


@pytest.mark.requirement("C222", "C079")
def test_she_decides_alone_and_the_school_must_come(
    in_vastra_gotaland: None, become: Callable, client_as: Clients
) -> None:
    ref = case_at(Stage.MEETING, content=ELLA)
    case = seen(become, ref)
    terms, today = agreements.in_force(PLACE, clock.today()), clock.today()
    # C222: "Applies to all ages and all types of needs": of age, and within the agreement's span
    assert 18 <= case.age <= terms.value("age_span")["to_age"]
    assert [place.kind for place in consent.Standing(case).asked] == [PlaceKind.PERSON]
    assert meetings.last_day(case).last_day == today + timedelta(days=21)
    # C079: "An agreement says who may take part": the school on the same terms as the two of the law
    found = {one.place.called: one for one in meetings.invitations(meetings.current(case))}
    assert found["Per Berg"].must_come and found["Nora Nordin"].must_come
    assert "Det här är din kallelse till mötet." in read(client_as("school"), ref, "kallelse/")
    assert "Vem blir huvudansvarig?" in read(client_as("coordinator"), ref, "mote/")


def test_the_plan_names_a_huvudansvarig_and_the_day(
    in_vastra_gotaland: None, become: Callable, client_as: Clients
) -> None:
    ref = case_at(Stage.PREPARING, content=ELLA)
    assert datum(clock.today() + timedelta(days=21)) in read(client_as("young_adult"), ref)
    ref = case_at(Stage.PLANNED, content=ELLA)
    page = read(client_as("young_adult"), ref, "plan/")
    assert "<dt>Huvudansvarig</dt>" in page and "Sara Lind" in page
