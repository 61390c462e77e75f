"""Two guardians answer: what each party sees then, asked of the database as that party."""

import pytest

from samsyn.process.consent import rules
from samsyn.process.consent.tests.cases import Family

BOTH, NONE = {"1", "2"}, set()


def pairs(family: Family, **allowed: set[str]) -> set[tuple[str, str]]:
    """`bup={"1"}`: BUP may speak of question 1."""
    case, _by = family.speaks("coordinator")
    refs = {str(question.number): question.ref for question in rules.agenda(case)}
    duties = {family.cast[key].assignment_id: key for key in ("bup", "school")}
    parties = {duties[party.assignment_id]: party.ref for party in rules.wanted(case)}
    return {(parties[key], refs[number]) for key, numbers in allowed.items() for number in numbers}


def given(family: Family, key: str, answer: str | dict) -> None:
    if answer == "withdrawn":
        family.answer(key, "yes")
        family.withdraw(key)
    elif isinstance(answer, dict):
        family.answer(key, "partly", pairs(family, **answer))
    elif answer:
        family.answer(key, answer)


YES, NO, SILENT, WITHDRAWN = "yes", "no", "", "withdrawn"
ONE_FOR_BUP = {"bup": {"1"}}
NO_SCHOOL = {"bup": {"1", "2"}}
CROSS = {"bup": {"1"}, "school": {"2"}}

TABLE = [
    # mother, father, what BUP sees of the questions, what the school sees
    (YES, YES, BOTH, BOTH),
    (YES, SILENT, NONE, NONE),
    (SILENT, YES, NONE, NONE),
    (YES, NO, NONE, NONE),
    (NO, YES, NONE, NONE),
    (NO, NO, NONE, NONE),
    (YES, WITHDRAWN, NONE, NONE),
    (WITHDRAWN, YES, NONE, NONE),
    (YES, ONE_FOR_BUP, {"1"}, NONE),
    (ONE_FOR_BUP, YES, {"1"}, NONE),
    (ONE_FOR_BUP, ONE_FOR_BUP, {"1"}, NONE),
    (NO_SCHOOL, YES, BOTH, NONE),
    (CROSS, YES, {"1"}, {"2"}),
    (CROSS, ONE_FOR_BUP, {"1"}, NONE),
    (CROSS, {"school": {"1"}}, NONE, NONE),
    (NO_SCHOOL, NO, NONE, NONE),
    (NO_SCHOOL, WITHDRAWN, NONE, NONE),
]


@pytest.mark.requirement("C028", "C029", "C030", "C189")
@pytest.mark.parametrize(("mother", "father", "bup", "school"), TABLE)
def test_a_party_sees_what_both_guardians_have_said_yes_to(asked, mother, father, bup, school):
    given(asked, "guardian", mother)
    given(asked, "other_guardian", father)
    for key, expected in (("bup", bup), ("school", school)):
        seen = asked.scopes(key)
        # C030: "The consent covers only what is to be discussed (topics)"
        assert seen & BOTH == expected
        # C029: "The consent covers only the persons who take part in the planning";
        # C028, C189: without both guardians' yes a party does not even see that the case exists.
        assert ("frame" in seen) == bool(expected)
        assert ("whole" in seen) == (expected == BOTH)
        assert not seen & {"family", "talk"}
    assert asked.scopes("colleague") == asked.scopes("stranger") == NONE
    assert asked.scopes("coordinator") >= {"frame", "family", "whole", "1", "2"}
    assert asked.scopes("other_guardian") >= {"frame", "family", "whole", "1", "2"}
