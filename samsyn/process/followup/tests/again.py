"""The next round of a case: consent anew, the meeting, and the plan that takes the place of the last one."""

from datetime import timedelta

from samsyn.cases.models import Disclosure
from samsyn.kernel import clock
from samsyn.process.consent import rules as consent
from samsyn.process.followup import actions
from samsyn.process.followup.carrying import actions as carrying
from samsyn.process.followup.models import Review
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings.tests.held import marks
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import PlanRow
from samsyn.process.plans.tests.cases import Meeting

GUARDIANS = ("guardian", "other_guardian")


def same_yes(family: Meeting, *keys: str) -> None:
    """Each says yes again to what that one has said yes to before."""
    for key in keys or GUARDIANS:
        place = family.place(key)
        case, _by = family.speaks(key)
        asked = consent.inquiry(case)
        family.answer(key, "partly", consent.answer_of(case, place).pairs & asked.pairs, asked)


def calls_and_opens(family: Meeting, who: str = "coordinator") -> None:
    case, by = family.speaks(who)
    starts = clock.now() + timedelta(days=10)
    meetings.call(
        case=case, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), where="Ljungskolan"
    )
    meetings.open_meeting(case=case, by=by)


def meets_again(family: Meeting) -> None:
    """From the decision to go on to the open meeting of the next round."""
    family.put_question()
    same_yes(family)
    calls_and_opens(family, family.leader)


def takes(family: Meeting, *rows: str, who: str = "", **about: str) -> list[PlanRow]:
    """None named: all that can be."""
    case, by = family.speaks(who or family.leader)
    return carrying.take_over(case=case, by=by, rows=rows or None, about=about)


def reviews(family: Meeting, followed: str = "partly", needed: str = "changes", words: str = "") -> Review:
    case, by = family.speaks(family.leader)
    return actions.review(case=case, by=by, followed=followed, needed=needed, words=words)


def journals(family: Meeting, who: str, meeting_ref: str) -> Disclosure:
    case, by = family.speaks(who)
    return actions.journal_follow_up(case=case, by=by, meeting_ref=meeting_ref)


def holds(family: Meeting) -> None:
    """Everybody came to the follow-up."""
    marks(family, family.leader)


def draft_content(family: Meeting, who: str = "coordinator") -> dict:
    case, _by = family.speaks(who)
    return reading.read(plans.draft(case).pk).content
