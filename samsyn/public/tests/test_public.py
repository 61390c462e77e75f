"""What anybody may see, and the way in and out."""

import json

import pytest

from samsyn.demo.cast import who_one_can_be

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(tmp_path, monkeypatch, settings, cast):
    """As `samsyn demo` starts the web server."""
    settings.SAMSYN_DEMO = True
    file = tmp_path / "people.json"
    file.write_text(json.dumps(who_one_can_be()))
    monkeypatch.setenv("SAMSYN_DEMO_PEOPLE", str(file))


@pytest.mark.parametrize("path", ["/", "/logga-in/", "/tillganglighet/", "/uppgifter/", "/halsa", "/redo"])
def test_open_pages_need_no_sign_in(client, people, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/arbete/", "/familj/", "/min/", "/ny/", "/sip/0000000000000000/"])
def test_all_else_asks_to_sign_in_first(client, path):
    answer = client.get(path)
    assert answer.status_code == 302 and answer["Location"].startswith("/logga-in/")


def test_who_comes_for_the_first_time_is_told_where_to_look(client, people):
    shown = client.get("/logga-in/").content.decode()
    assert shown.index("Första gången här?") < shown.index("Maria, Adams mamma") < shown.index("<h2>Familjer")
    assert "Samma enhet, men ingen plats hos Adam: finner ingenting." in shown


def test_in_and_out_again(client, people):
    answer = client.post("/logga-in/", {"who": "coordinator", "next": ""})
    assert answer["Location"] == "/arbete/"
    assert client.get("/arbete/").status_code == 200
    out = client.post("/logga-ut/")
    assert out.status_code == 302 and "storage" in out["Clear-Site-Data"]
    assert client.get("/arbete/").status_code == 302


def test_one_is_sent_on_only_to_our_own_pages(client, people):
    for given, wanted in (("/sip/x/", "/sip/x/"), ("https://elsewhere.example/", "/familj/")):
        assert client.post("/logga-in/", {"who": "guardian", "next": given})["Location"] == wanted


def test_without_the_demo_nobody_gets_in(client, people, settings):
    settings.SAMSYN_DEMO = False
    assert client.post("/logga-in/", {"who": "coordinator"}).status_code == 404


def test_what_was_typed_comes_back_when_the_session_is_over(client):
    answer = client.post("/ny/", {"why": "Det jag hade skrivit, länge."})
    assert answer.status_code == 419
    assert "Det jag hade skrivit, länge." in answer.content.decode()
