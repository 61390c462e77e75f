"""The dissenting note stays beside the text: on the page, on paper, in follow-up and in the next round."""

from datetime import timedelta

import pytest

from samsyn.cases.stages import Stage
from samsyn.kernel import clock
from samsyn.process.followup import actions as followup
from samsyn.process.plans import actions, rules
from samsyn.process.plans.tests.cases import Meeting

NOTE, WORDS = "Johan vill ha en annan skola", "Jag tycker att det går för fort"


@pytest.fixture
def dissent(filled: Meeting) -> Meeting:
    filled.add("disagreement", text=NOTE, who="Johan")
    filled.establish()
    case, plan = filled.reads("other_guardian")
    place = filled.place("other_guardian")
    case, by = filled.speaks("other_guardian")
    shown = rules.shown_hash(rules.sections_for(plan, place))
    actions.approve(case=case, by=by, place=place, kind="dissent", words=WORDS, shown=shown)
    return filled


def stands(ek: Meeting, client_as, part: str) -> None:
    page = client_as("guardian").get(f"/sip/{ek.ref}/plan/{part}").content.decode()
    assert NOTE in page and WORDS in page, part


def test_a_dissenting_note_stays_beside_the_plan_through_the_rounds(dissent, client_as):
    stands(dissent, client_as, "")
    stands(dissent, client_as, "utskrift/")
    case, by = dissent.speaks("coordinator")
    starts = clock.now() + timedelta(days=30)
    followup.begin_follow_up(
        case=case, by=by, starts_at=starts, ends_at=starts + timedelta(hours=1), where="Skolan"
    )
    stands(dissent, client_as, "")
    case, by = dissent.speaks("coordinator")
    followup.next_round(case=case, by=by, said_by="Maria")
    case, _by = dissent.speaks("coordinator")
    assert case.stage == Stage.PREPARING
    stands(dissent, client_as, "")
    stands(dissent, client_as, "1/")
    stands(dissent, client_as, "utskrift/")
