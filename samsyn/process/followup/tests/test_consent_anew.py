"""In a new round consent is asked about the difference: who sees what meanwhile, asked of the database."""

from datetime import timedelta

import pytest

from samsyn.kernel import clock
from samsyn.process.consent import actions, anew, rules
from samsyn.process.followup.tests.again import GUARDIANS, meets_again, same_yes
from samsyn.process.followup.tests.done import goes_on
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Plan

# BUP has a yes to both questions, the school to the first only.
BUP, SCHOOL = {"frame", "whole", "1", "2"}, {"frame", "1"}


@pytest.fixture
def renewing(following):
    goes_on(following)
    return following


def seen(family, who):
    """Of what is shared."""
    return family.scopes(who) & {"frame", "whole", "1", "2", "3"}


def remove(family, number):
    case, by = family.speaks("coordinator")
    question = next(one for one in rules.agenda(case) if one.number == number)
    actions.take_away_question(case=case, by=by, question=question)


def plan_read_by(family, who):
    case, _by = family.speaks(who)
    plan = Plan.objects.filter(case=case).established().first()
    return {need["text"] for need in reading.read(plan.pk).content["needs"]} if plan else set()


def new_to(family, key):
    place = family.place(key)
    case, _by = family.speaks(key)
    found = anew.difference(rules.inquiry(case), rules.answer_of(case, place))
    return {
        name: {(row["party"]["unit"], q["text"]) for row in found[name] for q in row["questions"]}
        for name in ("new", "already")
        if name in found
    }


def test_asking_anew_cuts_nothing_and_opens_nothing(renewing):
    renewing.ask_about("fritiden")
    renewing.wish("habilitation")
    renewing.put_question()
    assert seen(renewing, "bup") == BUP
    assert seen(renewing, "school") == SCHOOL
    assert seen(renewing, "habilitation") == set()


def test_what_is_new_stands_apart_from_what_one_has_said_yes_to(renewing):
    renewing.ask_about("fritiden")
    renewing.put_question()
    assert new_to(renewing, "guardian") == {
        "new": {("BUP Hallstad", "fritiden"), ("Ljungskolan", "fritiden"), ("Ljungskolan", "sömnen")},
        "already": {
            ("BUP Hallstad", "skolan"),
            ("BUP Hallstad", "sömnen"),
            ("Ljungskolan", "skolan"),
        },
    }


def test_one_press_says_yes_to_all_and_opens_when_all_have(renewing):
    renewing.ask_about("fritiden")
    renewing.put_question()
    renewing.answer("guardian", "yes")
    assert seen(renewing, "bup") == BUP
    assert seen(renewing, "school") == SCHOOL
    renewing.answer("other_guardian", "yes")
    assert seen(renewing, "bup") == BUP | {"3"}
    assert seen(renewing, "school") == SCHOOL | {"whole", "2", "3"}


def test_a_no_to_what_is_new_leaves_the_earlier_yes_to_its_own_day(renewing, at):
    renewing.ask_about("fritiden")
    case, _by = renewing.speaks("guardian")
    last = rules.Standing(case).last_day
    renewing.put_question(days=120)
    for key in GUARDIANS:
        renewing.answer(key, "no")
    assert seen(renewing, "bup") == BUP
    case, _by = renewing.speaks("guardian")
    standing = rules.Standing(case)
    assert standing.said_no_to_new(renewing.place("guardian"))
    assert (standing.missing, standing.last_day) == ([], last)
    at(clock.midnight(last + timedelta(days=1)))
    assert seen(renewing, "bup") & {"frame", "whole", "1", "2", "3"} == set()


def test_taking_back_after_a_no_to_the_new_shuts_all(renewing):
    renewing.ask_about("fritiden")
    renewing.put_question()
    renewing.answer("guardian", "no")
    renewing.withdraw("guardian")
    for who in ("bup", "school"):
        assert seen(renewing, who) == set()
    case, _by = renewing.speaks("guardian")
    assert not rules.all_said_yes(case)


def test_a_no_after_a_yes_to_the_same_question_shuts(renewing):
    renewing.put_question()
    renewing.answer("guardian", "yes")
    renewing.answer("guardian", "no")
    assert seen(renewing, "bup") == set()


def test_an_expired_yes_is_asked_for_whole(renewing, at):
    case, _by = renewing.speaks("guardian")
    last = rules.Standing(case).last_day
    at(clock.midnight(last + timedelta(days=1)))
    renewing.put_question()
    assert new_to(renewing, "guardian") == {}
    renewing.answer("guardian", "no")
    assert seen(renewing, "bup") & {"1", "2", "whole"} == set()


@pytest.mark.parametrize("gone", [(1,), (2,), (1, 2)])
def test_a_question_taken_away_for_the_next_plan_shuts_nothing_of_the_plan_in_force(renewing, gone):
    """Nor does it open what concerns all questions to one who had a yes to some of them only."""
    renewing.ask_about("fritiden")
    before = {who: plan_read_by(renewing, who) for who in ("bup", "school")}
    for number in gone:
        remove(renewing, number)
    for who in ("bup", "school"):
        assert plan_read_by(renewing, who) == before[who] != set()
    assert seen(renewing, "school") == SCHOOL
    renewing.put_question()
    same_yes(renewing)
    assert seen(renewing, "bup") == BUP - {"whole"}  # no yes to the new question
    assert seen(renewing, "school") == SCHOOL


def test_a_question_asked_and_taken_away_in_the_same_round_shuts(renewing):
    renewing.ask_about("fritiden")
    renewing.put_question()
    for key in GUARDIANS:
        renewing.answer(key, "yes")
    remove(renewing, 3)
    assert "3" not in seen(renewing, "bup") | seen(renewing, "school")


def test_nobody_is_called_on_a_yes_to_the_old_questions_alone(renewing):
    """Only the plan in force is about them: the next meeting needs a yes of its own."""
    renewing.ask_about("fritiden")
    for number in (1, 2):
        remove(renewing, number)
    renewing.put_question()
    for key in GUARDIANS:
        renewing.answer(key, "no")
    case, _by = renewing.speaks("coordinator")
    assert not rules.all_said_yes(case)
    assert plan_read_by(renewing, "school")


def test_one_left_out_of_the_next_meeting_sees_nothing_at_once(renewing):
    case, by = renewing.speaks("guardian")
    school = next(p for p in rules.wanted(case) if p.assignment_id == renewing.cast["school"].assignment_id)
    actions.leave_out_party(case=case, by=by, party=school)
    assert seen(renewing, "school") == set()


def test_in_the_draft_nothing_lies_under_a_question_that_is_gone(renewing):
    renewing.ask_about("fritiden")
    remove(renewing, 2)
    meets_again(renewing)
    case, _by = renewing.speaks("coordinator")
    renewing.write("summary", "text", "Ny plan")
    draft = plans.draft(case)
    kinds = {body["question"]["text"] for _scope, body in reading.read(draft.pk).bodies if body["question"]}
    assert kinds == {"skolan", "fritiden"}
