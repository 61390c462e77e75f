"""People change around one plan: the coordinator, a guardian, a party, the municipality. By pages alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.http import HttpResponse

from samsyn.cases.models import Case
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.cast import Member
from samsyn.kernel import clock
from samsyn.people.models import Assignment
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db


@dataclass
class Way:
    """One case, and the clients of those who walk around it."""

    ref: str
    client_as: Callable[[str], StrictClient]
    become: Callable
    cast: Mapping[str, Member]

    @property
    def page(self) -> str:
        return f"/sip/{self.ref}/byte/"

    def duty(self, key: str) -> Assignment:
        self.become("administrator")
        return Assignment.objects.select_related("unit").get(pk=self.cast[key].assignment_id)

    def place(self, key: str) -> str:
        self.become("guardian", case=self.ref)
        people = Case.objects.get(ref=self.ref).people
        return next(one.ref for one in people if one.person_id == self.cast[key].person_id)

    def sends(self, who: str, page: str, **given: object) -> None:
        assert self.client_as(who).post(self.page + page, given).status_code == 302

    def sees(self, who: str, path: str, *words: str) -> None:
        page = text(self.client_as(who).get(path.format(ref=self.ref)))
        assert [word for word in words if word not in page] == []

    def is_out(self, who: str) -> None:
        for path in ("", "plan/", "byte/"):
            assert self.client_as(who).get(f"/sip/{self.ref}/{path}").status_code == 404


def text(response: HttpResponse, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return response.content.decode()


def day(name: str, value: date) -> dict[str, int]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


@pytest.mark.requirement("C153", "C065")
def test_a_plan_outlives_those_who_made_it(
    client_as: Callable, become: Callable, cast: Mapping[str, Member]
) -> None:
    way = Way(case_at(Stage.PLANNED), client_as, become, cast)
    the_coordinator_goes_on_leave(way)
    the_manager_names_another(way)
    the_school_is_done(way)
    the_father_is_no_longer_a_guardian(way)
    the_family_moves(way)
    # C065: when custody ends at 18 is written ahead; whoever leads reads what is to be done.
    way.sees("stranger", "/sip/{ref}/byte/vuxen/", "blir myndig")
    # What the family said and decided is there as before.
    way.sees("child", "/sip/{ref}/plan/", "Ljungskolan")


def the_coordinator_goes_on_leave(way: Way) -> None:
    """Whoever keeps the unit's people notes it."""
    page = f"/admin-lokal/uppdrag/{way.duty('coordinator').ref}/ledighet/"
    since = day("since", clock.today() - timedelta(days=7))
    assert way.client_as("administrator").post(page, since).status_code == 302


def the_manager_names_another(way: Way) -> None:
    """C153: her huvudman is alarmed, and names somebody; the family is told, with a number to ring."""
    way.sees("manager", "/arbete/", "saknar någon som håller ihop den")
    way.sees("manager", "/arbete/utan-ledare/", "Försenat", "Sara Lind")
    way.client_as("manager").post("/arbete/utan-ledare/", {"case": way.ref})
    way.sends("manager", "ny/", person=way.duty("successor").ref)
    way.is_out("manager")
    way.is_out("coordinator")
    for key, start in (("guardian", "/familj/"), ("child", "/min/")):
        way.sees(key, start, "håller Jonas Alm ihop SIP:en", "070-174 06 14")
    way.sees("successor", "/sip/{ref}/plan/", "Ljungskolan")


def the_school_is_done(way: Way) -> None:
    way.sends("school", "lamna/", place=way.place("school"), why="done", words="")
    way.is_out("school")
    way.sees("guardian", "/familj/", "Ljungskolan har lämnat SIP:en.")
    way.sees("successor", "/sip/{ref}/byte/", "Insatser som ingen gör längre")


def the_father_is_no_longer_a_guardian(way: Way) -> None:
    since = day("since", clock.today())
    way.sends("successor", "familjen/", place=way.place("other_guardian"), evidence="Dom", **since)
    way.is_out("other_guardian")
    assert way.ref not in text(way.client_as("other_guardian").get("/familj/"))


def the_family_moves(way: Way) -> None:
    """Only the mother's yes is needed now."""
    sten, maria = way.duty("stranger"), way.place("guardian")
    page, sent = f"flytt/?unit={sten.unit.ref}", {"person": sten.ref}
    refused = way.client_as("successor").post(way.page + page, sent | {maria: "no"})
    assert "Det saknas: Maria Ek." in text(refused, 422)
    way.sends("successor", page, **sent, **{maria: "meeting"})
    way.is_out("successor")
    way.sees("stranger", "/sip/{ref}/uppfoljning/", "Kalla till uppföljning")
    way.sees("guardian", "/sip/{ref}/", "Sten Hav")
