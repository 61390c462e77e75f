"""The pages of a new round: side by side, taking over, what the follow-up says, the journal, and consent."""

import pytest

from samsyn.process.followup.tests.again import holds, takes
from samsyn.process.followup.tests.done import attains, goes_on
from samsyn.process.followup.tests.test_pages import STRANGE, at, text_of


@pytest.mark.requirement("C158", "C162")
def test_the_page_of_the_meeting_offers_the_last_plan(second, client_as):
    client = client_as("coordinator")
    room = f"/sip/{second.ref}/mote/"
    page = text_of(client.get(room))
    # C158: the original plan is at hand. C162: a new SIP, which begins with what the child says now.
    assert "Ta med allt från förra planen" in page
    assert "Så sa Adam Ek förra gången" in page
    page = text_of(client.get(room + "forra-planen/"))
    for words in ("Så gick det:", "Nått: ", "Han sover", "Delvis nått", "Egna ord följer inte med", "Ta med"):
        assert words in page
    assert client.post(room + "forra-planen/", {"all": "1"})["Location"] == f"{room}#needs"
    assert "Behöver anpassad skoldag" in text_of(client.get(room))
    page = text_of(client.get(room + "forra-planen/"))
    assert "Är med" in page
    assert "Allt som kan följa med är med." in page
    for who, status in (("guardian", 403), ("bup", 403), ("stranger", 404)):
        assert client_as(who).get(room + "forra-planen/").status_code == status
        assert client_as(who).post(room + "forra-planen/", {"all": "1"}).status_code == status


def test_a_row_is_taken_over_by_its_own_button(second, client_as):
    client = client_as("coordinator")
    path = f"/sip/{second.ref}/mote/forra-planen/"
    page = text_of(client.get(path))
    row = page.partition('value="goal.')[2].partition('"')[0]
    assert client.post(path, {"row": f"goal.{row}"})["Location"] == f"{path}#goal-{row}"
    assert client.post(path, {"row": "goal." + "0" * 16}).status_code == 302


def test_both_plans_are_read_side_by_side(twice, client_as, django_assert_max_num_queries):
    client = client_as("guardian")
    plan = f"/sip/{twice.ref}/plan/"
    with django_assert_max_num_queries(40):
        page = text_of(client.get(plan + "jamfor/"))
    for words in ("Ändrat", "Nytt", "Inte med längre", "Lika", "<ins>", "mer ", "Avlastning varannan helg"):
        assert words in page
    assert "Nu sover jag bättre." in page
    assert "Jag vill sova" in page
    assert text_of(client.get(plan + "jamfor/?fran=1&till=1")).count("data-state") > 3
    assert "Välj i listan." in text_of(client.get(plan + "jamfor/?fran=1&till=9"), 422)
    page = text_of(client_as("school").get(plan + "jamfor/"))
    assert "Anpassad skoldag" in page
    for secret in ("Sömnskola", "Stöd hemma", "sover"):
        assert secret not in page
    for who in ("stranger", "colleague", "habilitation"):
        assert client_as(who).get(plan + "jamfor/").status_code == 404
        assert client_as(who).get(plan + "1/").status_code == 404


def test_an_older_plan_is_read_under_the_law_of_its_day(twice, client_as):
    client = client_as("child")
    page = text_of(client.get(f"/sip/{twice.ref}/plan/1/"))
    for words in ("Det här är en tidigare plan", "Lagen som gällde då", "Behöver sömnskola", "Halland"):
        assert words in page
    assert "Det här är en tidigare plan" not in text_of(client.get(f"/sip/{twice.ref}/plan/2/"))
    assert client.get(f"/sip/{twice.ref}/plan/3/").status_code == 404
    assert "Vad är nytt i planen?" in text_of(client.get(f"/sip/{twice.ref}/plan/"))


def test_with_one_plan_there_is_nothing_to_compare(planned, client_as):
    page = text_of(client_as("guardian").get(f"/sip/{planned.ref}/plan/jamfor/"))
    assert "Det finns bara en plan än." in page


