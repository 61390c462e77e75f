"""The child's room, the code, and the page without a trace."""

import re

import pytest

from samsyn.process.seeing import actions
from samsyn.process.seeing.models import Code, PrivateNote

pytestmark = pytest.mark.django_db
CODE = "blåbär27"
CHANGING = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="[^"]*"|nonce-[^"\']*)')


def bare(response):
    return CHANGING.sub("", response.content.decode())


def with_code(ek):
    case, by = ek.speaks("coordinator")
    return actions.set_code(case=case, by=by, code=CODE)


def answered(ek):
    """The child has handed in an answer to everybody at the meeting."""
    from samsyn.process.preparation import actions as preparation
    from samsyn.process.preparation.models import Answer, Showing

    case, by = ek.speaks("child")
    preparation.prepare(case=case, by=by, key="expects", text="Jag vill byta skola")
    preparation.hand_in(case=case, by=by, showings={"expects": Showing.MEETING})
    return Answer.objects.get(case=case, key="expects")


def test_the_door_opens_with_the_code_and_with_nothing_else(ek, client_as):
    with_code(ek)
    child = client_as("child")
    path = f"/sip/{ek.ref}/mitt/"
    assert "Spara bara för mig" not in child.get(path).content.decode()
    wrong = child.post(path, {"code": "000000"})
    assert wrong.status_code == 422
    assert child.post(path, {"code": CODE}).status_code == 302
    assert "Spara bara för mig" in child.get(path).content.decode()
    assert child.post(path, {"text": "Min hemlighet"}).status_code == 302
    assert "Min hemlighet" in child.get(path).content.decode()
    child.post(f"{path}las/")
    assert "Min hemlighet" not in child.get(path).content.decode()


def test_the_door_is_the_same_with_and_without_a_code(ek, client_as):
    child, path = client_as("child"), f"/sip/{ek.ref}/mitt/"
    before, tried = bare(child.get(path)), bare(child.post(path, {"code": "000000"}))
    with_code(ek)
    assert bare(child.get(path)) == before
    assert bare(child.post(path, {"code": "000000"})) == tried


def test_after_five_wrong_codes_nothing_opens_for_a_while(ek, client_as, at):
    from datetime import timedelta

    from samsyn.kernel import clock

    with_code(ek)
    child, path, now = client_as("child"), f"/sip/{ek.ref}/mitt/", clock.now()
    for _try in range(5):
        child.post(path, {"code": "000000"})
    assert child.post(path, {"code": CODE}).status_code == 422
    at(now + timedelta(minutes=16))
    assert child.post(path, {"code": CODE}).status_code == 302
    at(now + timedelta(minutes=30))  # and it is short-lived
    assert "Spara bara för mig" not in child.get(path).content.decode()


def test_nobody_else_has_a_room_and_no_guardian_a_list(ek, client_as):
    for who in ("guardian", "coordinator", "school"):
        assert client_as(who).get(f"/sip/{ek.ref}/mitt/").status_code == 404
    assert client_as("guardian").get(f"/sip/{ek.ref}/dolt/").status_code == 404
    for who in ("guardian", "school"):
        assert client_as(who).get(f"/sip/{ek.ref}/kod/").status_code == 404


def test_the_child_hides_its_own_answer_and_its_pages_are_as_if_nothing_were_hidden(ek, client_as):
    pages = [
        f"/sip/{ek.ref}/{page}" for page in ("", "forbered/", "forbered/svar/", "mitt/", "plan/", "filer/")
    ]
    child = client_as("child")
    before = [bare(child.get(page)) for page in pages]
    row = answered(ek)
    assert "byta skola" in client_as("guardian").get(f"/sip/{ek.ref}/forbered/svar/").content.decode()
    ek.unlocked = True
    ek.hide("answer", row.ref, "guardian", by="child", reason="")
    assert [bare(child.get(page)) for page in pages] == before
    assert "byta skola" not in client_as("guardian").get(f"/sip/{ek.ref}/forbered/svar/").content.decode()
    for who in ("other_guardian", "coordinator"):
        read = client_as(who).get(f"/sip/{ek.ref}/forbered/svar/").content.decode()
        assert "byta skola" in read and "Det här vet inte" in read


def test_without_the_code_the_child_hides_nothing(ek, client_as):
    row = answered(ek)
    child, path = client_as("child"), f"/sip/{ek.ref}/dolt/answer/{row.ref}/"
    assert child.get(path).status_code == 302
    assert child.post(path, {"do": "hide", "places": [ek.place("guardian").ref]}).status_code == 403
    with_code(ek)
    child.post(f"/sip/{ek.ref}/mitt/", {"code": CODE})
    assert child.post(path, {"do": "hide", "places": [ek.place("guardian").ref]}).status_code == 302
    assert "byta skola" not in client_as("guardian").get(f"/sip/{ek.ref}/forbered/svar/").content.decode()
    assert child.post(path, {"do": "again"}).status_code == 302
    assert "byta skola" in client_as("guardian").get(f"/sip/{ek.ref}/forbered/svar/").content.decode()


def test_staff_hide_with_a_reason_and_show_together(written, client_as):
    need = written.add("need", text="Prata om mamma")
    leader, path = client_as("coordinator"), f"/sip/{written.ref}/dolt/need/{need.ref}/"
    mother = written.place("guardian").ref
    assert leader.post(path, {"do": "hide", "places": [mother], "reason": ""}).status_code == 422
    assert leader.post(path, {"do": "hide", "places": [mother], "reason": "Adam vill"}).status_code == 302
    assert "Prata om mamma" not in client_as("guardian").get(f"/sip/{written.ref}/plan/").content.decode()
    assert "Det här vet inte" in client_as("bup").get(f"/sip/{written.ref}/plan/").content.decode()
    assert "Det här vet inte" in leader.get(f"/sip/{written.ref}/mote/").content.decode()
    assert leader.post(path, {"do": "together", "words": "På ett möte"}).status_code == 302
    assert "Prata om mamma" in client_as("guardian").get(f"/sip/{written.ref}/plan/").content.decode()


def test_a_weak_code_is_refused_and_no_code_is_readable(ek, client_as):
    leader, path = client_as("coordinator"), f"/sip/{ek.ref}/kod/"
    for code in ("123456", "aaaaaa", "ab1"):
        assert leader.post(path, {"code": code, "again": code, "here": "on"}).status_code == 422
    assert leader.post(path, {"code": CODE, "again": CODE, "here": "on"}).status_code == 302
    ek.speaks("coordinator")
    assert CODE not in Code.objects.get().hash
    ek.speaks("guardian")
    assert not Code.objects.exists() and not PrivateNote.objects.exists()
