"""Follow-ups that are held: one after another, what they say of the plan, and each party's journal."""

import pytest

from samsyn.cases.models import Disclosure
from samsyn.cases.stages import Op
from samsyn.kernel.decision import Refused
from samsyn.process.followup import journal, rules
from samsyn.process.followup.models import Review
from samsyn.process.followup.tests.again import holds, journals, reviews
from samsyn.process.followup.tests.done import attains, closes, events, goes_on
from samsyn.process.followup.tests.test_following_up import called
from samsyn.process.plans import rules as plans


def standing(family, who="coordinator"):
    case, _by = family.speaks(who)
    return rules.meeting(plans.established(case))


def sheet_of(family, who):
    case, by = family.speaks(who)
    return journal.sheets(by, case)


def not_journalled(family):
    case, _by = family.speaks("coordinator")
    return {str(party) for _meeting, parties in journal.waiting(case) for party in parties}


@pytest.mark.requirement("C155", "C156")
def test_one_follow_up_after_another_in_the_same_round(following):
    # C155: follow-up is continuous. C156: the coordinator leads the follow-up meetings.
    for who in ("bup", "guardian", "school"):
        with pytest.raises(Refused) as refused:
            called(following, who)
        assert refused.value.decision.barred
    first = standing(following)
    assert first.opened_at is None
    holds(following)
    assert standing(following).opened_at
    second = called(following, days=200)
    case, _by = following.speaks("coordinator")
    assert standing(following) == second
    assert [one.pk for one in rules.earlier(case, second)] == [first.pk]
    assert rules.held(case)[0].ended_at
    assert case.round.number == 1


@pytest.mark.requirement("C210")
def test_the_meeting_says_whether_the_plan_is_followed_and_needs_to_change(following):
    # C210: follow-up SIP meetings: is the plan followed, does it need to change.
    reviews(following, "partly", "changes", "Skolan har inte kommit igång.")
    for who, words in (("child", True), ("bup", True), ("school", False)):
        said = rules.review(standing(following, who))
        assert (said.followed, said.needed) == ("partly", "changes")
        assert said.said.exists() == words
    reviews(following, "yes", "keeps")
    assert rules.review(standing(following)).needed == "keeps"
    assert Review.objects.count() == 2
    with pytest.raises(Refused, match="Svara på om planen följs"):
        reviews(following, "maybe", "keeps")


def test_nothing_is_said_of_a_plan_before_a_follow_up_is_called(planned):
    with pytest.raises(Refused):
        reviews(planned)
    assert not Review.objects.exists()


@pytest.mark.requirement("C163")
@pytest.mark.parametrize("ended", ["open", "goes_on", "closes"])
def test_each_party_journals_the_follow_up_whether_or_not_coordination_goes_on(following, ended):
    attains(following, "Anpassad skoldag fungerar", "partly", "Två lektioner om dagen")
    attains(following, "Sömnskola fungerar", "met", "Sover")
    reviews(following, words="Skolan behöver mer tid.")
    holds(following)
    if ended == "goes_on":
        goes_on(following)
    elif ended == "closes":
        closes(following, "guardian")
    assert not_journalled(following) == {"Socialtjänsten barn och unga", "BUP Hallstad", "Ljungskolan"}
    (sheet,) = sheet_of(following, "bup")
    made = journals(following, "bup", sheet.meeting.ref)
    # C163: each party journals the follow-up meeting whether or not coordination goes on.
    assert (made.kind, made.what, made.received_by.called) == ("follow_up", sheet.meeting.ref, "Ali Hassan")
    assert not_journalled(following) == {"Socialtjänsten barn och unga", "Ljungskolan"}
    assert journals(following, "bup", sheet.meeting.ref) == made
    assert events(following, Op.JOURNAL_FOLLOW_UP) == 1
    decided = {"open": "", "goes_on": "fortsätter med en ny SIP", "closes": "SIP:en avslutas"}[ended]
    assert decided in sheet.text


def test_the_text_says_what_that_party_sees_and_nothing_else(following):
    attains(following, "Anpassad skoldag fungerar", "partly", "Två lektioner om dagen")
    attains(following, "Sömnskola fungerar", "met", "Sover")
    reviews(following, words="Pappa dricker.")
    holds(following)
    school, bup = sheet_of(following, "school")[0], sheet_of(following, "bup")[0]
    assert "Två lektioner om dagen" in school.text
    assert "Följs planen? Delvis" in school.text
    for secret in ("Sömnskola", "Sover", "Pappa dricker", "Stöd hemma"):
        assert secret not in school.text
        assert secret in bup.text
    assert "KVÅ AW010" in bup.text
    assert {code.code for code in bup.codes} == {"AW010", "ZV504", "ZV507", "ZV509"}
    assert school.codes == []


def test_what_is_written_at_a_later_follow_up_is_not_in_the_earlier_text(following):
    attains(following, "Sömnskola fungerar", "not", "Sover inte")
    holds(following)
    called(following, days=200)
    holds(following)
    attains(following, "Sömnskola fungerar", "met", "Sover gott")
    newest, oldest = sheet_of(following, "bup")
    assert "Sover gott" in newest.text
    assert "Sover inte" in oldest.text
    assert "Sover gott" not in oldest.text
    assert "nästa uppföljning" in oldest.text


def test_before_it_is_held_and_by_others_nothing_is_journalled(following):
    ref = standing(following).ref
    with pytest.raises(Refused, match="ingen uppföljning att föra in"):
        journals(following, "bup", ref)
    holds(following)
    with pytest.raises(Refused) as refused:
        journals(following, "guardian", ref)
    assert refused.value.decision.barred
    with pytest.raises(Refused):
        journals(following, "bup", "0" * 16)
    assert not Disclosure.objects.filter(kind="follow_up").exists()
