"""Who meets whom: the person, the family, and those the family asked for."""

import pytest

from samsyn.cases.stages import Stage
from samsyn.demo import cases as story
from samsyn.demo.cast import CAST
from samsyn.demo.families import EVA

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("C039", "C207")
def test_a_grown_up_meets_those_who_help_and_the_god_man_prepares(client_as):
    ref = story.case_at(Stage.CALLED, content=EVA)
    # C039: a guardian or legal representative fills in the form: the god man has questions of his own.
    form = client_as("god_man").get(f"/sip/{ref}/forbered/").content.decode()
    assert "Frågor inför mötet" in form and "barn" not in form.partition("<main")[2].partition("</main>")[0]
    page = client_as("adult").get(f"/sip/{ref}/kallelse/").content.decode()
    # C207: all parties who should collaborate meet the person and, if wished, relatives.
    for key in ("adult", "god_man", "coordinator", "nurse"):
        assert CAST[key].name in page, key
    assert CAST["guardian"].name not in page


@pytest.mark.requirement("C035")
def test_the_plan_is_made_with_those_the_family_asked_for(client_as):
    page = client_as("guardian").get(f"/sip/{story.case_at(Stage.MEETING)}/kallelse/").content.decode()
    # C035: made together with the person and those the person wants present: who came is marked.
    for key in ("child", "guardian", "bup", "school"):
        assert CAST[key].name in page
    assert "Kom till mötet" in page
