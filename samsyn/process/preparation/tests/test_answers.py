"""Answers are one's own until they are handed in; then exactly those who were said see them."""

import pytest

from samsyn.cases.stages import Op
from samsyn.kernel.decision import Refused
from samsyn.process.preparation import rules
from samsyn.process.preparation.models import Answer, Showing
from samsyn.process.preparation.tests.said import case_of, events, readers, reads, shows, values, writes

MEETING, LEADER, SELF = Showing.MEETING, Showing.LEADER, Showing.SELF
FAMILY_AND_LEADER = {"child", "guardian", "other_guardian", "coordinator"}


def test_nobody_but_the_child_finds_what_it_writes_nor_that_it_has_written(agreed):
    writes(agreed, "child", "where", "Inte i skolan")
    assert readers(agreed) == {"child"}
    assert events(agreed, "child", Op.PREPARE)
    for who in ("guardian", "other_guardian", "coordinator", "bup"):
        assert not events(agreed, who, Op.PREPARE)
        assert values(agreed, who, Op.PREPARE) == []


def test_an_answer_for_the_leader_is_found_by_her_and_no_other_in_the_family(agreed):
    writes(agreed, "child", "expects", "Jag är rädd")
    shows(agreed, "child", expects=LEADER)
    assert readers(agreed) == {"child", "coordinator"}
    assert not events(agreed, "guardian", Op.HAND_IN)
    assert events(agreed, "coordinator", Op.HAND_IN)


def test_what_is_shown_at_the_meeting_reaches_all_with_a_yes_to_every_question(agreed):
    writes(agreed, "guardian", "important", "Att Adam får sova")
    shows(agreed, "guardian", important=MEETING)
    # The school has a yes to one question only.
    assert readers(agreed) == FAMILY_AND_LEADER | {"bup"}


def test_a_party_finds_nothing_before_the_yes(ek):
    ek.ask_about("skolan")
    ek.wish("bup")
    ek.put_question()
    writes(ek, "child", "where", "Hemma")
    shows(ek, "child", where=MEETING)
    ek.answer("guardian", "yes")
    assert ek.scopes("bup") == set()
    ek.answer("other_guardian", "yes")
    assert reads(ek, "bup") == ["Hemma"]
    ek.withdraw("other_guardian")
    assert ek.scopes("bup") == set()


def test_what_is_kept_stays_the_owners(agreed):
    writes(agreed, "child", "where", "Hemma")
    shows(agreed, "child", where=SELF)
    assert readers(agreed) == {"child"}
    case_of(agreed, "child")
    assert Answer.objects.get().handed_in_at is None
    assert not events(agreed, "coordinator", Op.HAND_IN)


def test_each_answer_goes_its_own_way(agreed):
    for key, text in {"where": "Hemma", "how_long": "Kort", "expects": "Lugn"}.items():
        writes(agreed, "child", key, text)
    shows(agreed, "child", where=MEETING, how_long=LEADER, expects=SELF)
    assert reads(agreed, "bup") == ["Hemma"]
    assert reads(agreed, "guardian") == ["Hemma"]
    assert reads(agreed, "coordinator") == ["Hemma", "Kort"]
    assert reads(agreed, "child") == ["Hemma", "Kort", "Lugn"]


STRANGE = "Rad ett\nرad två 🦊 <script>alert(1)</script> ' \" \\ %s"


def test_words_and_language_are_kept_when_shown(agreed):
    writes(agreed, "guardian", "works", STRANGE, language="ar")
    shows(agreed, "guardian", works=MEETING)
    case_of(agreed, "coordinator")
    answer = Answer.objects.get()
    assert (answer.text, answer.language) == (STRANGE, "ar")


def test_a_changed_answer_is_shown_anew_and_the_old_words_are_in_the_log(agreed):
    writes(agreed, "child", "where", "Hemma")
    shows(agreed, "child", where=LEADER)
    writes(agreed, "child", "where", "På biblioteket")
    assert reads(agreed, "coordinator") == ["På biblioteket"]
    assert Answer.objects.get().changed_at is not None
    assert ("Hemma", "På biblioteket") in values(agreed, "coordinator", Op.PREPARE)
    assert values(agreed, "guardian", Op.PREPARE) == []


def test_drafts_from_before_it_was_shown_stay_private(agreed):
    writes(agreed, "child", "where", "Inte hos pappa")
    writes(agreed, "child", "where", "I skolan")
    shows(agreed, "child", where=MEETING)
    seen = values(agreed, "other_guardian", Op.PREPARE) + values(agreed, "other_guardian", Op.HAND_IN)
    assert "Inte hos pappa" not in str(seen)


def test_what_was_shown_can_be_shown_to_more_but_not_hidden(agreed):
    writes(agreed, "child", "where", "Hemma")
    shows(agreed, "child", where=LEADER)
    shows(agreed, "child", where=MEETING)
    assert "guardian" in readers(agreed)
    for narrower in (LEADER, SELF):
        with pytest.raises(Refused, match="redan visat"):
            shows(agreed, "child", where=narrower)


def test_only_ones_own_questions_can_be_answered(agreed):
    with pytest.raises(Refused, match="inte till dig"):
        writes(agreed, "child", "important", "x")
    with pytest.raises(Refused, match="kan bara"):
        writes(agreed, "coordinator", "where", "x")


def test_an_answer_is_written_once_and_changed_after(agreed):
    writes(agreed, "child", "where", "Hemma")
    writes(agreed, "child", "where", "", dont_know=True)
    case, by = agreed.speaks("child")
    step = rules.steps(case, rules.preparer(by, case))[1]
    assert (step.answer.text, step.answer.dont_know, step.answered) == ("", True, True)
    assert Answer.objects.count() == 1


def test_the_wishes_for_the_meeting_are_read_by_the_one_who_calls(agreed):
    writes(agreed, "child", "where", "Hemma")
    writes(agreed, "child", "how_things", "Bättre")
    shows(agreed, "child", where=LEADER, how_things=MEETING)
    [(place, said)] = rules.wishes_for_meeting(case_of(agreed, "coordinator"))
    assert (place.called, [one.answer.text for one in said]) == ("Adam Ek", ["Hemma"])
    assert rules.wishes_for_meeting(case_of(agreed, "guardian")) == []


def test_the_next_round_is_answered_anew(agreed):
    case, by = agreed.speaks("child")
    writes(agreed, "child", "where", "Hemma")
    case.round.number += 1
    assert not any(step.answered for step in rules.steps(case, rules.preparer(by, case)))
