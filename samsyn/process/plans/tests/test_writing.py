"""Writing box by box: whoever was first wins, and the other one gets both texts."""

from datetime import timedelta

import pytest

from samsyn.audit.models import Event, EventValue
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.process.plans import actions, reading, rules
from samsyn.process.plans.actions import Clash
from samsyn.process.plans.fields import NotOnTheList
from samsyn.process.plans.models import ChildVoice, Measure, Need


def voice() -> str:
    return ChildVoice.objects.get().words


def test_the_first_wins_and_the_second_is_told_what_stands_there(ek):
    ek.write("voice", "words", "Den ena skrev detta")
    with pytest.raises(Clash) as clash:
        ek.write("voice", "words", "Den andra skrev detta", base="")
    assert clash.value.stored == "Den ena skrev detta"
    assert voice() == "Den ena skrev detta"
    # Nothing forces: the same words with what now stands there as base.
    ek.write("voice", "words", "Den andra skrev detta", base=clash.value.stored)
    assert voice() == "Den andra skrev detta"


def test_the_same_text_is_done_whatever_its_base(ek):
    ek.write("voice", "words", "Samma")
    events = Event.objects.count()
    assert ek.write("voice", "words", "Samma", base="något gammalt") == "Samma"
    assert Event.objects.count() == events


def test_line_breaks_of_browsers_are_one_kind(ek):
    ek.write("voice", "words", "Ett\r\nTvå")
    assert voice() == "Ett\nTvå"
    ek.write("voice", "words", "Ett\r\nTvå\r\nTre", base="Ett\r\nTvå")
    assert voice() == "Ett\nTvå\nTre"


def test_every_save_is_an_event_with_old_and_new(ek):
    ek.write("voice", "words", "Först")
    ek.write("voice", "words", "Sedan", base="Först")
    values = EventValue.objects.filter(field="voice.words").order_by("pk")
    assert [(value.old, value.new) for value in values] == [("", "Först"), ("Först", "Sedan")]
    assert Event.objects.filter(verb="write_plan").count() >= 2


@pytest.mark.parametrize("text", ["x" * 20_000, "<script>alert(1)</script>", "🦊 قطة", "a\n\nb"])
def test_words_are_kept_as_they_were_written(ek, text):
    assert ek.write("voice", "words", text) == text
    assert voice() == text


@pytest.mark.parametrize("key", ["guardian", "child", "bup", "school"])
def test_only_who_leads_writes(ek, key):
    with pytest.raises(Refused):
        ek.write("voice", "words", "Hej", key=key)


def test_nothing_is_written_before_the_meeting_or_after_the_plan(filled):
    filled.establish()
    with pytest.raises(Refused):
        filled.write("voice", "words", "För sent")


@pytest.fixture
def measure(ek) -> str:
    need = ek.add("need", about="whole", text="Sova")
    return f"measure.{ek.add('measure', ek.add('goal', need, text='Sover'), what='Sömnskola').ref}"


def test_a_measure_does_not_end_before_it_starts(ek, measure):
    ek.write(measure, "start", "2026-05-02")
    with pytest.raises(Refused, match="före startdatumet"):
        ek.write(measure, "end", "2026-05-01")
    ek.write(measure, "end", "2026-05-02")
    with pytest.raises(Refused, match="före startdatumet"):
        ek.write(measure, "start", "2026-05-03", base="2026-05-02")


def test_the_follow_up_is_not_in_the_past(ek):
    with pytest.raises(Refused, match="redan varit"):
        ek.write("plan", "follow_up_at", (clock.now() - timedelta(days=1)).isoformat())


def test_a_unit_brings_its_principal_and_its_person(ek, measure):
    ek.write(measure, "unit", ek.unit("bup"))
    row = Measure.objects.get()
    assert (row.responsible, bool(row.contact), bool(row.telephone)) == ("region", True, True)


@pytest.mark.parametrize(("field", "text"), [("unit", "unknown"), ("responsible", "staten")])
def test_only_what_is_on_the_list_can_be_chosen(ek, measure, field, text):
    with pytest.raises(NotOnTheList):
        ek.write(measure, field, text)


def test_a_need_moves_with_all_below_it_to_what_it_is_about(ek, measure):
    need = Need.objects.get()
    ek.write(f"need.{need.ref}", "about", ek.questions["sleep"].ref, base="whole")
    row = Measure.objects.get()
    assert row.scope_id == row.goal.scope_id == ek.questions["sleep"].scope_id
    ek.speaks("bup")
    assert Measure.objects.count() == 1
    ek.speaks("school")  # has no yes to that question
    assert Measure.objects.count() == 0


def test_a_row_taken_away_can_be_taken_back_with_all_below_it(ek, measure):
    need = Need.objects.get()
    case, by = ek.speaks("coordinator")
    actions.remove_row(case=case, by=by, row=f"need.{need.ref}")
    assert reading.read(rules.draft(case).pk).content["needs"] == []
    actions.remove_row(case=case, by=by, row=f"need.{need.ref}", removed=False)
    shown = reading.read(rules.draft(case).pk).content["needs"]
    assert shown[0]["goals"][0]["measures"][0]["what"] == "Sömnskola"


def test_the_draft_is_made_once(ek):
    ek.write("voice", "kind", "own")
    ek.write("summary", "text", "Kort")
    case, _by = ek.speaks("coordinator")
    assert rules.draft(case).version == 1
    assert ChildVoice.objects.count() == 1
