"""Two parents who do not agree: nothing is shared of it, and neither reads the other's answer."""

import re

import pytest
from django.db import ProgrammingError, transaction

from samsyn.audit.models import Event, EventValue
from samsyn.process.consent import actions, agreeing, rules
from samsyn.process.consent.models import Answer, Kind

REASON = "Jag litar inte på skolan."
PARENTS = ["guardian", "other_guardian"]


def answers_with_words(family, key, kind, pairs=frozenset()):
    case, by = family.speaks(key)
    asked = rules.inquiry(case)
    actions.answer(case=case, by=by, inquiry=asked, kind=kind, pairs=pairs, words=REASON)


def half(family) -> set:
    case, _by = family.speaks("coordinator")
    asked = rules.inquiry(case)
    first = asked.questions[0]["ref"]
    return {pair for pair in asked.pairs if pair[1] == first}


@pytest.mark.requirement("C067")
def test_what_they_differ_about_is_not_shared_and_what_they_agree_to_is(asked):
    part = half(asked)
    asked.answer("guardian", Kind.YES)
    answers_with_words(asked, "other_guardian", Kind.PARTLY, part)
    case, _by = asked.speaks("coordinator")
    # "The guardian's needs and wishes weigh heavily": one parent's no to a question is enough
    assert rules.Standing(case).pairs == part
    assert "1" in asked.scopes("bup") and "2" not in asked.scopes("bup")


def test_neither_finds_the_others_answer_words_or_time_in_the_database(asked):
    asked.answer("guardian", Kind.YES)
    before = _read_by(asked, "guardian")
    answers_with_words(asked, "other_guardian", Kind.NO)
    # Not a row more: no answer, no event, no word.
    assert _read_by(asked, "guardian") == before
    assert Answer.objects.get().place.person_id == asked.cast["guardian"].person_id
    asked.speaks("other_guardian")
    assert [answer.words for answer in Answer.objects.all()] == [REASON]
    asked.speaks("coordinator")
    assert Answer.objects.count() == 2


def _read_by(family, key) -> tuple[int, int, int]:
    family.speaks(key)
    return Answer.objects.count(), Event.objects.count(), EventValue.objects.count()


PAGES = ("", "samtycke/", "fragor/", "lasningar/", "familjen/")


def test_to_the_one_silence_a_no_and_a_yes_to_another_part_are_the_same_pages(asked, client_as):
    asked.answer("guardian", Kind.PARTLY, half(asked))
    case, _by = asked.speaks("coordinator")
    rest = rules.inquiry(case).pairs - half(asked)
    pages = [_pages(asked, client_as)]
    for kind, pairs in ((Kind.NO, frozenset()), (Kind.PARTLY, rest)):
        answers_with_words(asked, "other_guardian", kind, pairs)
        pages.append(_pages(asked, client_as))
    assert pages[0] == pages[1] == pages[2]
    assert "Alla har inte sagt ja till allt än." in pages[0][1] and REASON not in pages[0][1]


def _pages(family, client_as) -> list[str]:
    client = client_as("guardian")
    found = [client.get(f"/sip/{family.ref}/{page}") for page in PAGES] + [client.get("/familj/")]
    assert {response.status_code for response in found} == {200}
    return [re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]*"', "", r.content.decode()) for r in found]


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize("second", [Kind.YES, Kind.PARTLY, Kind.NO])
@pytest.mark.parametrize("first", [Kind.YES, Kind.PARTLY, Kind.NO])
def test_the_database_and_whoever_leads_work_out_the_same(asked, first, second, taken_back):
    part = half(asked)
    for key, kind in zip(PARENTS, (first, second), strict=True):
        asked.answer(key, kind, part if kind == Kind.PARTLY else frozenset())
    if taken_back and first != Kind.NO:
        asked.withdraw("guardian", set(sorted(part)[:1]))
    case, _by = asked.speaks("coordinator")
    by_leader = rules.Standing(case).agreed
    for key in (*PARENTS, "child"):
        case, _by = asked.speaks(key)
        standing = rules.Standing(case)
        assert not standing.reads_all and standing.agreed == by_leader
        assert agreeing.told(case, standing.needed, {}).pairs == by_leader.pairs


def test_a_party_cannot_ask_what_is_agreed(agreed_case):
    case, _by = agreed_case.speaks("bup")
    place = agreed_case.place("guardian")
    case, _by = agreed_case.speaks("bup")
    with pytest.raises(ProgrammingError), transaction.atomic():
        agreeing.told(case, [place], {})


@pytest.fixture
def agreed_case(asked):
    for key in PARENTS:
        asked.answer(key, Kind.YES)
    return asked
