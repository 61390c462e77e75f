"""The page of the meeting: every box is a form of its own, with and without JavaScript."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils.html import escape

from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.process.meetings import rules as meetings
from samsyn.process.plans import rules
from samsyn.process.plans.models import ChildVoice, Measure, Need, PlanSection
from samsyn.process.preparation import actions as preparation
from samsyn.process.preparation.models import Showing

HTMX = {"HTTP_HX_REQUEST": "true"}


def mote(ek: Any, part: str = "") -> str:
    return f"/sip/{ek.ref}/mote/{part}"


def send(client: Any, ek: Any, row: str, field: str, value: str, base: str = "", **extra: Any) -> Any:
    data = {"row": row, "field": field, "value": value, "base": base}
    return client.post(mote(ek, "falt/"), data, **extra)


def text(response: Any) -> str:
    return response.content.decode()


@pytest.mark.requirement("C134", "C135", "C136", "C139", "C141")
def test_the_page_has_every_part_of_the_agenda(filled, client_as):
    page = text(client_as("coordinator").get(mote(filled)))
    for part in ("presentation", "goals", "resources", "needs", "coordinator", "follow_up", "summary"):
        assert f'id="{part}"' in page, part
    assert "En lugn vardag" in page  # C134: own overall goals
    assert "Envis och rolig" in page  # C135: resources
    assert "Behöver stöd hemma" in page  # C136: needs
    assert "Stöd hemma" in page and "Vem ansvarar?" in page and "Börjar" in page  # C139
    assert "Vem blir samordnare?" in page  # C141
    assert "Ta inte upp hemliga uppgifter" in page


@pytest.mark.requirement("C056", "C108", "C142", "C143", "C169")
def test_a_whole_plan_is_written_box_by_box(ek, client_as):
    client = client_as("coordinator")
    client.post(mote(ek, "rad/"), {"kind": "need", "parent": ""})
    need = Need.objects.get()
    send(client, ek, f"need.{need.ref}", "text", "Sova")
    client.post(mote(ek, "rad/"), {"kind": "goal", "parent": need.ref})  # C056: a goal has its need
    client.post(mote(ek, "rad/"), {"kind": "measure", "parent": need.goals.get().ref})
    row = f"measure.{Measure.objects.get().ref}"
    assert send(client, ek, row, "what", "Sömnskola").status_code == 302
    assert send(client, ek, row, "unit", ek.unit("bup")).status_code == 302  # C108, C169: who does what
    day = clock.local(clock.now() + timedelta(days=90))
    when = {"value_day": day.day, "value_month": day.month, "value_year": day.year, "value_clock": "13.00"}
    data = {"row": "plan", "field": "follow_up_at", "base": "", **when}
    assert client.post(mote(ek, "falt/"), data).status_code == 302  # C142
    assert send(client, ek, "summary", "text", "Kort sagt").status_code == 302  # C143
    page = text(client.get(mote(ek)))
    for said in ("Sova", "Sömnskola", "Kort sagt", "13.00"):
        assert said in page
    assert Measure.objects.get().responsible == "region"


def test_without_javascript_a_save_leads_back_to_the_box(ek, client_as):
    response = send(client_as("coordinator"), ek, "voice", "words", "Jag vill sova")
    assert response["Location"] == mote(ek) + "#voice-words"


def test_with_htmx_the_box_itself_comes_back_and_what_is_missing(ek, client_as):
    client = client_as("coordinator")
    page = text(send(client, ek, "voice", "words", "Jag vill sova", **HTMX))
    assert page.lstrip().startswith('<div class="box" id="voice-words"')
    assert "Sparat" in page and 'id="ready"' in page and "saknas" in page
    # What was swapped in is what a fresh page shows, but for the word Sparat and the tokens.
    whole = text(client.get(mote(ek)))
    assert 'name="base" value="Jag vill sova"' in whole and 'name="base" value="Jag vill sova"' in page


def test_the_second_writer_gets_both_texts_and_two_choices(ek, client_as):
    client = client_as("coordinator")
    ek.write("voice", "words", "Den andras text")
    for extra in ({}, HTMX):
        response = send(client, ek, "voice", "words", "Min text", **extra)
        page = text(response)
        assert response.status_code == 409
        assert "Den andras text" in page and "Min text" in page
        assert "Spara min text" in page and "Behåll det som står nu" in page
        assert 'name="base" value="Den andras text"' in page  # the base is the text just shown
    assert ChildVoice.objects.get().words == "Den andras text"
    assert send(client, ek, "voice", "words", "Min text", base="Den andras text").status_code == 302
    assert ChildVoice.objects.get().words == "Min text"


def test_a_conflict_that_meets_a_third_text_is_a_new_conflict(ek, client_as):
    ek.write("voice", "words", "Ett")
    ek.write("voice", "words", "Två", base="Ett")
    response = send(client_as("coordinator"), ek, "voice", "words", "Mitt", base="Ett")
    assert response.status_code == 409 and 'value="Två"' in text(response)


def test_keeping_the_other_text_writes_nothing(ek, client_as):
    ek.write("voice", "words", "Den andras text")
    data = {"row": "voice", "field": "words", "keep": "1"}
    assert client_as("coordinator").post(mote(ek, "falt/"), data).status_code == 302
    page = text(client_as("coordinator").post(mote(ek, "falt/"), data, **HTMX))
    assert "Den andras text" in page and "Behåll" not in page
    assert ChildVoice.objects.get().words == "Den andras text"


def test_a_field_with_line_breaks_does_not_clash_with_itself(ek, client_as):
    client = client_as("coordinator")
    send(client, ek, "voice", "words", "Ett\r\nTvå")
    page = text(client.get(mote(ek)))
    base = re.search(r'id="voice-words".*?name="base" value="(.*?)"', page, re.S)[1]
    assert send(client, ek, "voice", "words", "Ett\r\nTvå\r\nTre", base=base).status_code == 302
    assert ChildVoice.objects.get().words == "Ett\nTvå\nTre"


@pytest.mark.parametrize("length", [20_000, 20_001])
def test_20000_characters_fit_and_one_more_is_said_not_cut(ek, client_as, length):
    words = ("ord 🦊 " * length)[: length - 1] + "."
    response = send(client_as("coordinator"), ek, "voice", "words", words)
    assert response.status_code == (302 if length == 20_000 else 422)
    if length > 20_000:
        assert "Korta den med 1 tecken" in text(response) and words in text(response)


def test_an_end_before_its_start_is_refused_and_nothing_is_lost(filled, client_as):
    row = f"measure.{Measure.objects.order_by('pk')[0].ref}"
    filled.write(row, "start", "2026-05-02")
    typed = {"value_day": "1", "value_month": "5", "value_year": "2026"}
    data = {"row": row, "field": "end", "base": "", **typed}
    for extra in ({}, HTMX):
        response = client_as("coordinator").post(mote(filled, "falt/"), data, **extra)
        assert response.status_code == 422
        assert "Slutdatumet är före startdatumet" in text(response) and 'value="2026"' in text(response)


def test_words_are_never_markup(ek, client_as):
    words = "<script>alert(1)</script>\" onfocus='x'"
    client = client_as("coordinator")
    send(client, ek, "voice", "words", words)
    page = text(client.get(mote(ek)))
    assert escape(words) in page and "<script>alert" not in page


def test_a_row_is_taken_away_and_taken_back(filled, client_as):
    client, need = client_as("coordinator"), Need.objects.order_by("pk")[0]
    client.post(mote(filled, "ta-bort/"), {"row": f"need.{need.ref}"})
    page = text(client.get(mote(filled)))
    assert "Borttaget:" in page and "Ångra" in page
    client.post(mote(filled, "ta-bort/"), {"row": f"need.{need.ref}", "back": "1"})
    assert "Borttaget:" not in text(client.get(mote(filled)))


@pytest.mark.requirement("C133")
def test_who_came_is_written_on_the_same_page(ek, client_as):
    client = client_as("coordinator")
    case, _by = ek.speaks("coordinator")
    asked = meetings.invitations(meetings.current(case))
    marks = {one.ref: "here" for one in asked} | {f"{one.ref}_why": "" for one in asked}
    assert client.post(mote(ek, "narvaro/"), marks).status_code == 302
    page = text(client.get(mote(ek)))
    assert page.count("<p>Kom</p>") == len(asked)
    for one in asked:
        assert escape(one.place.called) in page
    assert client.post(mote(ek, "narvaro/"), {}).status_code == 422


def test_what_was_prepared_stands_beside(ek, client_as):
    case, by = ek.speaks("guardian")
    preparation.prepare(case=case, by=by, key="works", text="Fotbollen fungerar")
    preparation.hand_in(case=case, by=by, showings={"works": Showing.MEETING})
    page = text(client_as("coordinator").get(mote(ek)))
    assert "Fotbollen fungerar" in page and "skrivit inför mötet" in page


def test_the_others_are_told_who_writes_and_where_to_read(ek, client_as):
    for key in ("guardian", "school"):
        page = text(client_as(key).get(mote(ek)))
        assert "Läs planen" in page and "<textarea" not in page
        assert send(client_as(key), ek, "voice", "words", "Hej").status_code == 403


@pytest.mark.parametrize(
    ("row", "field"), [("voice", "x"), ("x", "words"), ("need.unknown", "text"), ("", "")]
)
def test_an_unknown_box_is_not_found(ek, client_as, row, field):
    assert send(client_as("coordinator"), ek, row, field, "Hej").status_code == 404


@pytest.mark.requirement("C170", "C172", "C173")
def test_establishing_twice_establishes_once(filled, client_as):
    client = client_as("coordinator")
    assert "Fastställ planen" in text(client.get(mote(filled)))
    for _press in range(2):
        response = client.post(mote(filled, "faststall/"))
        assert (response.status_code, response["Location"]) == (302, f"/sip/{filled.ref}/plan/")
    case, plan = filled.reads("guardian")  # C170: those who take part read it
    assert (case.stage, PlanSection.objects.count()) == (Stage.PLANNED, 4)
    assert plan.coordinator and plan.follow_up_at  # C172, C173
    assert client.get(mote(filled)).status_code == 200


def test_what_is_missing_is_shown_and_stops_the_button(ek, client_as):
    client = client_as("coordinator")
    send(client, ek, "voice", "kind", "own")
    page = text(client.get(mote(ek)))
    assert "saker saknas" in page and "Fastställ planen" not in page
    for sentence in rules.lacks(ek.draft()):
        assert escape(sentence) in page
    assert client.post(mote(ek, "faststall/")).status_code == 409
