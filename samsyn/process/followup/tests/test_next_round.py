"""The next round starts from the old plan: what is taken over, where it lies, and what is asked anew."""

import pytest

from samsyn.kernel.decision import Refused
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as consent_rules
from samsyn.process.followup.tests.again import draft_content, in_the_draft, meets_again, takes
from samsyn.process.followup.tests.done import goals, goes_on
from samsyn.process.plans import actions, comparing, reading, rounds, versions
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Need, Plan
from samsyn.process.plans.tests.cases import meeting


def texts(content):
    return {
        need["text"]: {goal["text"]: [m["what"] for m in goal["measures"]] for goal in need["goals"]}
        for need in content["needs"]
    }


def test_nothing_is_copied_by_itself(second):
    case, _by = second.speaks("coordinator")
    assert plans.draft(case) is None
    second.write("summary", "text", "Ny plan")
    assert texts(draft_content(second)) == {}
    assert rounds.beside(case)["left_behind"] == 9


@pytest.mark.requirement("C155", "C158", "C162")
def test_one_press_takes_over_all_but_the_goals_that_are_met(second):
    made = takes(second)
    # C158: the original plan is at hand. C162: a new SIP, handled as the first: it starts from the old plan.
    assert texts(draft_content(second)) == {
        "Behöver stöd hemma": {"Stöd hemma fungerar": ["Stöd hemma"]},
        "Behöver anpassad skoldag": {"Anpassad skoldag fungerar": ["Anpassad skoldag"]},
        "Behöver sömnskola": {},
    }
    assert all(row.origin for row in made)
    # C155: follow-up is continuous: pressed again, nothing stands there twice.
    assert takes(second) == []


def test_own_words_are_asked_anew_and_shown_beside(second):
    takes(second)
    content = draft_content(second)
    assert content["voice"] is None
    assert content["wishes"] == []
    case, _by = second.speaks("coordinator")
    assert rounds.beside(case)["last_voice"]["words"] == "Jag vill sova\noch orka gå i skolan."


def test_a_copy_lies_where_the_row_lay(second):
    takes(second)
    second.speaks("coordinator")
    old, new = ({n.text: n.scope_id for n in Need.objects.filter(plan__version=v)} for v in (1, 2))
    assert old == new
    for who, seen in (("school", {"Behöver anpassad skoldag"}), ("bup", set(old))):
        assert set(texts(draft_content(second, who))) == seen


def test_a_goal_that_is_met_can_be_taken_over_by_itself(second):
    goal = goals(second)["Sömnskola fungerar"]
    takes(second, f"goal.{goal.ref}")
    assert texts(draft_content(second)) == {"Behöver sömnskola": {"Sömnskola fungerar": ["Sömnskola"]}}
    takes(second)
    assert len(draft_content(second)["needs"]) == 3


def test_what_was_taken_out_of_the_draft_can_be_taken_over_again(second):
    need = next(
        row for row in takes(second) if row.origin and getattr(row, "text", "") == "Behöver sömnskola"
    )
    case, by = second.speaks("coordinator")
    actions.remove_row(case=case, by=by, row=f"need.{need.ref}")
    assert [row.text for row in takes(second)] == ["Behöver sömnskola"]


def test_a_day_that_has_passed_and_a_unit_that_has_left_are_asked_anew(second, at):
    measure = next(row for row in takes(second) if hasattr(row, "what") and row.what == "Anpassad skoldag")
    assert measure.unit_id
    assert rounds.copied("measure", measure, set())["what"] == "Anpassad skoldag"
    assert "unit_id" not in rounds.copied("measure", measure, set())


@pytest.fixture
def without_sleep(following):
    """The question about sleep is taken away before the second meeting."""
    goes_on(following)
    following.ask_about("fritiden")
    case, by = following.speaks("coordinator")
    asked = consent_rules.agenda(case)
    consent.take_away_question(case=case, by=by, question=asked[1])
    meets_again(following)
    return following


