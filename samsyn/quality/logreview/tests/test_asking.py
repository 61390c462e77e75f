"""The family asks about the readings; whoever leads answers; nobody else in the family sees that."""

import pytest
from django.db import connection

from samsyn.audit.models import Event, Reading
from samsyn.cases.models import Case
from samsyn.cases.stages import Op
from samsyn.demo.cast import CAST
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.overview import reading
from samsyn.quality.logreview import actions, rules
from samsyn.quality.logreview.models import ReadingsQuestion, Wish

pytestmark = pytest.mark.django_db
WORDS = "Varför läste skolan om sömnen?"


def ask(become, ref, who="guardian", wish=Wish.ANSWER):
    by = become(who, case=ref)
    return actions.ask_readings(case=Case.objects.get(ref=ref), by=by, wish=wish, words=WORDS)


def answer(become, ref, question, who="coordinator"):
    by = become(who, case=ref)
    return actions.answer_readings(
        case=Case.objects.get(ref=ref), by=by, question=question, words="Per förberedde mötet."
    )


def reads(become, ref, who):
    become(who, case=ref)
    with connection.cursor() as cursor:
        cursor.execute("select words from logreview_readingsquestion union all"
                       " select words from logreview_readingsanswer")  # fmt: skip
        return [row[0] for row in cursor.fetchall()]


def test_only_the_one_who_asks_and_the_one_who_leads_see_the_question_and_the_answer(become, cases):
    ref = cases["planned"]
    question = ask(become, ref)
    assert question.due > clock.today()
    answer(become, ref, question)
    for who in ("guardian", "coordinator"):
        assert len(reads(become, ref, who)) == 2, who
        assert Event.objects.filter(verb=Op.ASK_READINGS).exists()
    for who in ("other_guardian", "child", "bup", "school", "stranger", "reviewer", "operator"):
        assert reads(become, ref, who) == [], who
        assert not Event.objects.filter(verb__in=[Op.ASK_READINGS, Op.ANSWER_READINGS]).exists(), who


def test_it_waits_for_the_one_who_leads_until_it_is_answered(become, cases):
    ref = cases["planned"]
    question = ask(become, ref)
    become("coordinator", case=ref)
    case = Case.objects.get(ref=ref)
    assert rules.waiting([case]) == {case.pk: (1, question.due)}
    answer(become, ref, question)
    assert rules.waiting([case]) == {}


def test_one_asks_about_a_sip_that_is_closed_too(become, cases, client_as):
    question = ask(become, cases["closed"], "small_guardian")
    answer(become, cases["closed"], question)
    page = client_as("small_guardian").get(f"/sip/{cases['closed']}/lasningar/fragor/").content.decode()
    assert "Per förberedde mötet." in page


@pytest.mark.parametrize("who", ["bup", "school", "coordinator"])
def test_staff_do_not_ask_as_the_family(become, cases, who):
    with pytest.raises(Refused):
        ask(become, cases["planned"], who)


def test_the_family_does_not_answer_and_nobody_answers_for_the_reviewer(become, cases):
    question = ask(become, cases["planned"])
    with pytest.raises(Refused):
        answer(become, cases["planned"], question, "guardian")
    extract = ask(become, cases["planned"], wish=Wish.EXTRACT)
    with pytest.raises(Refused, match="granskar loggen"):
        answer(become, cases["planned"], extract)


def test_on_the_pages_one_asks_and_is_answered(client_as, cases, become):
    ref = cases["planned"]
    page = f"/sip/{ref}/lasningar/fragor/"
    guardian, leader = client_as("guardian"), client_as("coordinator")
    assert "Du får svar senast" in guardian.get(page).content.decode()
    assert guardian.post(page, {"wish": "answer", "words": ""}).status_code == 422
    assert guardian.post(page, {"wish": "answer", "words": WORDS})["Location"] == page
    become("guardian", case=ref)
    asked = ReadingsQuestion.objects.get()
    assert WORDS in leader.get(page).content.decode()
    assert leader.post(f"{page}{asked.ref}/", {"words": " "}).status_code == 422
    assert leader.post(f"{page}{asked.ref}/", {"words": "Det var inför mötet."}).status_code == 302
    assert "Det var inför mötet." in guardian.get(page).content.decode()
    others = client_as("other_guardian")
    assert WORDS not in others.get(page).content.decode()
    assert others.post(f"{page}{asked.ref}/", {"words": "x"}).status_code == 404
    assert client_as("school").get(page).status_code == 403


