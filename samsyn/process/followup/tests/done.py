"""What these tests do at the follow-up, as one of the cast."""

from samsyn.audit.models import Event
from samsyn.process.followup import actions
from samsyn.process.followup.models import Attainment, Closing, How
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Goal
from samsyn.process.plans.tests.cases import Meeting


def goals(family: Meeting, who: str = "coordinator") -> dict[str, Goal]:
    """Text → goal of the plan, as that person finds them."""
    case, _by = family.speaks(who)
    return {goal.text: goal for goal in Goal.objects.filter(plan=plans.established(case))}


def attains(family: Meeting, text: str, level: str, words: str = "", who: str = "coordinator") -> Attainment:
    ref = goals(family, who)[text].ref
    case, by = family.speaks(who)
    return actions.write_attainment(case=case, by=by, goal_ref=ref, level=level, words=words)


def closes(
    family: Meeting, *with_them: str, who: str = "coordinator", reason: str = "goals_met", words: str = ""
) -> Closing:
    together = {family.place(key).ref: How.MEETING for key in with_them}
    case, by = family.speaks(who)
    return actions.close(case=case, by=by, reason=reason, decided_with=together, words=words)


def goes_on(family: Meeting, who: str = "coordinator", said_by: str = "Maria och Adam", words: str = ""):
    case, by = family.speaks(who)
    return actions.next_round(case=case, by=by, said_by=said_by, words=words)


def events(family: Meeting, op: str) -> int:
    case, _by = family.speaks("coordinator")
    return Event.objects.filter(case_id=case.pk, verb=op).count()
