"""The page of the meeting: goals that are clear, the assessments of a placement, and a plan that is long."""

import re
from typing import Any

import pytest

from samsyn.process.meetings import actions as meetings
from samsyn.process.plans.models import Assessment, Goal, Measure
from samsyn.process.plans.tests.cases import fill, meeting_of_grown_up
from samsyn.process.room.tests.test_writing import mote, send, text

ELSEWHERE = "kan behöva bo någon annanstans"


def page(client: Any, ek: Any, part: str = "mote/") -> str:
    return text(client.get(f"/sip/{ek.ref}/{part}"))


@pytest.mark.requirement("C138")
def test_each_goal_can_be_made_specific_measurable_accepted_realistic_and_time_bound(filled, client_as):
    client, goal = client_as("coordinator"), Goal.objects.order_by("pk")[0]
    row, before = f"goal.{goal.ref}", page(client, filled)
    # What is not said is a hint under the goal, and stops nothing.
    assert "hur ni märker att det har blivit så, vem som har sagt ja till målet" in before
    assert "Fastställ planen" in before
    send(client, filled, row, "text", "Adam somnar före elva", base=goal.text)  # specific
    send(client, filled, row, "measured_by", "Han sover före elva fem kvällar av sju")  # measurable
    send(client, filled, row, "accepted_by", "Adam och Maria")  # accepted
    send(client, filled, row, "realistic", "on")  # realistic
    day = {"value_day": "1", "value_month": "6", "value_year": "2031"}
    client.post(mote(filled, "falt/"), {"row": row, "field": "due", "base": "", **day})  # time-bound
    after = page(client, filled)
    assert before.count("Ni kan också skriva") - after.count("Ni kan också skriva") == 1
    filled.establish()
    plan = page(client_as("guardian"), filled, "plan/")
    for said in ("före elva fem kvällar av sju", "Adam och Maria", "går att nå dit i tid", "1 juni 2031"):
        assert said in plan, said


@pytest.mark.requirement("C140")
def test_if_placement_may_be_needed_socialtjanst_and_bup_each_have_their_assessment(filled, client_as):
    client = client_as("coordinator")
    closed = re.search(rf"<details>\s*<summary>[^<]*{ELSEWHERE}", page(client, filled))
    assert closed, "it is there to be opened, and not before"
    assert ELSEWHERE not in page(client, filled, "plan/")
    # "the assessments of social services and of BUP"
    assert send(client, filled, "assessment.social", "text", "Hemmet räcker med stöd").status_code == 302
    assert send(client, filled, "assessment.psychiatry", "text", "Behöver nära till vård").status_code == 302
    assert Assessment.objects.count() == 2
    assert send(client, filled, "assessment.nobody", "text", "Hej").status_code == 404
    filled.establish()
    plan = page(client_as("guardian"), filled, "plan/")
    assert plan.index("Socialtjänstens bedömning") < plan.index("Hemmet räcker med stöd")
    assert plan.index("BUP:s bedömning") < plan.index("Behöver nära till vård")
    assert "Hemmet räcker" in page(client_as("coordinator"), filled, "plan/utskrift/")
    assert "Hemmet räcker" not in page(client_as("school"), filled, "plan/")


def test_for_an_adult_it_is_psychiatry_that_assesses(become, cast, client_as):
    eva = meeting_of_grown_up(become, cast)
    fill(eva)
    client = client_as("coordinator")
    assert "Psykiatrins bedömning" in page(client, eva) and "BUP:s" not in page(client, eva)
    send(client, eva, "assessment.psychiatry", "text", "Vill bo kvar hemma")
    eva.establish()
    plan = page(client_as("adult"), eva, "plan/")
    assert "Psykiatrins bedömning" in plan and "BUP:s" not in plan


def test_a_long_plan_is_folded_together_and_each_measure_opens(filled, client_as):
    client = client_as("coordinator")
    for number in range(39):
        goal = Goal.objects.order_by("pk")[number % 3]
        filled.add("measure", goal, what=f"Insats {number}", responsible="other", other="Mormor")
    whole = page(client, filled)
    assert whole.count('class="measure"') == 42 and len(whole) < 250_000
    measure = Measure.objects.order_by("-pk")[0]
    assert "Insats 38" in whole and f'id="measure-{measure.ref}-what"' not in whole
    opened = page(client, filled, f"mote/?oppna={measure.ref}")
    assert f'id="measure-{measure.ref}-what"' in opened
    saved = send(client, filled, f"measure.{measure.ref}", "when", "På måndagar")
    assert saved["Location"] == mote(filled) + f"?oppna={measure.ref}#measure-{measure.ref}-when"
    # What is new has nothing in it yet, and stands open.
    client.post(mote(filled, "rad/"), {"kind": "measure", "parent": Goal.objects.order_by("pk")[0].ref})
    new = Measure.objects.order_by("-pk")[0]
    assert f'id="measure-{new.ref}-what"' in page(client, filled)


def test_a_secretary_writes_and_the_one_who_leads_establishes(filled, client_as):
    place = filled.place("bup")
    case, by = filled.speaks("coordinator")
    meetings.appoint_secretary(case=case, by=by, place=place)
    client = client_as("bup")
    written = page(client, filled)
    assert "<textarea" in written and "Fastställ planen" not in written
    assert "frågan om samtycke" not in written  # what the family has answered is not the secretary's to see
    assert send(client, filled, "summary", "text", "Alla hjälps åt").status_code == 302
    send(client, filled, "voice", "kind", "conveyed", base="own")
    assert "Vem har berättat" in page(client, filled)
    assert client.post(mote(filled, "faststall/")).status_code == 403
    assert f"/sip/{filled.ref}/mote/" in page(client, filled, "")