def test_the_other_guardian_reads_the_same_page_with_and_without_a_question(client_as, cases, become):
    """Also when whoever leads has answered, and the reviewer has read and released."""
    ref = cases["planned"]
    path = f"/sip/{ref}/lasningar/"
    client_as("coordinator").get(f"{path}fragor/")
    client_as("reviewer").get("/kvalitet/")

    def seen():
        text = client_as("other_guardian").get(path).content.decode()
        return [line for line in text.splitlines() if "once" not in line and "csrf" not in line]

    before = seen()
    question, extract = ask(become, ref), ask(become, ref, wish=Wish.EXTRACT)
    assert client_as("coordinator").get(f"{path}fragor/").status_code == 200
    answer(become, ref, question)
    reviewer = client_as("reviewer")
    assert extract.ref in reviewer.get("/kvalitet/").content.decode()
    assert reviewer.post(f"/kvalitet/utdrag/{extract.ref}/", {"words": ""}).status_code == 302
    assert seen() == before
    assert CAST["reviewer"].name in client_as("guardian").get(path).content.decode()


def test_the_page_says_how_many_staff_and_never_who_in_the_family(client_as, cases, become, cast):
    ref = cases["planned"]
    client_as("school").get(f"/sip/{ref}/plan/")
    client_as("child").get(f"/sip/{ref}/plan/")
    page = client_as("guardian").get(f"/sip/{ref}/lasningar/").content.decode()
    for text in (
        "De senaste 30 dagarna har",
        "Här visas bara personal, inte när någon i familjen läser.",
        "Ibland får vi inte visa allt på grund av sekretess.",
        "Fråga, så får du svar senast",
    ):
        assert text in page, text
    looked = page[: page.index("Det här har hänt")]
    assert (
        CAST["school"].name in looked
        and CAST["child"].name not in looked.split("<h1", 1)[1].split("</h1>")[1]
    )


def test_looking_at_what_is_kept_apart_is_never_on_the_page(become, cases):
    ref = cases["planned"]
    become("coordinator", case=ref)
    pk = Case.objects.get(ref=ref).pk
    with connection.cursor() as cursor:
        for part in ("safety", "seeing"):
            cursor.execute("select note_readings(%s, %s, true)", [[pk], [part]])
    for who in ("guardian", "other_guardian", "child"):
        become(who, case=ref)
        assert not Reading.objects.filter(part__in=["safety", "seeing"]).exists(), who


def test_it_goes_on_sheet_by_sheet_with_the_same_number_of_statements(
    become, cases, at, monkeypatch, queries, client_as
):
    ref = cases["planned"]
    monkeypatch.setattr(reading, "SHOWN_DAYS", 1)
    monkeypatch.setattr(reading, "SHOWN_EVENTS", 5)
    client_as("school").get(f"/sip/{ref}/plan/")
    become("guardian", case=ref)
    case = Case.objects.get(ref=ref)
    days, before = [], None
    while True:
        sheet, before = reading.looked(case, before)
        days += [day for day, _seen in sheet]
        if before is None:
            break
    assert days == sorted(set(days), reverse=True) and days
    total, seqs, older = Event.objects.filter(case_id=case.pk).count(), 0, None
    while True:
        sheet, older = reading.done(case, older)
        seqs += sum(times for _day, rows in sheet for _who, _what, times in rows)
        if older is None:
            break
    assert seqs == total
    with queries() as few:
        client_as("guardian").get(f"/sip/{ref}/lasningar/")
    for who in ("bup", "habilitation", "school"):
        for part in ("", "plan/", "mote/"):
            client_as(who).get(f"/sip/{ref}/{part}")
    with queries() as more:
        client_as("guardian").get(f"/sip/{ref}/lasningar/")
    assert len(few) == len(more)


@pytest.mark.parametrize("asked", ["?fore=x", "?fore=9999-99-99", "?till=x", "?till=99999999999999999999"])
def test_made_up_sheets_show_a_page(client_as, cases, asked):
    assert client_as("guardian").get(f"/sip/{cases['planned']}/lasningar/{asked}").status_code == 200
