"""Who is asked what, and in which words."""

import pytest

from samsyn.cases.models import PlaceKind
from samsyn.process.preparation.questions import ABOUT_THE_MEETING, BY_KEY, QUESTIONS, questions_for
from samsyn.process.preparation.tests.said import my_questions


@pytest.mark.requirement("C040", "C041", "C042", "C043")
def test_a_guardian_is_asked_what_is_important_needed_works_and_anything_else(ek):
    asked = my_questions(ek, "guardian")[:4]
    assert asked == [
        # C040: what is important for your child and for you as a family?
        "Vad är viktigt för Adam Ek och för er som familj?",
        # C041: what are the child's needs and wishes that you want help with?
        "Vilka behov och önskemål har Adam Ek som ni vill ha hjälp med?",
        # C042: what works well, and what works less well?
        "Vad fungerar bra, och vad fungerar mindre bra?",
        # C043: anything else that you think is important?
        "Är det något mer som du tycker är viktigt?",
    ]


@pytest.mark.requirement("C197", "C198", "C199", "C200", "C201")
def test_the_child_is_asked_how_where_and_how_long_what_it_needs_and_how_it_should_be(ek):
    assert my_questions(ek, "child")[:5] == [
        "Hur vill du att mötet ska vara?",  # C197: how do you want the meeting to be?
        "Var vill du att vi ses?",  # C198: where should it be held?
        "Hur länge ska mötet hålla på?",  # C199: how long should it be?
        "Vad behöver du? Vad önskar du?",  # C200: what needs, wishes and expectations do you have?
        "Hur vill du att det ska bli?",  # C201: how would you like things to be?
    ]
    assert "hoppas" in str(BY_KEY["expects"].wording(PlaceKind.CHILD).hint)  # C200: expectations


@pytest.mark.requirement("C202", "C203")
def test_the_child_is_asked_how_to_say_what_it_feels_and_who_speaks_for_it(ek):
    assert my_questions(ek, "child")[5:] == [
        "Hur vill du säga vad du tänker och känner?",  # C202: bring forward what you think and feel
        "Vem ska prata för dig om du inte är med?",  # C203: if you cannot or do not want to attend
    ]


@pytest.mark.requirement("C196")
def test_both_child_and_parents_get_the_questions(ek):
    sources = {question.source for question in questions_for(PlaceKind.CHILD)}
    for who in ("child", "guardian", "other_guardian"):
        assert len(my_questions(ek, who)) >= len(sources) == 7
    assert sources <= {question.source for question in questions_for(PlaceKind.GUARDIAN)}


def test_a_grown_up_is_asked_about_themselves_and_nobody_is_called_a_child():
    for kind in (PlaceKind.PERSON, PlaceKind.REPRESENTATIVE, PlaceKind.GUARDIAN):
        for question in questions_for(kind):
            wording = question.wording(kind)
            assert "barn" not in (wording.ask_about("Eva") + wording.hint_about("Eva")).lower()
    for question in questions_for(PlaceKind.PERSON):
        assert "Eva" not in question.wording(PlaceKind.PERSON).ask_about("Eva")


def test_a_name_with_a_percent_sign_is_only_a_name():
    assert BY_KEY["important"].wording(PlaceKind.GUARDIAN).ask_about("100%s").count("100%s") == 1


def test_keys_are_unique_and_those_about_the_meeting_exist():
    assert len(BY_KEY) == len(QUESTIONS)
    assert set(ABOUT_THE_MEETING) <= set(BY_KEY)
