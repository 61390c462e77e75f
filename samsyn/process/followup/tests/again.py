"""The next round of a case: consent anew, the meeting, and the plan that takes the place of the last one."""

from datetime import timedelta

from samsyn.cases.models import Disclosure
from samsyn.kernel import clock
from samsyn.process.consent import rules as consent
from samsyn.process.followup import actions
from samsyn.process.followup.carrying import actions as carrying
from samsyn.process.followup.models import Review
from samsyn.process.followup.tests.done import attains, goes_on
from samsyn.process.meetings import actions as meetings
from samsyn.process.meetings.tests.held import ahead, marks
from samsyn.process.plans import actions as writing
from samsyn.process.plans import reading
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Goal, Measure, Need, PlanRow
from samsyn.process.plans.tests.cases import Meeting, come

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


# From one plan to the next ----------------------------------------------------------------------------


def calls_to_follow_up(family: Meeting) -> None:
    case, by = family.speaks("coordinator")
    starts = clock.now() + timedelta(days=90)
    ends = starts + timedelta(hours=1)
    actions.begin_follow_up(case=case, by=by, starts_at=starts, ends_at=ends, where="Ljungskolan")


def begins_again(family: Meeting) -> None:
    """One of three goals is met; the meeting of the second round is open."""
    attains(family, "Sömnskola fungerar", "met", "Han sover")
    attains(family, "Anpassad skoldag fungerar", "partly")
    goes_on(family)
    meets_again(family)


def in_the_draft(family: Meeting) -> dict[str, PlanRow]:
    """What was taken over, by its words."""
    draft = family.draft()
    rows = [row for table in (Need, Goal, Measure) for row in table.objects.filter(plan=draft)]
    return {getattr(row, "text", "") or row.what: row for row in rows if row.origin}


def establishes_another(family: Meeting) -> None:
    """The need about home is changed, one measure is new, and the need about sleep is gone."""
    takes(family)
    made = in_the_draft(family)
    come(family)
    family.write("voice", "kind", "own")
    family.write("voice", "words", "Nu sover jag bättre.")
    home, goal = made["Behöver stöd hemma"], made["Stöd hemma fungerar"]
    family.write(f"need.{home.ref}", "text", "Behöver mer stöd hemma", base="Behöver stöd hemma")
    measure = family.add("measure", goal, what="Avlastning varannan helg")
    family.write(f"measure.{measure.ref}", "unit", family.unit("coordinator"))
    case, by = family.speaks("coordinator")
    writing.remove_row(case=case, by=by, row=f"need.{made['Behöver sömnskola'].ref}")
    family.write("plan", "no_other_measures", "yes")
    family.write("plan", "coordinator", family.place("bup").ref)
    family.write("plan", "lead_principal", "region")
    family.write("plan", "follow_up_at", ahead(120).isoformat())
    family.establish()
