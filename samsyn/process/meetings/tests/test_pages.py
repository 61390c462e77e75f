"""The pages of a meeting, as each of those who open them."""

import re

import pytest
from django.utils.html import escape

from samsyn.kernel import clock
from samsyn.process.meetings import rules
from samsyn.process.meetings.models import Meeting, Reply
from samsyn.process.meetings.tests.held import ahead, answers, asked, calls, marks, opens
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Showing

STRANGE = "Rum 5 🦊 قاعة <script>alert(1)</script>"


def boxes(moment, ends="14.00", **more):
    """What the form sends."""
    there = clock.local(moment)
    when = {"starts_at_day": there.day, "starts_at_month": there.month, "starts_at_year": there.year}
    when |= {"starts_at_clock": f"{there:%H.%M}"}
    return {**{key: str(value) for key, value in when.items()}, "ends": ends, "where": "Ljungskolan", **more}


def at(family, page=""):
    return f"/sip/{family.ref}/kallelse/{page}"


def text_of(response):
    return response.content.decode()


def test_a_stranger_a_colleague_and_one_without_a_yes_find_no_page(agreed, client_as):
    calls(agreed)
    for who in ("stranger", "colleague", "habilitation", "nurse_private"):
        for page in ("", "kalla/", "svara/", "narvaro/"):
            assert client_as(who).get(at(agreed, page)).status_code == 404


@pytest.mark.requirement("C022")
def test_each_who_is_called_has_it_on_the_start_page(agreed, client_as):
    calls(agreed)
    # C022: that person calls to the joint planning (kallelse).
    for who, start in {"guardian": "/familj/", "child": "/min/"}.items():
        assert at(agreed, "svara/") in text_of(client_as(who).get(start))
    work = text_of(client_as("bup").get("/arbete/"))
    assert f'/sip/{agreed.ref}/"' in work
    assert "Svara på kallelsen" in work


@pytest.mark.requirement("C203")
def test_the_meeting_page_says_who_speaks_for_the_child(agreed, client_as):
    case, by = agreed.speaks("child")
    preparation.prepare(case=case, by=by, key="speaks_for", text="Mormor Inga")
    preparation.hand_in(case=case, by=by, showings={"speaks_for": Showing.MEETING})
    calls(agreed)
    # C203: if you cannot or do not want to attend, who should speak for you?
    for who in ("coordinator", "bup", "guardian"):
        assert "Mormor Inga" in text_of(client_as(who).get(at(agreed)))
    assert "Mormor Inga" not in text_of(client_as("school").get(at(agreed)))


@pytest.mark.requirement("C117")
def test_the_one_who_leads_calls_and_sees_the_last_day(agreed, client_as):
    client = client_as("coordinator")
    page = text_of(client.get(at(agreed, "kalla/")))
    case, _by = agreed.speaks("coordinator")
    last = clock.local(case.round.started).date()
    # C117: a coordination meeting is held within 30 days (Halland's agreement).
    assert (rules.last_day(case).last_day - last).days == 30
    assert "Mötet ska hållas senast" in page
    response = client.post(at(agreed, "kalla/"), boxes(ahead(5)))
    assert response.status_code == 302
    assert "Ljungskolan" in text_of(client.get(response["Location"]))


@pytest.mark.requirement("C198", "C199")
def test_the_one_who_calls_sees_what_the_child_wants_of_the_meeting(agreed, client_as):
    case, by = agreed.speaks("child")
    preparation.prepare(case=case, by=by, key="where", text="Hemma hos mormor")
    preparation.prepare(case=case, by=by, key="how_long", text="Högst en halvtimme")
    assert "Hemma hos mormor" not in text_of(client_as("coordinator").get(at(agreed, "kalla/")))
    preparation.hand_in(case=case, by=by, showings=dict.fromkeys(("where", "how_long"), Showing.LEADER))
    page = text_of(client_as("coordinator").get(at(agreed, "kalla/")))
    assert "Hemma hos mormor" in page  # C198: where should it be held?
    assert "Högst en halvtimme" in page  # C199: how long should it be?


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (boxes(ahead(-2)), "Tiden har redan varit."),
        (boxes(ahead(5), ends="12.00"), "Mötet slutar innan det börjar."),
        (boxes(ahead(5), ends="sen"), "Skriv klockslaget med siffror"),
        (boxes(ahead(5)) | {"starts_at_month": "13"}, "Det datumet finns inte."),
        (boxes(ahead(5)) | {"where": ""}, "Skriv var mötet är."),
        (boxes(ahead(5), message="å" * 20_001), "Korta den med 1 tecken."),
    ],
)
def test_what_cannot_be_says_why_and_loses_nothing(agreed, client_as, sent, sentence):
    sent = {"message": "Ta med schemat", **sent}
    response = client_as("coordinator").post(at(agreed, "kalla/"), sent)
    page = text_of(response)
    assert response.status_code == 422
    assert sentence in page
    for value in sent.values():
        assert escape(value) in page
    agreed.speaks("coordinator")
    assert not Meeting.objects.exists()


def test_a_late_meeting_is_called_with_a_warning(agreed, client_as):
    client = client_as("coordinator")
    assert client.post(at(agreed, "kalla/"), boxes(ahead(60))).status_code == 302
    assert "Mötet är senare än sista dagen" in text_of(client.get(at(agreed)))
    assert "Mötet är senare än sista dagen" not in text_of(client_as("guardian").get(at(agreed)))


