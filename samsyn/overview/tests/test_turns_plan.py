"""Whose turn it is with a preliminary plan, and with what was proposed for a unit."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from samsyn.overview.turn import Turn
from samsyn.overview.turns import next_turn
from samsyn.people.actor import Actor
from samsyn.process.copies import actions as copies
from samsyn.process.plans.preliminary import actions as preliminary
from samsyn.process.plans.proposed import actions as proposed
from samsyn.process.plans.proposed import rules
from samsyn.process.plans.tests.cases import Meeting, fill, meeting


@pytest.fixture
def ek(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    return meeting(become, cast)


def listed(client: Any, ek: Meeting) -> str:
    """The line of the case in the list at work."""
    page = client.get("/arbete/").content.decode()
    return page.split(f"/sip/{ek.ref}/")[1].split("</li>")[0]


def turn(ek: Meeting, key: str) -> Turn:
    case, by = ek.speaks(key)
    return next_turn(case, by)


@pytest.mark.requirement("C128")
def test_who_could_not_come_is_asked_and_the_leader_waits(ek):
    fill(ek, absent=["other_guardian"])
    assert turn(ek, "coordinator").page == "room:show"
    case, by = ek.speaks("coordinator")
    shown = preliminary.show_preliminary(case=case, by=by)
    mine = turn(ek, "other_guardian")
    assert (mine.page, mine.mine) == ("plans:preliminary", True)
    assert turn(ek, "guardian").page == "plans:show"
    waits = turn(ek, "coordinator")
    assert waits.page == "plans:preliminary" and ek.cast["other_guardian"].name in waits.happens
    place = ek.place("other_guardian")
    case, by = ek.speaks("other_guardian")
    preliminary.answer_preliminary(case=case, by=by, place=place, kind="agrees", shown=shown.ref)
    assert turn(ek, "coordinator").page == "room:show"


def test_the_unit_that_was_not_there_answers_and_a_no_comes_back_to_the_leader(ek, client_as):
    fill(ek, absent=["bup"])
    plan = ek.establish()
    case, by = ek.speaks("coordinator")
    copies.send_copies(case=case, by=by)
    mine = turn(ek, "bup")
    assert (mine.page, mine.mine) == ("plans:proposed", True)
    assert turn(ek, "school").page != "plans:proposed"
    calm = "Svara om ni tar på er en insats"
    assert calm in listed(client_as("bup"), ek) and calm not in listed(client_as("school"), ek)
    case, by = ek.speaks("bup")
    measure = rules.in_plan(plan)[0]["ref"]
    proposed.confirm_measure(case=case, by=by, measure=measure, kind="declines", words="Ingen plats")
    assert turn(ek, "bup").page != "plans:proposed" and calm not in listed(client_as("bup"), ek)
    told = turn(ek, "coordinator")
    assert (told.page, told.mine) == ("plans:proposed", True) and "tar inte på sig" in told.happens
