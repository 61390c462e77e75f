"""In Gävleborg the school may call: it notices, talks, starts, asks and calls, by no number of days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from samsyn.agreements import rules
from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case, PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo.cast import CAST
from samsyn.demo.parts import KOMMUN, turned
from samsyn.kernel import clock
from samsyn.people import actions as people
from samsyn.people.models import Assignment, Organisation
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as conditions
from samsyn.process.consent.models import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHY = "Stina har inte varit i skolan på fem veckor."
QUESTION = "Hur kan Stina komma tillbaka till skolan?"
DAYS = re.compile(r"Senast|[Ii]nom \d+ ")


def boxes(name: str, day: date, time: str = "") -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year} | ({"clock": time} if time else {})
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return " ".join(response.content.decode().split())


def sent(client: Client, path: str, form: Mapping[str, Any]) -> HttpResponse:
    response = client.post(path, form)
    assert response.status_code == 302, " ".join(response.content.decode().split())
    return response


@pytest.fixture
def lives_in(become: Callable) -> Callable[[str], None]:
    """The kommun's administrator chooses the agreement that holds."""

    def choose(code: str) -> None:
        by = become("administrator")
        kommun = Organisation.objects.get(name=KOMMUN)
        people.change_organisation(by=by, organisation=kommun, agreement=code)

    return choose


def noticed(client: Client, number: str, name: str) -> str:
    form = {"must_not_know": "no", "called": name, "number": number, "noticed_by": "staff"} | {"why": WHY}
    return sent(client, "/ny/", form | boxes("noticed_on", clock.today()))["Location"].split("/")[2]


def of(become: Callable, who: str, ref: str) -> Case:
    become(who)
    enter_case(ref)
    return Case.objects.get(ref=ref)


@pytest.mark.requirement("C019", "C080")
def test_the_school_in_gavleborg_calls(lives_in: Callable, become: Callable, client_as: Callable):
    lives_in("gavleborg")
    per, maria = client_as("school"), client_as("guardian")
    new = text(per, "/ny/")
    # C080: "An agreement says how to work with school": here it may start, and the page says where
    assert "Gävleborg" in new and "Personal i skolan får be om en SIP" in new
    assert "utan dröjsmål" in new
    ref = noticed(per, CAST["sister"].number.text, "Stina Ek")
    worry = text(per, f"/sip/{ref}/oro/")
    # no number of days exists, and none is invented
    rule = worry.split("Datum att hålla")[1].split("</ul>")[0]
    assert "utan dröjsmål" in rule and not DAYS.search(rule), rule
    sent(per, f"/sip/{ref}/oro/", {"step": "talk", "talked_with": "Maria"})
    sent(per, f"/sip/{ref}/familjen/", {"let_in": "1"})
    for key in ("guardian", "other_guardian"):
        part = CAST[key]
        form = {
            "kind": "guardian",
            "called": part.name,
            "number": part.number.text,
            "evidence": "x",
        }
        sent(per, f"/sip/{ref}/familjen/", form)
    start = {"verb": "start", "start-said_by": "Maria", "start-both_needed": "yes"}
    sent(per, f"/sip/{ref}/svar/", start)
    # C019: initiative by municipal staff, the school's
    case = of(become, "guardian", ref)
    assert case.stage == Stage.PREPARING and case.leader.called == CAST["school"].name
    agree(ref, become)
    day = clock.today() + timedelta(days=8)
    call = {"where": "Ljungskolan"} | boxes("starts_at", day, "13.00") | {"ends": "14.00"}
    sent(per, f"/sip/{ref}/kallelse/kalla/", call)
    assert of(become, "guardian", ref).stage == Stage.CALLED
    assert "Ljungskolan" in text(maria, f"/sip/{ref}/kallelse/")


def agree(ref: str, become: Callable) -> None:
    """A question, who should come, and everybody's yes: through the verbs of the next step."""
    by = become("guardian")
    case = of(become, "guardian", ref)
    mine = next(place for place in case.people if place.person_id == by.person.pk)
    consent.write_question(case=case, by=by, text=QUESTION)
    duties = Assignment.objects.select_related("person", "unit__organisation")
    for key in ("bup", "coordinator"):  # health care and social services are always there
        duty = duties.get(person__name=CAST[key].name)
        consent.wish_party(case=of(become, "guardian", ref), by=by, duty=duty, wished_by=mine)
    case, by = of(become, "school", ref), become("school")
    consent.ask(case=of(become, "school", ref), by=by, valid_to=conditions.default_last_day(case))
    for key in ("guardian", "other_guardian"):
        by, case = become(key), of(become, key, ref)
        consent.answer(case=case, by=by, inquiry=conditions.inquiry(case), kind=Kind.YES)


@pytest.mark.requirement("C077")
def test_where_the_school_may_not_start_it_signals(lives_in: Callable, client_as: Callable):
    lives_in("nationell")
    # C077: an actor without the right signals to those who have it
    page = text(client_as("school"), "/ny/")
    assert "kan din verksamhet inte starta en SIP själv" in page and "Ja, signalera" in page


@pytest.mark.requirement("C222")
@pytest.mark.parametrize(("age", "holds"), [(20, "vastra_gotaland"), (21, "nationell")])
def test_the_agreement_ends_at_an_age(
    age: int, holds: str, lives_in: Callable, become: Callable, client_as: Callable
):
    lives_in("vastra_gotaland")
    sara = client_as("coordinator")
    form = {"must_not_know": "no", "called": "Kim Dahl", "number": "", "noticed_by": "staff", "why": WHY}
    form |= boxes("noticed_on", clock.today()) | boxes("born", turned(age, 1, 1))
    ref = sent(sara, "/ny/", form)["Location"].split("/")[2]
    case = of(become, "coordinator", ref)
    # C222: all ages; a grown-up decides alone, also inside an agreement for young people
    assert case.subject_place.kind == PlaceKind.PERSON
    assert case.agreement == holds and case.terms.code == holds
    page = text(sara, f"/sip/{ref}/oro/")
    assert ("Därför gäller den nationella grunden här." in page) is (holds == "nationell")
    assert "barnet" not in page.lower().split("<main")[1].split("</main>")[0]
    assert rules.in_force(holds, clock.today()).number("meeting_within") == (21 if age == 20 else None)


def test_a_school_cannot_start_for_one_the_agreement_does_not_hold_for(
    lives_in: Callable, client_as: Callable
):
    lives_in("vastra_gotaland")
    form = {"must_not_know": "no", "called": "Kim Dahl", "number": "", "noticed_by": "staff", "why": WHY}
    form |= boxes("noticed_on", clock.today()) | boxes("born", turned(30, 1, 1))
    answer = client_as("school").post("/ny/", form)
    assert answer.status_code == 422
    assert "Enligt Nationell grund" in answer.content.decode() and WHY in answer.content.decode()
