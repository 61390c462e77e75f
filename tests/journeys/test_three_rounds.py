"""Three rounds: the plan changes, another one holds it together, and another opinion stays beside it."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.kinds import PlaceKind
from samsyn.cases.stages import Stage
from samsyn.people.actor import Actor
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules as consent_rules
from samsyn.process.copies import actions as copies
from samsyn.process.followup import actions as followup
from samsyn.process.followup.tests.again import holds, journals, reviews, takes
from samsyn.process.followup.tests.done import attains, goes_on
from samsyn.process.meetings.tests.held import HOUR, ahead, calls, marks, opens
from samsyn.process.plans import actions as plans
from samsyn.process.plans import rules as plan_rules
from samsyn.process.plans.models import ApprovalKind, Plan
from samsyn.process.plans.tests.cases import Meeting, fill, meeting

pytestmark = [pytest.mark.slow]
FATHER = "Jag tycker att han ska bo hos mig varannan vecka."
Page = Callable[..., str]


@pytest.fixture
def ek(become: Callable[..., Actor], cast: Mapping) -> Meeting:
    return meeting(become, cast)


@pytest.fixture
def read(ek: Meeting, client_as: Callable) -> Page:
    def at(who: str, path: str, status: int = 200) -> str:
        response = client_as(who).get(f"/sip/{ek.ref}/{path}")
        assert response.status_code == status, (who, path, response.status_code)
        return response.content.decode()

    return at


def the_father_thinks_otherwise(ek: Meeting) -> None:
    place = ek.place("other_guardian")
    case, by = ek.speaks("other_guardian")
    shown = plan_rules.shown_hash(plan_rules.sections_for(plan_rules.established(case), place))
    said = {"kind": ApprovalKind.DISSENT, "words": FATHER, "shown": shown}
    plans.approve(case=case, by=by, place=place, **said)


def follows_up(ek: Meeting, needed: str) -> None:
    """Called, held, and what it says of the plan; each unit journals it."""
    case, by = ek.speaks(ek.leader)
    copies.send_copies(case=case, by=by)
    starts = ahead(90)
    followup.begin_follow_up(case=case, by=by, starts_at=starts, ends_at=starts + HOUR, where="Skolan")
    holds(ek)
    made = reviews(ek, "partly", needed)
    for who in ("bup", "school"):
        journals(ek, who, made.meeting.ref)


def establishes(ek: Meeting, coordinator: str) -> Plan:
    """What the law asks for, and who holds the plan together from now on."""
    leader = ek.leader
    for field, text in (
        ("no_other_measures", "yes"),
        ("coordinator", ek.place(coordinator).ref),
        ("lead_principal", "region"),
        ("follow_up_at", ahead(200).isoformat()),
    ):
        ek.write("plan", field, text, key=leader)
    plan = ek.establish(leader)
    ek.leader = coordinator
    return plan


def says(ek: Meeting, words: str) -> None:
    ek.write("voice", "kind", "own", key=ek.leader)
    ek.write("voice", "words", words, key=ek.leader)


def first_round(ek: Meeting) -> None:
    fill(ek)
    ek.establish()
    the_father_thinks_otherwise(ek)
    attains_and_goes_on(ek, "Sömnskola fungerar", "met")


def attains_and_goes_on(ek: Meeting, goal: str, level: str) -> None:
    follows_up(ek, "changes")
    attains(ek, goal, level, who=ek.leader)
    goes_on(ek, ek.leader)


def second_round(ek: Meeting) -> None:
    """A new question; the goal that is met does not follow; BUP holds the plan together from now on."""
    ek.ask_about("fritiden")
    ek.put_question()
    for key in ("guardian", "other_guardian"):
        ek.answer(key, "yes")
    calls(ek)
    opens(ek)
    marks(ek)
    made = {getattr(row, "text", ""): row for row in takes(ek)}
    says(ek, "Nu sover jag.")
    need = made["Behöver stöd hemma"]
    ek.write(f"need.{need.ref}", "text", "Behöver mer stöd hemma", base="Behöver stöd hemma")
    case, by = ek.speaks("coordinator")
    plans.remove_row(case=case, by=by, row=f"need.{made['Behöver sömnskola'].ref}")
    establishes(ek, "bup")


def third_round(ek: Meeting) -> None:
    """The question about sleep is taken away; whoever led before comes as one of the others."""
    attains_and_goes_on(ek, "Anpassad skoldag fungerar", "partly")
    case, by = ek.speaks("bup")
    sleep = next(one for one in consent_rules.agenda(case) if one.text == "sömnen")
    consent.take_away_question(case=case, by=by, question=sleep)
    ek.wish("coordinator")
    ek.put_question()
    for key in ("guardian", "other_guardian"):
        ek.answer(key, "yes")
    calls(ek, "bup")
    opens(ek, "bup")
    marks(ek, "bup")
    takes(ek)
    says(ek, "Jag vill börja spela fotboll.")
    case, by = ek.speaks("bup")
    free = next(one for one in consent_rules.agenda(case) if one.text == "fritiden")
    need = plans.add_row(case=case, by=by, kind="need", text="Behöver något roligt", about=free.ref)
    goal = plans.add_row(case=case, by=by, kind="goal", parent=need.ref, text="Spelar fotboll")
    unit = ek.place("school").assignment.unit.ref
    case, by = ek.speaks("bup")
    plans.add_row(
        case=case, by=by, kind="measure", parent=goal.ref, what="Följer med första gången", unit=unit
    )
    establishes(ek, "bup")


@pytest.mark.requirement("C155", "C156", "C158", "C162", "C210")
def test_three_rounds_with_another_coordinator(ek: Meeting, read: Page) -> None:
    first_round(ek)
    case, _by = ek.speaks("coordinator")
    # C162: if so, a new SIP, handled as the first one.
    assert (case.round.number, case.stage, case.plan_in_force) == (2, Stage.PREPARING, True)
    assert "Nytt sedan sist" not in read("guardian", "samtycke/")
    second_round(ek)
    case, _by = ek.speaks("guardian")
    # C156: the coordinator leads: from the second plan on it is another.
    assert (case.leader.called, case.leader.kind) == ("Ali Hassan", PlaceKind.COORDINATOR)
    page = read("guardian", "plan/jamfor/")
    # C210: does the plan need to change: what was and what is, side by side.
    for words in ("Inte med längre", "Behöver sömnskola", "<ins>", "Nu sover jag.", "Jag vill sova"):
        assert words in page
    third_round(ek)
    # C155, C158: one follow-up after another, each plan taken over from the one before.
    page = read("child", "plan/jamfor/?fran=1&till=3")
    for words in ("Behöver något roligt", "Jag vill börja spela fotboll.", "Jag vill sova", "Lika"):
        assert words in page
    the_old_is_kept(read)
    each_reads_own_sections(ek, read)


def the_old_is_kept(read: Page) -> None:
    """Every plan as it was, with what the father thought of the first; not of the others."""
    assert FATHER in read("guardian", "plan/1/")
    for number in (2, 3):
        assert FATHER not in read("guardian", f"plan/{number}/")
    assert "Behöver mer stöd hemma" in read("guardian", "plan/2/")
    assert "Plan 3 tog över" in read("guardian", "plan/2/")


def each_reads_own_sections(ek: Meeting, read: Page) -> None:
    page = read("school", "plan/jamfor/?fran=1&till=3")
    assert "Anpassad skoldag" in page
    assert FATHER not in read("school", "plan/1/")
    case, _by = ek.speaks("guardian")
    assert [plan.version for plan in Plan.objects.filter(case=case).order_by("version")] == [1, 2, 3]
    for plan in Plan.objects.filter(case=case):
        assert not plan_rules.verify_plan(plan)
    read("stranger", "plan/jamfor/", 404)