def test_nobody_is_called_before_the_yes_and_the_page_says_why(ek, client_as):
    client = client_as("coordinator")
    assert "Familjen har inte fått frågan" in text_of(client.get(at(ek)))
    assert "<form" not in text_of(client.get(at(ek, "kalla/"))).split("<main")[1]
    response = client.post(at(ek, "kalla/"), boxes(ahead(5)))
    assert response.status_code == 409
    assert "Familjen har inte fått frågan" in text_of(response)


def test_only_the_one_who_leads_gets_the_form(agreed, client_as):
    for who in ("guardian", "bup"):
        assert 'name="where"' not in text_of(client_as(who).get(at(agreed, "kalla/")))
        assert client_as(who).post(at(agreed, "kalla/"), boxes(ahead(5))).status_code == 403


def test_each_sees_the_questions_they_may_see_when_where_and_whom_to_ring(agreed, client_as):
    calls(agreed)
    school, guardian = (text_of(client_as(who).get(at(agreed))) for who in ("school", "guardian"))
    for page in (school, guardian):
        assert "Ljungskolan" in page
        assert "13.00" in page
        assert "Adam Ek" in page
        assert "070-174 06 05" in page  # the telephone of the one who calls
        assert "skolan" in page
    assert "sömnen" in guardian
    assert "sömnen" not in school


@pytest.mark.requirement("C123")
def test_the_kallelse_says_who_must_come(agreed, client_as):
    calls(agreed)
    # C123: those who are called have a duty to come; the page says so with the paragraph.
    assert "§" in text_of(client_as("bup").get(at(agreed))).split("<dl")[0]
    assert "Din verksamhet är skyldig att vara med." in text_of(client_as("bup").get(at(agreed)))
    for who in ("guardian", "child"):
        page = text_of(client_as(who).get(at(agreed)))
        assert "Du är inbjuden till mötet." in page
        assert "skyldig" not in page


def test_who_must_come_answers_with_a_reason(agreed, client_as):
    calls(agreed)
    client = client_as("bup")
    response = client.post(at(agreed, "svara/"), {"answer": Reply.CANNOT, "reason": ""})
    assert response.status_code == 422
    assert "Skriv varför du inte kan komma." in text_of(response)
    assert client.post(at(agreed, "svara/"), {"answer": Reply.CANNOT, "reason": STRANGE}).status_code == 302
    for who in ("guardian", "coordinator", "school"):
        page = text_of(client_as(who).get(at(agreed)))
        assert escape(STRANGE) in page
        assert "<script>alert" not in page


def test_an_empty_answer_is_asked_for(agreed, client_as):
    calls(agreed)
    response = client_as("guardian").post(at(agreed, "svara/"), {"reason": "Jag vet inte än"})
    assert response.status_code == 422
    assert "Välj om du kommer eller inte." in text_of(response)
    assert "Jag vet inte än" in text_of(response)


def test_a_form_sent_twice_calls_once(agreed, client_as):
    client = client_as("coordinator")
    once = re.search(
        r'name="once" value="(\w+)"', text_of(client.get(at(agreed, "kalla/"))).split("<main")[1]
    )[1]
    first = client.post(at(agreed, "kalla/"), boxes(ahead(5), once=once))
    second = client.post(at(agreed, "kalla/"), boxes(ahead(5), once=once))
    assert first["Location"] == second["Location"]
    agreed.speaks("coordinator")
    assert Meeting.objects.count() == 1


def test_the_meeting_is_opened_and_who_came_written_down(agreed, client_as):
    calls(agreed)
    answers(agreed, "bup", Reply.CANNOT, "Sjuk")
    client = client_as("coordinator")
    assert "Öppna mötet" in text_of(client.get(at(agreed)))
    assert "Öppna mötet" not in text_of(client_as("guardian").get(at(agreed)))
    response = client.post(at(agreed, "oppna/"))
    assert response["Location"].endswith("narvaro/")
    page = text_of(client.get(response["Location"]))
    assert "Är Ali Hassan här?" in page
    assert "Sjuk" in page
    refs = [one.ref for one in asked(agreed).values()]
    assert client.post(at(agreed, "narvaro/"), dict.fromkeys(refs, "away")).status_code == 422
    assert client.post(at(agreed, "narvaro/"), {"sent": "1"}).status_code == 422
    assert client.post(at(agreed, "narvaro/"), dict.fromkeys(refs, "here")).status_code == 302
    assert text_of(client_as("guardian").get(at(agreed))).count("Kom till mötet") == 6


def test_only_the_one_who_leads_marks(agreed, client_as):
    calls(agreed)
    opens(agreed)
    marks(agreed)
    client = client_as("guardian")
    assert 'type="radio"' not in text_of(client.get(at(agreed, "narvaro/")))
    refs = [one.ref for one in asked(agreed).values()]
    assert client.post(at(agreed, "narvaro/"), dict.fromkeys(refs, "here")).status_code == 403


def test_an_old_time_is_still_shown(agreed, client_as):
    calls(agreed, where="Biblioteket")
    calls(agreed, starts_at=ahead(12))
    page = text_of(client_as("guardian").get(at(agreed)))
    assert "Tidigare tider" in page
    assert "Biblioteket" in page


def test_before_a_meeting_is_called_the_family_is_told_so(agreed, client_as):
    assert "Mötet är inte bestämt än" in text_of(client_as("guardian").get(at(agreed)))
    assert client_as("guardian").get(at(agreed, "svara/")).status_code == 404
    assert client_as("guardian").get(at(agreed, "narvaro/")).status_code == 404
    assert client_as("guardian").get(at(agreed, "oppna/")).status_code == 405
