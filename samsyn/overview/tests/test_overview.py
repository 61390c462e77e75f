"""The start pages, a case's front page, and who has read."""

import pytest

from samsyn.audit.models import Reading
from samsyn.cases.stages import Stage
from samsyn.demo import cases as story
from samsyn.demo.cast import CAST

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("C148", "C174")
@pytest.mark.parametrize("stage", list(Stage))
def test_the_front_page_says_what_is_next_and_whom_to_ring(client_as, cases, stage):
    content = story.WANTED[stage][1]
    for key in ("coordinator", *content.family[:1], *filter(None, [content.subject])):
        page = client_as(key).get(f"/sip/{cases[stage]}/").content.decode()
        assert "Det här händer nu" in page
        # C148, C174: a named contact person, with a telephone number.
        assert CAST["coordinator"].name in page and CAST["coordinator"].telephone in page


@pytest.mark.parametrize("key", ["stranger", "colleague", "nurse_private", "nurse"])
def test_outsiders_get_the_same_404_as_for_what_does_not_exist(client_as, cases, key):
    client = client_as(key)
    unseen = client.get(f"/sip/{cases['planned']}/")
    unknown = client.get("/sip/0000000000000000/")
    assert unseen.status_code == unknown.status_code == 404
    assert unseen.content == unknown.content


def test_work_lists_what_is_mine_late_first_and_writes_it_down(client_as, become, cases):
    page = client_as("coordinator").get("/arbete/").content.decode()
    assert CAST["child"].name in page
    become("coordinator")
    assert Reading.objects.filter(part="list").exists()
    assert CAST["child"].name not in client_as("colleague").get("/arbete/").content.decode()


def test_the_family_and_the_child_have_pages_of_their_own(client_as, cases):
    assert "Er SIP" in client_as("guardian").get("/familj/").content.decode()
    child = client_as("child")
    assert child.get("/familj/")["Location"] == "/min/"
    assert "Hej!" in child.get("/min/").content.decode()
    assert client_as("coordinator").get("/familj/")["Location"] == "/arbete/"


def test_the_family_sees_which_staff_have_read_but_never_one_another(client_as):
    ref = story.case_at(Stage.PREPARING)
    client_as("coordinator").get(f"/sip/{ref}/fragor/")
    client_as("other_guardian").get(f"/sip/{ref}/fragor/")
    page = client_as("guardian").get(f"/sip/{ref}/lasningar/").content.decode()
    read = page[: page.index("Det här har hänt")]
    assert CAST["coordinator"].name in read and "frågorna" in read
    assert CAST["other_guardian"].name not in read
    refused = client_as("coordinator").get(f"/sip/{ref}/lasningar/")
    assert refused.status_code == 403 and "Bara familjen" in refused.content.decode()


def test_a_refused_attempt_is_written_down_too(client_as, become):
    ref = story.case_at(Stage.PREPARING)
    client_as("coordinator").get(f"/sip/{ref}/lasningar/")
    become("guardian", case=ref)
    assert Reading.objects.filter(part="readings", granted=False).exists()


def test_a_nurse_changes_to_her_private_capacity(client_as):
    nurse = client_as("nurse")
    assert nurse.get("/arbete/").status_code == 200
    assert nurse.post("/byt/", {"duty": ""})["Location"] == "/familj/"
    assert nurse.get("/arbete/")["Location"] == "/familj/"
