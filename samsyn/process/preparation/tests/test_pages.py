"""The pages of preparation, as each of those who open them."""

import pytest
from django.utils.html import escape

from samsyn.process.preparation.models import Answer, PartyNote, Showing
from samsyn.process.preparation.tests.said import reads, shows, writes

STRANGE = "Rad ett\r\nRad två 🦊 مرحبا <script>alert(1)</script>"
LONG = "å" * 20_001


def at(family, page=""):
    return f"/sip/{family.ref}/forbered/{page}"


def text_of(response):
    return response.content.decode()


def test_a_stranger_a_colleague_and_one_without_a_yes_find_no_page(ek, client_as):
    for who in ("stranger", "colleague", "bup", "nurse_private"):
        for page in ("", "fraga/1/", "kolla/", "kolla/varje/", "svar/", "verksamhet/"):
            assert client_as(who).get(at(ek, page)).status_code == 404


@pytest.mark.requirement("C196")
def test_child_and_guardian_get_their_questions_and_staff_what_has_been_said(agreed, client_as):
    # C196: both child and parent get the preparation questions; their start pages lead to them.
    for who, start in {"child": "/min/", "guardian": "/familj/"}.items():
        assert at(agreed) in text_of(client_as(who).get(start))
    assert "Vem ska prata för dig om du inte är med?" in text_of(client_as("child").get(at(agreed)))
    assert "vem ska tala för dig?" in text_of(client_as("guardian").get(at(agreed)))
    response = client_as("coordinator").get(at(agreed))
    assert response["Location"] == at(agreed, "svar/")


def test_before_the_field_it_is_said_who_sees_and_whom_to_ring(agreed, client_as):
    for who in ("child", "guardian"):
        page = text_of(client_as(who).get(at(agreed, "fraga/1/")))
        before, _field = page.split("<textarea")
        assert "Nu ser bara du det." in before
        assert "visa bara för Sara Lind" in before
        assert "Ingen läser det du skriver just nu." in before
        assert "tel:112" in before
        assert "tel:116111" in before
        assert "socialtjänsten" in before


def test_one_question_a_page_with_its_number(agreed, client_as):
    client = client_as("child")
    page = text_of(client.get(at(agreed, "fraga/1/")))
    assert "Fråga 1 av 7" in page
    assert "Förra frågan" not in page
    assert "Hoppa över" in page
    assert "Förra frågan" in text_of(client.get(at(agreed, "fraga/2/")))
    assert client.get(at(agreed, "fraga/8/")).status_code == 404
    assert client.get(at(agreed, "fraga/0/")).status_code == 404


def test_saved_page_by_page_onwards_to_the_last_look(agreed, client_as):
    client = client_as("child")
    assert client.post(at(agreed, "fraga/1/"), {"text": "Lugnt"})["Location"] == at(agreed, "fraga/2/")
    assert client.post(at(agreed, "fraga/2/"), {"text": "", "stop": "yes"})["Location"] == at(agreed)
    assert client.post(at(agreed, "fraga/7/"), {"dont_know": "on"})["Location"] == at(agreed, "kolla/")
    agreed.speaks("child")
    assert [(one.key, one.text, one.dont_know) for one in Answer.objects.order_by("pk")] == [
        ("how_meeting", "Lugnt", False),
        ("speaks_for", "", True),
    ]


def test_an_empty_page_saves_nothing(agreed, client_as):
    client_as("child").post(at(agreed, "fraga/1/"), {"text": ""})
    agreed.speaks("child")
    assert not Answer.objects.exists()


def test_too_long_is_told_and_nothing_is_cut(agreed, client_as):
    response = client_as("child").post(at(agreed, "fraga/1/"), {"text": LONG})
    assert response.status_code == 422
    assert "Korta den med 1 tecken." in text_of(response)
    assert LONG in text_of(response)
    agreed.speaks("child")
    assert not Answer.objects.exists()


def test_emoji_arabic_and_script_come_back_as_they_were_written(agreed, client_as):
    client_as("guardian").post(at(agreed, "fraga/1/"), {"text": STRANGE})
    kept = STRANGE.replace("\r\n", "\n")
    assert reads(agreed, "guardian") == [kept]
    client_as("guardian").post(at(agreed, "kolla/"), {"showing": "meeting"})
    for who in ("coordinator", "bup", "child"):
        page = text_of(client_as(who).get(at(agreed, "svar/")))
        assert escape(kept) in page
        assert "<script>alert" not in page


