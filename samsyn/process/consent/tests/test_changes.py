"""What happens to a yes when minds, questions, people and days change: asked of the database."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from samsyn.audit.models import Event
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.people import actions as people
from samsyn.people.models import Assignment
from samsyn.process.consent import actions, rules
from samsyn.process.consent.models import Answer, Inquiry
from samsyn.process.consent.tests.cases import Family
from tests.harness.database import denied

BOTH = {"1", "2"}


@pytest.fixture
def agreed(asked: Family) -> Family:
    """Both guardians have said yes to everything."""
    asked.answer("guardian", "yes")
    asked.answer("other_guardian", "yes")
    return asked


def pairs(family: Family, *, party: int | None = None, question: int | None = None) -> set:
    """Of the question as put: those of one party, or one question, by their place in it."""
    family.speaks("coordinator")
    asked = Inquiry.objects.order_by("-number")[0]
    parties = asked.parties if party is None else [asked.parties[party]]
    questions = asked.questions if question is None else [asked.questions[question]]
    return {(p["ref"], q["ref"]) for p in parties for q in questions}


def test_one_party_is_taken_back(agreed):
    agreed.withdraw("guardian", pairs(agreed, party=1))
    assert agreed.scopes("school") == set()
    assert agreed.scopes("bup") >= BOTH | {"whole"}


def test_one_question_is_taken_back_for_all(agreed):
    agreed.withdraw("guardian", pairs(agreed, question=0))
    for key in ("bup", "school"):
        assert agreed.scopes(key) & (BOTH | {"whole"}) == {"2"}


def test_after_taking_everything_back_one_may_say_yes_again(agreed):
    agreed.withdraw("guardian")
    assert not agreed.scopes("bup")
    with pytest.raises(Refused, match="inget ja att ta tillbaka"):
        agreed.withdraw("guardian")
    agreed.answer("guardian", "yes")
    assert agreed.scopes("bup") >= BOTH
    agreed.speaks("coordinator")
    assert Answer.objects.count() == 3  # what was taken back stays, as such


def test_the_newest_of_two_answers_counts(agreed):
    agreed.answer("guardian", "no")
    assert not agreed.scopes("bup")
    agreed.answer("guardian", "partly", pairs(agreed, party=0, question=1))
    assert agreed.scopes("bup") & BOTH == {"2"}
    assert not agreed.scopes("school")


def test_a_new_question_opens_when_all_have_answered_anew_and_the_old_stay_meanwhile(agreed):
    agreed.ask_about("fritiden")
    case, _by = agreed.speaks("coordinator")
    assert rules.Standing(case).is_due
    assert agreed.scopes("bup") & {"1", "2", "3"} == BOTH
    agreed.put_question()
    assert agreed.scopes("bup") & {"1", "2", "3"} == BOTH
    agreed.answer("guardian", "yes")
    assert agreed.scopes("bup") & {"1", "2", "3", "whole"} == BOTH
    agreed.answer("other_guardian", "yes")
    assert agreed.scopes("bup") >= {"1", "2", "3", "whole"}


@pytest.mark.requirement("C029")
def test_a_new_party_sees_nothing_before_a_new_yes(agreed):
    agreed.wish("habilitation")
    agreed.put_question()
    agreed.answer("guardian", "yes")
    # C029: "The consent covers only the persons who take part in the planning"
    assert not agreed.scopes("habilitation")
    agreed.answer("other_guardian", "yes")
    assert agreed.scopes("habilitation") >= BOTH


def test_one_who_is_left_out_sees_nothing_at_once_and_comes_back_only_by_a_new_yes(agreed):
    case, by = agreed.speaks("guardian")
    school = next(p for p in rules.wanted(case) if p.assignment_id == agreed.cast["school"].assignment_id)
    actions.leave_out_party(case=case, by=by, party=school)
    assert not agreed.scopes("school")
    agreed.wish("school")
    agreed.put_question()
    agreed.answer("guardian", "yes")
    assert not agreed.scopes("school")
    agreed.answer("other_guardian", "yes")
    assert agreed.scopes("school") >= BOTH


@pytest.mark.requirement("C030")
def test_a_question_that_is_taken_away_shuts(agreed):
    case, by = agreed.speaks("guardian")
    first = rules.agenda(case)[0]
    actions.take_away_question(case=case, by=by, question=first)
    # C030: "The consent covers only what is to be discussed (topics)"
    assert agreed.scopes("bup") & BOTH == {"2"}
    assert agreed.scopes("bup") >= {"whole"}  # a yes to all that is left


def test_nothing_is_open_after_the_last_day(agreed, at):
    agreed.speaks("guardian")
    last = Inquiry.objects.get().valid_to
    at(clock.midnight(last + timedelta(days=1)) - timedelta(seconds=1))
    assert agreed.scopes("bup") >= BOTH
    at(clock.midnight(last + timedelta(days=1)))
    assert not agreed.scopes("bup") & (BOTH | {"whole", "frame"})
    case, _by = agreed.speaks("coordinator")
    assert rules.granted(case) == {}
    assert "gått ut" in rules.all_said_yes(case).reason
    with pytest.raises(Refused, match="gått ut"):
        agreed.answer("guardian", "yes")
    agreed.put_question()
    agreed.answer("guardian", "yes")
    agreed.answer("other_guardian", "yes")
    assert agreed.scopes("bup") >= BOTH


def test_whoever_leads_keeps_the_place_that_the_work_gives(agreed):
    before = agreed.scopes("coordinator")
    agreed.withdraw("guardian")
    assert agreed.scopes("coordinator") == before


def test_an_answer_to_a_question_that_was_replaced_is_not_taken(asked):
    asked.speaks("coordinator")
    old = Inquiry.objects.get()
    asked.put_question(days=120)
    with pytest.raises(Refused, match="har ändrats"):
        asked.answer("guardian", "yes", inquiry=old)


def test_a_yes_cannot_name_what_was_not_asked(asked):
    with pytest.raises(Refused, match="inte står i frågan"):
        asked.answer("guardian", "partly", {("someone", "else")})


@pytest.mark.parametrize("key", ["coordinator", "bup", "other_guardian"])
def test_nobody_answers_or_takes_back_for_a_guardian(agreed, key):
    place, inquiry = agreed.place("guardian"), Inquiry.objects.get()
    case, by = agreed.speaks(key)
    if key == "coordinator":  # writes down what she said, marked as such
        actions.withdraw(case=case, by=by, place=place, how="telephone")
        assert not agreed.scopes("bup")
        return
    with pytest.raises(Refused):
        actions.withdraw(case=case, by=by, place=place)
    with pytest.raises(Refused):
        actions.record(case=case, by=by, place=place, inquiry=inquiry, kind="no", how="telephone")


@pytest.mark.requirement("C028")
def test_what_is_said_by_telephone_is_of_equal_worth(asked):
    place = asked.place("guardian")
    asked.answer("other_guardian", "yes")
    case, by = asked.speaks("coordinator")
    said = {"kind": "yes", "how": "paper", "words": "Maria skrev under hemma"}
    # C028: "The guardian signs a consent": on paper, written down by staff
    actions.record(case=case, by=by, place=place, inquiry=rules.inquiry(case), **said)
    assert asked.scopes("bup") >= BOTH


def test_what_was_shown_can_be_proved(asked):
    asked.speaks("guardian")
    inquiry = Inquiry.objects.get()
    assert [q["text"] for q in inquiry.questions] == ["skolan", "sömnen"]
    assert [(p["name"], p["unit"]) for p in inquiry.parties] == [
        ("Ali Hassan", "BUP Hallstad"),
        ("Per Berg", "Ljungskolan"),
    ]
    assert inquiry.wording["other"][0] == "Får de här prata med varandra om Adam Ek?"
    for statement in ("update consent_inquiry set valid_to = now()", "delete from consent_inquiry"):
        with denied(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_verb_leaves_its_event(agreed):
    agreed.withdraw("guardian")
    case, by = agreed.speaks("guardian")
    said = actions.say_not_to_raise(case=case, by=by, text="pengarna")
    actions.let_be_raised(case=case, by=by, said=said)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["withdraw_consent", "say_not_to_raise", "say_not_to_raise"]
    assert {"write_question", "wish_party", "ask_consent", "answer_consent"} <= set(verbs)


def test_one_who_no_longer_works_there_gets_no_place(asked, at):
    later = clock.now() + timedelta(days=2)
    asked.answer("guardian", "yes")
    set_end(asked, "bup", later - timedelta(days=1))
    at(later)
    asked.answer("other_guardian", "yes")
    assert asked.scopes("school") >= BOTH
    case, _by = asked.speaks("coordinator")
    assert asked.cast["bup"].assignment_id not in {p.assignment_id for p in case.people}


def set_end(family: Family, key: str, moment: datetime) -> None:
    """As whoever keeps the region's people."""
    by = family.become("operator")
    duty = Assignment.objects.select_related("unit__organisation").get(pk=family.cast[key].assignment_id)
    people.end_assignment(by=by, duty=duty, last=clock.local(moment).date())
