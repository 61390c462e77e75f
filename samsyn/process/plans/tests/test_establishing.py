"""Establishing: what is missing, one section per scope, who leads then; and that nothing changes after."""

import json
import threading

import pytest
from django.db import connection

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.cases.stages import Stage
from samsyn.kernel.decision import Refused
from samsyn.process.meetings import rules as meetings
from samsyn.process.plans import actions, rules, sections
from samsyn.process.plans.models import Goal, Measure, Need, Plan, PlanSection
from samsyn.process.plans.tests.cases import come, fill, meeting
from tests.harness.database import denied


def sql(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def unset(row: str, field: str, base: str):
    return lambda ek: ek.write(row, field, "", base=base)


def nobody_elses_words(ek):
    ek.write("plan", "no_other_measures", "", base="yes")


def without(model):
    def take_away(ek):
        kind = model.__name__.lower()
        case, by = ek.speaks("coordinator")
        for row in model.objects.filter(plan=rules.draft(case)).order_by("pk"):
            actions.remove_row(case=case, by=by, row=f"{kind}.{row.ref}")

    return take_away


def to_kind(kind):
    return lambda ek: ek.write("voice", "kind", kind, base="own")


def coordinator_left(ek):
    ref = ek.place("coordinator").ref
    ek.write("plan", "coordinator", "", base=ref)


def somebody_else(ek):
    case, _by = ek.speaks("coordinator")
    row = Measure.objects.filter(plan=rules.draft(case)).order_by("pk")[0]
    ek.write(f"measure.{row.ref}", "responsible", "other", base=row.responsible)
    ek.write(f"measure.{row.ref}", "unit", "", base=row.unit.ref)
    nobody_elses_words(ek)


def nobody_answers(ek):
    case, _by = ek.speaks("coordinator")
    row = Measure.objects.filter(plan=rules.draft(case)).order_by("pk")[0]
    ek.write(f"measure.{row.ref}", "responsible", "", base=row.responsible)


def follow_up_gone(ek):
    stands = rules.stands(ek.speaks("coordinator")[0], "plan", "follow_up_at")
    ek.write("plan", "follow_up_at", "", base=stands)


@pytest.mark.requirement("C013", "C014", "C107", "C141", "C142")
@pytest.mark.parametrize(
    ("take", "sentence"),
    [
        (unset("voice", "words", "Jag vill sova\noch orka gå i skolan."), "Skriv vad Adam Ek säger"),
        (unset("voice", "kind", "own"), "Vad säger Adam Ek själv?"),
        (to_kind("conveyed"), "Vem har berättat vad Adam Ek säger?"),
        (to_kind("could_not"), "Varför kunde Adam Ek inte säga något?"),
        (without(Need), "Vad behövs?"),
        (without(Goal), "saknar mål på vägen"),
        (without(Measure), "Vilka insatser behövs?"),  # the law's first item: C107
        (nobody_answers, "kommunen, regionen eller någon annan"),  # its second
        (nobody_elses_words, "Gör någon annan än kommunen och regionen något?"),  # its third
        (somebody_else, "Vem är det som gör"),
        (unset("plan", "lead_principal", "kommun"), "övergripande ansvaret"),  # its fourth: C013
        (coordinator_left, "Vem blir samordnare?"),  # C141
        (follow_up_gone, "När följer ni upp planen?"),  # C014, C142
        (lambda ek: ek.withdraw("guardian"), "sagt ja till"),
    ],
)
def test_what_is_missing_is_said_and_stops_it(filled, take, sentence):
    take(filled)
    found = filled.lacks()
    assert any(sentence in line for line in found), found
    with pytest.raises(Refused, match="saknas"):
        filled.establish()


def test_a_meeting_where_nobody_was_is_no_meeting(ek):
    fill(ek)
    case, _by = ek.speaks("coordinator")
    meetings.current(case).invitations.update(present=None)
    assert "Vilka kom till mötet?" in ek.lacks()


def test_a_child_who_did_not_want_to_say_anything_stops_nothing(filled):
    filled.write("voice", "kind", "did_not_want", base="own")
    assert filled.lacks() == []


@pytest.mark.requirement("C109", "C149", "C172", "C173")
def test_an_established_plan_is_in_force_and_its_coordinator_leads(become, cast):
    ek = meeting(become, cast)
    fill(ek, coordinator="bup")
    plan = ek.establish()
    case, _by = ek.speaks("bup")
    kinds = {place.person_id: place.kind for place in case.people}
    assert kinds[cast["bup"].person_id] == PlaceKind.COORDINATOR  # C109, C172
    assert kinds[cast["coordinator"].person_id] == PlaceKind.MEMBER
    assert (case.stage, case.plan_in_force) == (Stage.PLANNED, True)
    assert {"family", "whole", "talk", "1", "2"} <= ek.scopes("bup")
    # The convener's unit has no yes of its own: it keeps who is in the case, and nothing of the family's.
    assert not {"family", "whole", "talk", "1", "2"} & ek.scopes("coordinator")
    assert meetings.current(case).ended_at is not None
    assert plan.coordinator.person_id == cast["bup"].person_id


@pytest.mark.requirement("C006", "C007", "C008", "C011", "C012")
def test_each_scope_has_its_section_and_each_reader_its_own(filled):
    filled.establish()
    seen = {}
    for key in ("coordinator", "guardian", "child", "bup", "school"):
        _case, plan = filled.reads(key)
        seen[key] = [json.loads(one.body)["scope"] for one in rules.sections_for(plan)]
        assert rules.verify_plan(plan) == []
    everything = ["frame", "whole", "question", "question"]
    assert seen == {
        "coordinator": everything, "guardian": everything, "child": everything, "bup": everything,
        "school": ["frame", "question"],
    }  # fmt: skip
    _case, plan = filled.reads("guardian")
    whole = json.loads(rules.sections_for(plan)[1].body)
    assert whole["voice"]["words"] == "Jag vill sova\noch orka gå i skolan."  # C008
    assert whole["strengths"][0]["text"] == "Envis och rolig"  # C007
    assert whole["needs"][0]["text"] == "Behöver stöd hemma"  # C006
    measure = whole["needs"][0]["goals"][0]["measures"][0]
    assert measure["what"] == "Stöd hemma"  # C011
    assert measure["unit"] and measure["responsible"] == "kommun" and measure["contact"]  # C012


def test_the_coordinator_computes_what_another_reader_is_shown(filled):
    filled.establish()
    place = filled.place("school")
    _case, plan = filled.reads("school")
    own = rules.shown_hash(rules.sections_for(plan))
    filled.speaks("coordinator")
    assert rules.shown_hash(rules.sections_for(plan, place)) == own
    assert rules.shown_hash(rules.sections_for(plan)) != own


def test_the_seal_holds_and_the_same_words_have_another_hash_each_time(filled):
    plan = filled.establish()
    made = rules.sections_for(plan)
    assert plan.hash == sections.digest("\n".join(section.hash for section in made))
    assert all(sections.digest(one.salt + one.body) == one.hash for one in made)
    assert all(sections.canonical(json.loads(one.body)) == one.body for one in made)
    assert sections.digest(made[0].body) != made[0].hash


CHANGES = [
    "update plans_plansection set body = 'x'",
    "update plans_plan set follow_up_how = 'x'",
    "update plans_plan set state = 'draft'",
    "update plans_need set text = 'x'",
    "update plans_goal set text = 'x'",
    "update plans_measure set what = 'x'",
    "update plans_childvoice set words = 'x'",
    "update plans_overallgoal set text = 'x'",
    "update plans_strength set text = 'x'",
    "insert into plans_strength (ref, case_id, scope_id, plan_id, language, kind, text)"
    " select 'a', case_id, scope_id, plan_id, 'sv', 'quality', 'x' from plans_strength limit 1",
    "insert into plans_plansection (ref, case_id, scope_id, plan_id, place, body, salt, hash)"
    " select 'a', case_id, scope_id, plan_id, 99, '{}', '', '' from plans_plansection limit 1",
    "delete from plans_plansection",
    "delete from plans_measure",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_an_established_plan_cannot_be_changed_as_the_web(filled, statement):
    filled.establish()
    filled.speaks("coordinator")
    with denied():
        sql(statement)


def test_a_section_changed_by_the_owner_is_found(become, cast, fresh_database, acting, owner):
    with acting("coordinator"):
        ek = meeting(become, cast)
        fill(ek)
        plan = ek.establish()
    owner.execute("alter table plans_plansection disable trigger append_only")
    owner.execute(
        "update plans_plansection set body = replace(body, 'Sömn', 'Skol') where plan_id = %s", [plan.pk]
    )
    with acting("coordinator", case=ek.ref):
        assert rules.verify_plan(Plan.objects.get(pk=plan.pk)) == ["Del 4 av planen är ändrad."]


def test_pressed_twice_it_is_established_once(become, cast, fresh_database, acting):
    with acting("coordinator"):
        ek = meeting(become, cast)
        fill(ek)
    outcomes: list[str] = []

    def press() -> None:
        try:
            with acting("coordinator", case=ek.ref):
                ek.establish()
            outcomes.append("established")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(outcomes) == ["established", "refused"]
    with acting("coordinator", case=ek.ref):
        assert PlanSection.objects.count() == 4


def test_what_is_written_at_the_meeting_is_seen_by_those_who_may_see_it(ek):
    come(ek)
    ek.write("voice", "words", "Hemligt för skolan")
    case, _by = ek.speaks("school")
    assert {scope.kind for scope in case.scopes_seen} & {ScopeKind.WHOLE} == set()
    plan = rules.draft(case)
    assert plan.childvoices.count() == 0