def test_other_guardian_sees_neither_what_is_private_nor_what_is_for_the_leader(agreed, client_as):
    for key, text in {"where": "Bara min", "how_long": "Bara Saras", "expects": "Allas"}.items():
        writes(agreed, "child", key, text)
    shows(agreed, "child", how_long=Showing.LEADER, expects=Showing.MEETING)
    seen = {
        "other_guardian": {"Allas"},
        "guardian": {"Allas"},
        "bup": {"Allas"},
        "school": set(),
        "coordinator": {"Allas", "Bara Saras"},
    }
    for who, texts in seen.items():
        page = text_of(client_as(who).get(at(agreed, "svar/")))
        assert {text for text in ("Bara min", "Bara Saras", "Allas") if text in page} == texts, who


def test_kolla_dina_svar_shows_all_for_those_who_were_chosen(agreed, client_as):
    writes(agreed, "child", "where", "Hemma")
    client = client_as("child")
    page = text_of(client.get(at(agreed, "kolla/")))
    assert "Visa på mötet" in page
    assert "Visa bara för Sara Lind" in page
    assert "Spara bara för mig" in page
    assert client.post(at(agreed, "kolla/"), {"sent": "1"}).status_code == 422
    assert client.post(at(agreed, "kolla/"), {"showing": "leader"})["Location"] == at(agreed)
    assert reads(agreed, "coordinator") == ["Hemma"]
    assert reads(agreed, "guardian") == []
    assert "Visas för Sara Lind" in text_of(client.get(at(agreed)))


def test_a_choice_for_every_answer(agreed, client_as):
    writes(agreed, "child", "where", "Hemma")
    writes(agreed, "child", "expects", "Lugn")
    client = client_as("child")
    response = client.post(at(agreed, "kolla/varje/"), {"where": "self", "expects": "meeting"})
    assert response.status_code == 302
    assert reads(agreed, "guardian") == ["Lugn"]
    page = text_of(client.get(at(agreed, "kolla/varje/")))
    assert page.count('name="expects"') == 1  # shown at the meeting: nothing left to choose
    assert client.post(at(agreed, "kolla/varje/"), {"where": "self", "expects": "self"}).status_code == 422


def test_what_is_shown_may_be_changed_and_the_page_says_who_sees_it(agreed, client_as):
    writes(agreed, "child", "where", "Hemma")
    shows(agreed, "child", where=Showing.LEADER)
    client = client_as("child")
    assert "Ändrar du det ser Sara Lind det nya." in text_of(client.get(at(agreed, "fraga/2/")))
    client.post(at(agreed, "fraga/2/"), {"text": "Biblioteket"})
    page = text_of(client_as("coordinator").get(at(agreed, "svar/")))
    assert "Biblioteket" in page
    assert "Ändrat" in page


def test_a_party_keeps_its_round_and_then_hands_it_in(agreed, client_as):
    client = client_as("bup")
    page = text_of(client.get(at(agreed, "verksamhet/")))
    before = page.split("<textarea")[0]
    assert "ser bara de på BUP Hallstad" in before
    assert client.post(at(agreed, "verksamhet/"), {"now": "Sover"}).status_code == 422
    assert (
        client.post(at(agreed, "verksamhet/"), {"now": "Sover dåligt", "show_to": "keep"}).status_code == 302
    )
    assert "Sover dåligt" not in text_of(client_as("coordinator").get(at(agreed, "svar/")))
    assert "Sover dåligt" in text_of(client.get(at(agreed, "verksamhet/")))
    whole = next(scope.ref for scope in agreed.speaks("bup")[0].scopes_seen if scope.kind == "whole")
    client.post(at(agreed, "verksamhet/"), {"now": "Sover dåligt", "show_to": whole})
    for who in ("guardian", "child", "coordinator"):
        assert "Sover dåligt" in text_of(client_as(who).get(at(agreed, "svar/")))
    assert "Sover dåligt" not in text_of(client_as("school").get(at(agreed, "svar/")))
    assert "Spara bara för" not in text_of(client.get(at(agreed, "verksamhet/")))


def test_a_party_cannot_hand_in_to_a_question_it_does_not_see(agreed, client_as):
    hidden = next(s.ref for s in agreed.speaks("bup")[0].scopes_seen if s.question == 2)
    response = client_as("school").post(at(agreed, "verksamhet/"), {"now": "x", "show_to": hidden})
    assert response.status_code == 422
    agreed.speaks("school")
    assert not PartyNote.objects.exists()


def test_the_family_has_no_party_page(agreed, client_as):
    assert client_as("guardian").get(at(agreed, "verksamhet/")).status_code == 404
    assert client_as("bup").get(at(agreed, "fraga/1/")).status_code == 404
