"""The page of the meeting: every box is a form of its own, with and without JavaScript."""

from typing import Any

HTMX = {"HX-Request": "true"}


def send(client: Any, ref: str, row: str, field: str, value: str, base: str = "", **extra: Any) -> Any:
    data = {"row": row, "field": field, "value": value, "base": base}
    return client.post(f"/sip/{ref}/mote/falt/", data, **extra)


def test_the_page_has_every_part_of_the_agenda(filled, client_as):
    response = client_as("coordinator").get(f"/sip/{filled.ref}/mote/")
    page = response.content.decode()
    assert response.status_code == 200
    for part in ("presentation", "goals", "resources", "needs", "coordinator", "follow_up", "summary"):
        assert f'id="{part}"' in page, part


def test_a_box_is_saved_without_javascript(ek, client_as):
    client = client_as("coordinator")
    response = send(client, ek.ref, "voice", "words", "Jag vill sova")
    assert response.status_code == 302
    assert response["Location"] == f"/sip/{ek.ref}/mote/#voice-words"
    assert "Jag vill sova" in client.get(f"/sip/{ek.ref}/mote/").content.decode()


def test_plan_page(filled, client_as):
    response = client_as("child").get(f"/sip/{filled.ref}/plan/")
    assert response.status_code == 200
    filled.establish()
    for key in ("child", "guardian", "school", "coordinator"):
        response = client_as(key).get(f"/sip/{filled.ref}/plan/")
        assert response.status_code == 200
    assert client_as("guardian").get(f"/sip/{filled.ref}/plan/svara/").status_code == 200
