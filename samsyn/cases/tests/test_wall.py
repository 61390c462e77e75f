"""The request's wall: whose it is, once only, nothing written on GET, nothing shown without its row."""

import pytest
from django.db import OperationalError, connection

from samsyn.audit.models import Event
from samsyn.cases.stages import Stage
from samsyn.demo import cases as story

pytestmark = pytest.mark.django_db


def test_a_form_sent_twice_is_answered_once(client_as, become):
    sara, ref = client_as("coordinator"), story.case_at(Stage.NOTICED)
    form = {"step": "talk", "talked_with": "Maria", "once": "abcdefgh12345678"}
    first, again = (sara.post(f"/sip/{ref}/oro/", form) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    become("coordinator", case=ref)
    assert Event.objects.filter(verb="talk_with_family").count() == 1


def test_changed_words_with_the_same_token_are_not_dropped(client_as, become):
    sara, ref = client_as("coordinator"), story.case_at(Stage.PREPARING)
    for text in ("Hur blir det bra i skolan?", "Hur blir det bra hemma?"):
        form = {"do": "question", "question": text, "language": "sv", "once": "abcdefgh12345678"}
        sara.post(f"/sip/{ref}/fragor/", form)
    page = sara.get(f"/sip/{ref}/fragor/").content.decode()
    assert "bra i skolan?" in page and "bra hemma?" in page


def test_the_same_token_of_another_person_is_another_form(client_as):
    ref = story.case_at(Stage.NOTICED)
    form = {"step": "talk", "talked_with": "Maria", "once": "abcdefgh12345678"}
    assert client_as("coordinator").post(f"/sip/{ref}/oro/", form).status_code == 302
    assert client_as("stranger").post(f"/sip/{ref}/oro/", form).status_code == 404


def test_whoever_writes_stays_signed_in(client_as, cases):
    sara = client_as("coordinator")
    sara.get(f"/sip/{cases['noticed']}/")
    assert "sessionid" not in sara.get("/arbete/").cookies  # a GET writes nothing
    assert sara.post(f"/sip/{cases['noticed']}/oro/", {}).cookies["sessionid"]["max-age"] == 3600


def test_a_get_may_only_read(become, cases):
    become("coordinator", case=cases["noticed"], reading=True)
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("update cases_case set plan_in_force = true")


def test_a_page_says_that_it_must_not_be_kept(client_as, cases):
    assert client_as("coordinator").get(f"/sip/{cases['noticed']}/")["Cache-Control"] == "no-store"


def test_unavailable_gives_the_typed_words_back(client_as, cases, monkeypatch):
    sara = client_as("coordinator")

    def gone(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("samsyn.cases.wall.speak_as", gone)
    answer = sara.post("/ny/", {"why": "Ord som inte får försvinna."})
    assert answer.status_code == 503 and "Ord som inte får försvinna." in answer.content.decode()
