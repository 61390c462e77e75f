"""What the plan proposes for a unit, or a huvudman, that was not at the meeting."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from samsyn.kernel.decision import Refused
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import MeasureReply, Uptake
from samsyn.process.plans.proposed import actions, rules
from samsyn.process.plans.tests.cases import Meeting, fill
from tests.harness.database import denied


@pytest.fixture
def without_bup(ek: Meeting) -> Meeting:
    """The region has one unit in the case, and nobody came from it."""
    fill(ek, absent=["bup"])
    return ek


def text(client: Any, ek: Meeting, part: str = "plan/") -> str:
    response = client.get(f"/sip/{ek.ref}/{part}")
    assert response.status_code == 200
    return response.content.decode()


def proposed(ek: Meeting, key: str = "coordinator") -> list[dict[str, Any]]:
    _case, plan = ek.reads(key)
    return rules.in_plan(plan)


def reply(ek: Meeting, kind: str, words: str = "", key: str = "bup") -> MeasureReply:
    measure = proposed(ek)[0]["ref"]
    case, by = ek.speaks(key)
    return actions.confirm_measure(case=case, by=by, measure=measure, kind=kind, words=words)


def test_a_plan_may_be_established_without_a_huvudman_and_says_so(without_bup, client_as):
    room = text(client_as("coordinator"), without_bup, "mote/")
    assert "Ingen från regionen var med på mötet." in room
    assert "Ni kan fastställa planen ändå" in room and "En insats är för en verksamhet" in room
    without_bup.establish()
    for key in ("guardian", "school", "bup"):
        assert "Ingen från regionen var med på mötet." in text(client_as(key), without_bup)


def test_with_both_there_nothing_is_said(filled, client_as):
    assert "Ingen från" not in text(client_as("coordinator"), filled, "mote/")
    filled.establish()
    page = text(client_as("guardian"), filled)
    assert "Ingen från" not in page and "Föreslagen" not in page and proposed(filled) == []


def test_what_a_unit_is_given_in_its_absence_is_proposed_until_it_has_answered(without_bup, client_as):
    without_bup.establish()
    (measure,) = proposed(without_bup)
    assert measure["what"] == "Sömnskola"
    page = text(client_as("guardian"), without_bup)
    assert "har inte tagit på sig insatsen än" in page
    mine = client_as("bup")
    listed = text(mine, without_bup, "plan/forslag/")
    address = f"plan/forslag/{measure['ref']}/"
    assert address in listed
    wrong = mine.post(f"/sip/{without_bup.ref}/{address}", {"kind": "declines", "words": ""})
    assert wrong.status_code == 422 and "Skriv varför" in wrong.content.decode()
    said = {"kind": "takes", "words": "Vi börjar i mars"}
    assert mine.post(f"/sip/{without_bup.ref}/{address}", said).status_code == 302
    page = text(client_as("guardian"), without_bup)
    assert "men tog på sig insatsen" in page and "Vi börjar i mars" in page


def test_a_no_has_its_reason_and_stands_beside_the_measure(without_bup, client_as):
    plan = without_bup.establish()
    before = plan.hash
    with pytest.raises(Refused, match="varför"):
        reply(without_bup, Uptake.DECLINES)
    reply(without_bup, Uptake.DECLINES, "Vi har ingen sömnskola")
    assert [one.words for one in rules.declined(plan)] == ["Vi har ingen sömnskola"]
    page = text(client_as("guardian"), without_bup)
    assert "inte tar på sig insatsen" in page and "Vi har ingen sömnskola" in page
    reply(without_bup, Uptake.TAKES)  # they can come to another mind; both answers are kept
    assert rules.declined(plan) == [] and MeasureReply.objects.count() == 2
    _case, plan = without_bup.reads("coordinator")
    assert plan.hash == before and plans.verify_plan(plan) == []


@pytest.mark.parametrize("key", ["coordinator", "guardian"])
def test_only_the_unit_answers_for_itself(without_bup, key):
    without_bup.establish()
    with pytest.raises(Refused):
        reply(without_bup, Uptake.TAKES, key=key)


def test_who_was_at_the_meeting_has_taken_it_on(filled, client_as):
    filled.establish()
    _case, plan = filled.reads("bup")
    measure = next(one for one in rules.measures(plan) if one["what"] == "Sömnskola")
    case, by = filled.speaks("bup")
    with pytest.raises(Refused, match="var med på mötet"):
        actions.confirm_measure(case=case, by=by, measure=measure["ref"], kind=Uptake.TAKES)
    assert "var med på mötet" in text(client_as("bup"), filled, f"plan/forslag/{measure['ref']}/")


def test_an_answer_is_read_by_those_who_see_the_measure_and_never_changed(without_bup, client_as):
    without_bup.establish()
    reply(without_bup, Uptake.DECLINES, "Hemligt för skolan")
    assert "Hemligt för skolan" not in text(client_as("school"), without_bup)
    without_bup.speaks("school")
    assert MeasureReply.objects.count() == 0
    without_bup.speaks("bup")
    with denied(), connection.cursor() as cursor:
        cursor.execute("update plans_measurereply set words = 'x'")
