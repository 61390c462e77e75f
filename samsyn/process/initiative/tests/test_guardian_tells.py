"""A guardian tells the staff that a SIP is wanted: at home, or by word of mouth."""

import pytest

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.demo.cast import CAST, members
from samsyn.people.models import Unit
from samsyn.process.initiative.models import Worry

pytestmark = pytest.mark.django_db
WHY = "Vi säger samma sak till alla, och ingen vet vad de andra gör."


def newest(become, key: str) -> Case:
    become(key)
    return Case.objects.order_by("-pk")[0]


@pytest.mark.requirement("C186")
def test_a_guardian_asks_for_a_sip_and_the_staff_have_it(become, client_as):
    become("guardian")
    unit = Unit.objects.get(name="Socialtjänsten barn och unga")
    form = {"must_not_know": "no", "about": members()["sister"].ref, "unit": unit.ref, "why": WHY}
    home = client_as("guardian")
    # C186: "The guardian can tell the staff that a SIP is wanted": one button on the guardian's own page
    assert 'href="/ny/"' in home.get("/familj/").content.decode()
    answer = home.post("/ny/", form | {"telephone": "070-123 45 67"})
    assert answer.status_code == 302, answer.content.decode()
    case = newest(become, "coordinator")
    assert f"/sip/{case.ref}/" in answer.url and CAST["sister"].name in case.called
    desk = client_as("coordinator")
    assert case.ref in desk.get("/arbete/").content.decode()
    assert WHY in desk.get(f"/sip/{case.ref}/oro/").content.decode()


@pytest.mark.requirement("C186")
def test_what_a_guardian_says_to_staff_is_written_down_as_hers(become, client_as):
    form = {
        "must_not_know": "no", "called": "Ture Påhittad", "born_day": "3", "born_month": "4",
        "born_year": "2015", "noticed_by": "guardian", "why": WHY,
    }  # fmt: skip
    desk = client_as("coordinator")
    day = {"noticed_on_day": "1", "noticed_on_month": "11", "noticed_on_year": "2026"}
    # C186: told by word of mouth to the staff the child meets: who asked is written down
    answer = desk.post("/ny/", form | day)
    assert answer.status_code == 302, answer.content.decode()
    case = newest(become, "coordinator")
    enter_case(case.ref)
    assert Worry.objects.get(case=case).noticed_by == "guardian"
    assert "Vårdnadshavare" in desk.get(f"/sip/{case.ref}/oro/").content.decode()
