"""All nine steps in one go: a mother, a father, a boy and a social worker, each in a browser of their own."""

import pytest
from playwright.sync_api import expect

from tests.journeys import after_meeting, before_meeting, beginning, meeting
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTHING_HERE = "Sidan finns inte"


@pytest.mark.requirement("C003", "C022", "C028", "C144", "C183")
def test_the_whole_way(company: Company) -> None:
    # C183 "Child and guardian take part in shaping and deciding": questions, parties, yes, approval
    beginning.until_asked(company)
    nobody_outside_sees_anything(company)
    beginning.write_down_a_yes(company.at("coordinator"), "Johan Ek")
    # C028 "The guardian signs a consent": by herself, or by telephone
    company.at("coordinator", "samtycke/").sees("Det här har alla sagt ja till.", "i samsyn", "på telefon")
    # C022 "That person calls to the joint planning": each finds it where their day begins
    before_meeting.until_the_meeting(company)
    only_what_was_handed_in_is_read(company)
    # C003 "shaped from the needs": the meeting begins with her words; C144 "signature": each of them answers
    meeting.until_the_plan_is_in_force(company)
    after_meeting.until_closed(company)
    after_meeting.everybody_is_told(company)
    after_meeting.everybody_can_read(company)
    after_meeting.nobody_can_write(company)


def nobody_outside_sees_anything(company: Company) -> None:
    for key in ("bup", "school", "colleague"):
        company.at(key).sees(NOTHING_HERE)
        company.at(key, "plan/").sees(NOTHING_HERE)
        company[key].go("/arbete/")
        expect(company[key].page.locator("main")).not_to_contain_text(beginning.ADAM)


def only_what_was_handed_in_is_read(company: Company) -> None:
    """What somebody keeps for oneself is nobody else's, not even the coordinator's."""
    for (_asked, shown), (_other, kept) in (before_meeting.GUARDIANS, before_meeting.CHILDS):
        for key in ("coordinator", "other_guardian"):
            reader = company.at(key, "forbered/svar/")
            reader.sees(shown)
            reader.sees_not(kept)
