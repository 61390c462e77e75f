"""Two who differ go on with fewer: what they differed about is taken away, and nobody has to answer again."""

import pytest

from samsyn.process.consent import actions, rules
from samsyn.process.consent.models import Kind


@pytest.mark.parametrize("key", ["guardian", "coordinator"])
def test_without_the_one_they_differed_about_all_have_said_yes(asked, key):
    asked.answer("guardian", Kind.YES)
    case, _by = asked.speaks("coordinator")
    school = next(p for p in rules.wanted(case) if p.assignment_id == asked.cast["school"].assignment_id)
    others = {pair for pair in rules.inquiry(case).pairs if pair[0] != school.ref}
    asked.answer("other_guardian", Kind.PARTLY, others)
    case, by = asked.speaks(key)
    assert not rules.Standing(case).is_complete
    actions.leave_out_party(case=case, by=by, party=school)
    case, _by = asked.speaks(key)
    assert rules.Standing(case).is_complete and not rules.Standing(case).missing
    assert not rules.Standing(case).is_due


def test_taking_away_everything_tells_nothing(asked):
    asked.answer("guardian", Kind.YES)
    case, by = asked.speaks("guardian")
    for party in rules.wanted(case):
        case, by = asked.speaks("guardian")
        actions.leave_out_party(case=case, by=by, party=party)
    case, _by = asked.speaks("guardian")
    assert not rules.Standing(case).is_complete