@pytest.mark.requirement("C156", "C210")
def test_the_follow_up_page_asks_whether_the_plan_is_followed(following, client_as):
    client = client_as("coordinator")
    page = text_of(client.get(at(following)))
    # C210: is the plan followed, does it need to change. C156: the coordinator leads the meeting.
    for words in ("Följs planen?", "Behöver planen ändras?", "Leder mötet", "Planen som den fastställdes"):
        assert words in page
    page = text_of(client.post(at(following, "svar/"), {"words": STRANGE}), 422)
    assert "Välj om planen följs." in page
    assert "🦊" in page
    sent = {"followed": "no", "needed": "changes", "words": STRANGE}
    assert client.post(at(following, "svar/"), sent)["Location"] == at(following) + "#review"
    assert "Ja, planen behöver ändras" in text_of(client_as("school").get(at(following)))
    assert "🦊" not in text_of(client_as("school").get(at(following)))
    assert "Kalla till en uppföljning till" in text_of(client.get(at(following)))
    assert client_as("guardian").post(at(following, "svar/"), sent).status_code == 403


@pytest.mark.requirement("C163")
def test_the_text_for_the_journal_and_its_receipt(following, client_as):
    attains(following, "Sömnskola fungerar", "met", STRANGE)
    holds(following)
    client = client_as("bup")
    path = at(following, "journal/")
    page = text_of(client.get(path))
    # C163: each party journals the follow-up meeting: its own text, without JavaScript too, and a receipt.
    assert "Sömnskola fungerar" in page
    assert "🦊 قاعة &lt;script&gt;" in page
    assert "KVÅ AW010" in page
    assert "BUP Hallstad" in text_of(client_as("coordinator").get(at(following)))
    ref = page.partition('name="meeting" value="')[2].partition('"')[0]
    assert client.post(path, {"meeting": ref}).status_code == 302
    assert "Ali Hassan förde in den" in text_of(client.get(path))
    waiting = (
        text_of(client_as("coordinator").get(path)).partition("är inte införd")[2].partition("</div>")[0]
    )
    assert "Ljungskolan" in waiting
    assert "BUP Hallstad" not in waiting
    assert "Ingen uppföljning" not in text_of(client_as("school").get(path))
    assert client_as("guardian").post(path, {"meeting": ref}).status_code == 403
    assert "🦊" not in text_of(client_as("school").get(path))


def test_consent_shows_what_is_new_apart_from_what_was_said(following, client_as):
    goes_on(following)
    following.ask_about("fritiden")
    following.put_question()
    client = client_as("guardian")
    path = f"/sip/{following.ref}/samtycke/"
    page = text_of(client.get(path + "svara/"))
    new, _already, rest = page.partition("Det här har du redan sagt ja till")
    assert "Nytt sedan sist" in new
    assert "fritiden" in new
    assert "Ja, till allt på sidan" in rest
    assert "Nej, inte till det nya" in rest
    assert "Svarar du nej gäller det bara det som är nytt." in rest
    ref = page.partition('name="inquiry" value="')[2].partition('"')[0]
    assert client.post(path + "svara/", {"inquiry": ref, "kind": "no"}).status_code == 302
    assert "Du har sagt nej till det som var nytt." in text_of(client.get(path))
    assert "Har sagt nej till det nya." in text_of(client_as("coordinator").get(path))
    assert {"1", "2"} <= following.scopes("bup")


def test_whoever_writes_down_an_answer_sees_what_is_new_too(following, client_as):
    goes_on(following)
    following.ask_about("fritiden")
    following.put_question()
    place = following.place("guardian")
    path = f"/sip/{following.ref}/samtycke/skriv-in/{place.ref}/"
    page = text_of(client_as("coordinator").get(path))
    assert "Det här har Maria Ek redan sagt ja till" in page


def test_the_draft_is_compared_with_the_plan_in_force(second, client_as):
    takes(second)
    page = text_of(client_as("guardian").get(f"/sip/{second.ref}/plan/jamfor/"))
    assert "Plan 2, utkast" in page
    assert "Inte med längre" in page
