"""One thing kept from one in the family: moved with all that belongs to it, and no trace of it (ADR 29)."""

import pytest

from samsyn.audit.models import Event, EventValue
from samsyn.kernel.decision import Refused
from samsyn.process.plans import reading, rules
from samsyn.process.plans.models import Goal, Measure, Need
from samsyn.process.seeing import actions
from samsyn.process.seeing.models import Hidden

pytestmark = pytest.mark.django_db
WORDS = "Adam vill prata utan mamma"


def need(ek):
    ek.speaks("coordinator")
    made = ek.add("need", about=ek.questions["sleep"].ref, text=WORDS)
    goal = ek.add("goal", made, text="Ett eget samtal")
    measure = ek.add("measure", goal, what="Samtal varje vecka")
    ek.write(f"measure.{measure.ref}", "unit", ek.unit("bup"))
    return made


def shown(ek, key):
    case, _by = ek.speaks(key)
    return reading.read(rules.plan_to_show(case).pk)


def words(ek, key):
    return [one["text"] for one in shown(ek, key).content["needs"]]


def test_a_need_and_all_below_it_is_seen_by_the_others_and_not_by_her(written):
    made = need(written)
    written.speaks("guardian")
    before = Event.objects.count()
    written.hide("need", made.ref, "guardian")
    assert WORDS not in words(written, "guardian")
    assert WORDS in words(written, "other_guardian") and WORDS in words(written, "bup")
    written.speaks("guardian")
    for table in (Need, Goal, Measure):
        assert not table.objects.filter(scope__kind="apart").exists()
    assert not Hidden.objects.exists()
    assert not EventValue.objects.filter(new__contains="Adam vill").exists()
    assert not Event.objects.filter(verb="hide").exists()
    assert Event.objects.count() < before  # what the log said of it has gone too


def test_shown_again_it_is_where_it_was_and_the_log_with_it(written):
    made = need(written)
    written.speaks("guardian")
    before = list(Event.objects.order_by("pk").values_list("pk", "scope_id"))
    values = list(EventValue.objects.order_by("pk").values_list("pk", "scope_id"))
    written.hide("need", made.ref, "guardian")
    written.shows("need", made.ref)
    assert WORDS in words(written, "guardian")
    assert list(Event.objects.order_by("pk").values_list("pk", "scope_id")) == before
    assert list(EventValue.objects.order_by("pk").values_list("pk", "scope_id")) == values


def test_what_is_written_in_it_afterwards_is_hidden_too(written):
    made = need(written)
    written.hide("need", made.ref, "guardian")
    written.speaks("guardian")
    before = Event.objects.count()
    written.write(f"need.{made.ref}", "text", "Nytt", base=WORDS)
    written.speaks("guardian")
    assert Event.objects.count() == before
    with pytest.raises(Refused):
        written.write(f"need.{made.ref}", "about", "whole", base=written.questions["sleep"].ref)


def test_both_hidden_from(written):
    made = need(written)
    written.hide("need", made.ref, "guardian")
    written.hide("need", made.ref, "other_guardian")
    assert WORDS not in words(written, "guardian") + words(written, "other_guardian")
    assert WORDS in words(written, "bup")
    assert {place.called for place in written.item("coordinator", "need", made.ref).unknown_to} == {
        written.cast[key].name for key in ("guardian", "other_guardian")
    }


def test_the_established_plan_verifies_for_each_and_its_seal_is_as_long(written):
    made = need(written)
    written.hide("need", made.ref, "guardian")
    plan = written.establish()
    for key in ("guardian", "other_guardian", "bup", "coordinator"):
        case, _by = written.speaks(key)
        plan = rules.established(case)
        assert rules.verify_plan(plan) == []
    written.speaks("guardian")
    mine = rules.sections_for(plan)
    assert len(plan.seal.split("\n")) == len(mine)
    assert WORDS not in "".join(one.body for one in mine)
    written.speaks("other_guardian")
    assert WORDS in "".join(one.body for one in rules.sections_for(plan))
    assert WORDS in words(written, "other_guardian") and WORDS not in words(written, "guardian")


def test_what_is_established_is_not_hidden(written):
    made = need(written)
    written.establish()
    assert written.item("coordinator", "need", made.ref) is None


def test_staff_say_why_and_only_what_is_theirs(written):
    made = need(written)
    with pytest.raises(Refused):
        written.hide("need", made.ref, "guardian", reason=" ")
    with pytest.raises(Refused):
        written.hide("need", made.ref, "guardian", by="bup")
    with pytest.raises(Refused):
        written.hide("need", made.ref)
    with pytest.raises(Refused):
        written.hide("need", made.ref, "guardian", by="other_guardian")


def test_shown_together_is_told_where_all_of_them_read(written):
    made = need(written)
    written.hide("need", made.ref, "guardian")
    item = written.item("coordinator", "need", made.ref)
    case, by = written.speaks("coordinator")
    with pytest.raises(Refused):
        actions.show_together(case=case, by=by, item=item, words="")
    actions.show_together(case=case, by=by, item=item, words="Adam berättade själv.")
    assert WORDS in words(written, "guardian")
    assert Event.objects.filter(verb="show_together").exists()
    assert not Event.objects.filter(verb="hide").exists()
