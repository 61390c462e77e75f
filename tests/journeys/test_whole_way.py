"""All nine steps in one go: a mother, a father, a boy and a social worker, each in a browser of their own."""

import pytest

from tests.journeys import before_meeting, beginning, meeting
from tests.journeys.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_whole_way(company: Company) -> None:
    beginning.until_everybody_has_said_yes(company)
    before_meeting.until_the_meeting(company)
    meeting.until_the_plan_is_in_force(company)
