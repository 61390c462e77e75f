"""A grown-up with needs of her own, with a god man or alone, goes the whole way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case, Disclosure, PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.families import EVA
from samsyn.kernel import clock
from samsyn.process.consent import rules as consent
from samsyn.process.plans import rules as plans
from samsyn.process.succession import actions as succession
from tests.harness.client import StrictClient

pytestmark = pytest.mark.slow
Clients = Callable[[str], StrictClient]
# Nobody but Eva: she asked for it herself.
ALONE = replace(EVA, family=("adult",), family_kind=PlaceKind.PERSON, deciders=("adult",), asked_by="adult")
PAGES = ("", "fragor/", "samtycke/", "forbered/", "kallelse/", "plan/", "kopior/", "uppfoljning/")


def seen(ref: str) -> Case:
    enter_case(ref)
    return Case.objects.get(ref=ref)


@pytest.mark.requirement("C095", "C222")
def test_with_a_god_man(become: Callable, client_as: Clients) -> None:
    ref = case_at(Stage.FOLLOWING_UP, content=EVA)
    become("coordinator")
    case = seen(ref)
    standing = consent.Standing(case)
    # C222: "Applies to all ages and all types of needs": her own yes opened it; his is written down beside
    assert [place.called for place in standing.needed] == ["Eva Ström"]
    assert [place.called for place in standing.beside] == ["Göran Lund"]
    assert standing.granted
    # C095: "Possible actor: god man or förvaltare": asked about the plan, and has a copy
    assert [place.called for place in plans.approvers(case)] == ["Eva Ström", "Göran Lund"]
    had = set(Disclosure.objects.values_list("party__places__called", flat=True))
    assert {"Eva Ström", "Göran Lund"} <= had
    for who in ("adult", "god_man"):
        for path in PAGES:
            response = client_as(who).get(f"/sip/{ref}/{path}")
            assert response.status_code in (200, 302), f"{who} at {path}"
    assert "Samlar besöken" in client_as("god_man").get(f"/sip/{ref}/plan/").content.decode()


@pytest.mark.requirement("C222")
def test_alone_from_the_asking_to_the_end(become: Callable, client_as: Clients) -> None:
    ref = case_at(Stage.CLOSED, content=ALONE)
    become("coordinator")
    case = seen(ref)
    # C222: "Applies to all ages and all types of needs"
    assert case.stage == Stage.CLOSED
    assert {place.kind for place in case.people if place.assignment is None} == {PlaceKind.PERSON}
    page = client_as("adult").get(f"/sip/{ref}/plan/").content.decode()
    assert "En vecka som inte är full av besök." in page


def test_a_stranger_who_is_somebodys_god_man_sees_nothing(
    cases: Mapping[str, str], client_as: Clients, become: Callable
) -> None:
    """To be god man opens nothing by itself: a place in the case does."""
    become("coordinator")
    ref = case_at(Stage.PREPARING, content=ALONE)
    assert client_as("god_man").get(f"/sip/{ref}/").status_code == 404


@pytest.mark.requirement("C095")
def test_when_the_god_man_leaves_nothing_shuts(become: Callable, client_as: Clients) -> None:
    ref = case_at(Stage.CALLED, content=EVA)
    by = become("coordinator")
    case = seen(ref)
    before = consent.granted(case)
    place = next(place for place in case.people if place.kind == PlaceKind.REPRESENTATIVE)
    succession.end_family_place(
        case=case, by=by, place=place, evidence="Beslut från överförmyndaren", since=clock.today()
    )
    # C095: "Possible actor: god man or förvaltare": gone, and what Eva has said yes to holds
    assert client_as("god_man").get(f"/sip/{ref}/").status_code == 404
    become("coordinator")
    assert consent.granted(seen(ref)) == before
    page = client_as("adult").get(f"/sip/{ref}/byte/").content.decode()
    assert "Är inte längre god man eller förvaltare" in page and "vårdnadshavare" not in page