def test_a_need_about_a_question_that_is_gone_waits_until_the_meeting_says_what_it_is_about(without_sleep):
    takes(without_sleep)
    assert set(texts(draft_content(without_sleep))) == {"Behöver stöd hemma", "Behöver anpassad skoldag"}
    without_sleep.speaks("coordinator")
    need = Need.objects.get(text="Behöver sömnskola")
    with pytest.raises(Refused, match="Frågan som behovet gällde är borttagen"):
        takes(without_sleep, f"need.{need.ref}")
    takes(without_sleep, f"need.{need.ref}", **{need.ref: "whole"})
    assert "Behöver sömnskola" in texts(draft_content(without_sleep))
    goal = goals(without_sleep)["Sömnskola fungerar"]
    case, by = without_sleep.speaks("coordinator")
    actions.remove_row(case=case, by=by, row=f"goal.{in_the_draft(without_sleep)[goal.text].ref}")
    assert [row.text for row in takes(without_sleep, f"goal.{goal.ref}")[:1]] == [goal.text]


def test_who_does_not_write_takes_nothing_over(second):
    for who in ("guardian", "bup", "school"):
        with pytest.raises(Refused) as refused:
            takes(second, who=who)
        assert refused.value.decision.barred


def test_in_the_first_round_there_is_nothing_to_take_over(become, cast):
    with pytest.raises(Refused, match="ingen tidigare plan"):
        takes(meeting(become, cast))


# Side by side -----------------------------------------------------------------------------------------


def compared(family, who):
    case, _by = family.speaks(who)
    plans_ = list(Plan.objects.filter(case=case).order_by("version"))
    return versions.side_by_side(case, plans_)


@pytest.mark.requirement("C210")
def test_both_versions_are_read_with_what_changed(twice):
    found = compared(twice, "guardian")
    # C210: does the plan need to change: what has changed is read beside what was.
    states = {pair.text: pair.state for top in found["needs"] for pair in top.walk()}
    assert states == {
        "Behöver mer stöd hemma": "changed",
        "Stöd hemma fungerar": "same",
        "Stöd hemma": "same",
        "Avlastning varannan helg": "new",
        "Behöver anpassad skoldag": "same",
        "Anpassad skoldag fungerar": "same",
        "Anpassad skoldag": "same",
        "Behöver sömnskola": "gone",
        "Sömnskola fungerar": "gone",
        "Sömnskola": "gone",
    }
    assert dict(found["counts"]) == {"new": 1, "changed": 1, "gone": 3, "same": 5}
    assert [piece.text for piece in found["needs"][0].after if piece.marked] == ["mer "]
    assert any(fact.changed and "Ali Hassan" in fact.after for fact in found["frame"])


def test_each_reads_only_own_sections_of_both(twice):
    found = compared(twice, "school")
    assert {pair.text for top in found["needs"] for pair in top.walk()} == {
        "Behöver anpassad skoldag",
        "Anpassad skoldag fungerar",
        "Anpassad skoldag",
    }
    assert found["partial"]
    assert found["before"]["voice"] is None


def test_words_that_differ_are_marked_and_nothing_is_lost():
    before, after = "Han sover\ndåligt 🦊 på natten", "Han sover\nbättre på natten"
    left, right = comparing.marked(before, after)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after
    assert [piece.text for piece in right if piece.marked] == ["bättre "]
    assert comparing.marked("", "") == ([], [])
    assert not any(piece.marked for piece in comparing.marked(before, before)[0])


def test_the_old_plan_keeps_its_words_its_law_and_its_agreement(twice):
    case, _by = twice.speaks("guardian")
    first = Plan.objects.get(case=case, version=1)
    assert reading.read(first.pk).content["needs"][0]["text"] == "Behöver stöd hemma"
    assert not plans.verify_plan(first)
    assert versions.agreement_of(case, first).code == "halland"
    assert all(versions.laws_of(first))
