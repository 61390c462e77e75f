"""What these tests do with a meeting, as one of the cast."""

from datetime import datetime, timedelta

from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import Family
from samsyn.process.meetings import actions, rules
from samsyn.process.meetings.models import Invitation, Meeting

HOUR = timedelta(hours=1)


def ahead(days: int = 10, hour: int = 13) -> datetime:
    """13 o'clock in Stockholm, that many days from today."""
    return clock.midnight(clock.today() + timedelta(days=days)) + hour * HOUR


def calls(
    family: Family, who: str = "coordinator", starts_at: datetime | None = None, **given: object
) -> Meeting:
    case, by = family.speaks(who)
    starts_at = starts_at or ahead()
    given = {"ends_at": starts_at + HOUR, "where": "Ljungskolan", **given}
    return actions.call(case=case, by=by, starts_at=starts_at, **given)


def answers(family: Family, who: str, answer: str, reason: str = "") -> Invitation:
    case, by = family.speaks(who)
    return actions.answer_call(case=case, by=by, answer=answer, reason=reason)


def opens(family: Family, who: str = "coordinator") -> Meeting:
    case, by = family.speaks(who)
    return actions.open_meeting(case=case, by=by)


def asked(family: Family, who: str = "coordinator") -> dict[str, Invitation]:
    """The invitations to the current meeting by name, as that person finds them."""
    case, _by = family.speaks(who)
    return {one.place.called: one for one in rules.invitations(rules.current(case))}


def marks(family: Family, who: str = "coordinator", absent: str = "", reason: str = "") -> None:
    """Everybody came, but for one."""
    found = {
        one.ref: rules.Presence(name != absent, reason if name == absent else "")
        for name, one in asked(family, who).items()
    }
    case, by = family.speaks(who)
    actions.mark_presence(case=case, by=by, marks=found)
