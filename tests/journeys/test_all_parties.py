"""Eleven kinds of party in one case, from the wish to the copy, each within its own secrecy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from samsyn.agreements import rules as agreements
from samsyn.cases.models import Case, Disclosure, PlaceKind
from samsyn.people.actor import Actor
from samsyn.process.consent import rules as consent
from samsyn.process.consent.models import HEARS
from samsyn.process.consent.tests.cases import family
from samsyn.process.meetings import rules as meetings
from samsyn.process.meetings.tests.held import calls, marks, opens
from samsyn.process.plans.models import Measure, Responsible
from samsyn.process.plans.tests.cases import Meeting
from tests.guards.urls import addresses, in_case
from tests.harness.client import StrictClient

pytestmark = pytest.mark.slow

STATE, OTHERS = ("police", "insurance", "sis"), ("provider", "voluntary")
PUBLIC = ("bup", "school", "preschool", "lss", "hospital")
PARTIES = (*PUBLIC, *STATE, *OTHERS)
NARROW = "police"  # the family says yes to the first question only
FIRST, SECOND = "Hur kan skoldagen bli lugnare?", "Vem hjälper till på natten?"
OPEN, CLOSED = "Behöver trygghet på väg till skolan", "Behöver få sova hela natten"
Clients = Callable[[str], StrictClient]


def words(client: StrictClient, path: str) -> str:
    return " ".join(client.get(path, follow=True).content.decode().split())


class Journey:
    """One case, pressed forward through the pages by whoever's turn it is."""

    def __init__(self, become: Callable[..., Actor], cast: Mapping, client_as: Clients):
        made = family(become, cast)
        self.ek = Meeting(made.ref, become, cast)
        self.at, self.client_as = f"/sip/{made.ref}/", client_as

    def sends(self, who: str, path: str, /, **data: object) -> None:
        response = self.client_as(who).post(self.at + path, data)
        assert response.status_code == 302, f"{who} at {path}: {response.status_code}"

    def reads(self, who: str, path: str = "") -> str:
        return words(self.client_as(who), self.at + path)

    def wish(self) -> None:
        for text in (FIRST, SECOND):
            self.sends("guardian", "fragor/", do="question", question=text, language="sv")
        for key in (*PARTIES, "interpreter"):
            duty = self.ek.duty(key)
            said = {"language": "somaliska"} if key == "interpreter" else {}
            self.sends("guardian", f"fragor/vem/?enhet={duty.unit.ref}", duty=duty.ref, **said)

    def answer(self) -> None:
        asked = self.ek.put_question()
        case, _by = self.ek.speaks("coordinator")
        ref = {party.assignment_id: party.ref for party in consent.wanted(case)}
        narrow, first = ref[self.ek.duty(NARROW).pk], asked.questions[0]["ref"]
        ticks = {
            f"q_{q['ref']}": [party for party, one in asked.pairs if one == q["ref"]] for q in asked.questions
        }
        second = f"q_{asked.questions[1]['ref']}"
        ticks[second] = [party for party in ticks[second] if party != narrow]
        hears = [party for party, one in asked.pairs if one == HEARS]
        assert (narrow, first) in asked.pairs and len(hears) == 1
        self.sends("guardian", "samtycke/svara/", inquiry=asked.ref, kind="partly", hears=hears, **ticks)
        self.sends("other_guardian", "samtycke/svara/", inquiry=asked.ref, kind="yes")

    def meet(self) -> None:
        calls(self.ek)
        for key in (*PARTIES, "interpreter", "guardian", "other_guardian"):
            self.sends(key, "kallelse/svara/", answer="comes")
        for key in PARTIES:
            self.sends(key, "forbered/verksamhet/", now=f"Det vi vet, {key}.", show_to="keep")
        opens(self.ek)
        marks(self.ek)

    def write(self) -> None:
        ek = self.ek
        case, _by = ek.speaks("coordinator")
        first, second = consent.agenda(case)
        ek.write("voice", "kind", "own")
        ek.write("voice", "words", "Jag vill gå i skolan.")
        for about, text, keys in ((first, OPEN, PARTIES), (second, CLOSED, ("bup", "provider"))):
            goal = ek.add("goal", ek.add("need", about=about.ref, text=text), text="Det blir lugnare")
            for key in keys:
                made = ek.add("measure", goal, what=f"{text}: det gör {key}")
                ek.write(f"measure.{made.ref}", "unit", ek.unit(key))
        ek.write("plan", "coordinator", ek.place("coordinator").ref)
        ek.write("plan", "lead_principal", "kommun")
        case, _by = ek.speaks("coordinator")
        ek.write("plan", "follow_up_at", meetings.current(case).starts_at.replace(year=2099).isoformat())
        ek.establish()


@pytest.fixture
def journey(become: Callable[..., Actor], cast: Mapping, client_as: Clients) -> Journey:
    return Journey(become, cast, client_as)


@pytest.mark.requirement("C096", "C097", "C098", "C208", "C071")
def test_every_kind_of_party_goes_from_the_wish_to_the_copy(journey: Journey) -> None:
    journey.wish()
    for key in (*PARTIES, "interpreter"):
        assert journey.client_as(key).get(journey.at).status_code == 404, f"{key} is told before any yes"
    journey.answer()
    each_sees_what_the_yes_covers(journey)
    journey.meet()
    each_is_called_as_the_agreement_says(journey)
    journey.write()
    each_measure_has_who_answers_for_it(journey)
    each_reads_its_own_part(journey)
    each_confirms_its_copy(journey)


def each_sees_what_the_yes_covers(journey: Journey) -> None:
    ek = journey.ek
    # C097: "Possible actor: interpreter (tolk)": there, and reads nothing
    assert ek.place("interpreter").kind == PlaceKind.INTERPRETER
    for key in PARTIES:
        assert ek.scopes(key) & {"1", "2"} == ({"1"} if key == NARROW else {"1", "2"}), key
    assert not ek.scopes("interpreter") & {"1", "2", "whole", "family"}
    assert "somaliska" in journey.reads("coordinator", "kallelse/kalla/")


def each_is_called_as_the_agreement_says(journey: Journey) -> None:
    ek = journey.ek
    case, _by = ek.speaks("coordinator")
    terms, meeting = case.terms, meetings.current(case)
    found = {one.place.assignment_id: one for one in meetings.invitations(meeting) if one.place.assignment_id}
    for key in (*PARTIES, "interpreter"):
        duty = ek.duty(key)
        # C071: "Preschool and school may take part although the law does not name them"
        assert found[duty.pk].must_come == agreements.has_duty(terms, duty.unit.sector), key
        assert found[duty.pk].present, key
    page = journey.reads("interpreter", "kallelse/")
    assert FIRST not in page and SECOND not in page and "Du är inbjuden till mötet" in page
    assert SECOND not in journey.reads(NARROW, "kallelse/")


def each_measure_has_who_answers_for_it(journey: Journey) -> None:
    ek = journey.ek
    ek.speaks("coordinator")
    answers_for = {m.unit_id: m.responsible for m in Measure.objects.order_by("pk")}
    said = {key: answers_for[ek.duty(key).unit_id] for key in PARTIES}
    # C098: "Possible actor: police"; C096: "voluntary organisations": somebody else than the two huvudmän
    assert {said[key] for key in (*STATE, "voluntary")} == {Responsible.OTHER}
    # C208: "Service providers (utförare) as readers of a clear plan": the kommun they work for answers
    assert said["provider"] == Responsible.KOMMUN


def each_reads_its_own_part(journey: Journey) -> None:
    for key in PARTIES:
        page = journey.reads(key, "plan/")
        assert f"{OPEN}: det gör {key}" in page, key
        assert (CLOSED in page) == (key != NARROW), key
    plan = journey.reads("interpreter", "plan/")
    assert OPEN not in plan and CLOSED not in plan


def each_confirms_its_copy(journey: Journey) -> None:
    ek = journey.ek
    journey.sends("coordinator", "kopior/lamna-ut/")
    ek.speaks("coordinator")
    got = set(Disclosure.objects.exclude(party__unit=None).values_list("party__unit", flat=True))
    wanted = {ek.duty(key).unit_id for key in PARTIES}
    assert wanted <= got and ek.duty("interpreter").unit_id not in got
    for key in PARTIES:
        journey.sends(key, "kopior/kvittera/")
    assert journey.client_as("interpreter").post(journey.at + "kopior/kvittera/").status_code == 403
    ek.speaks("coordinator")
    # C096: "Possible actor: voluntary organisations": confirmed like all the others
    confirmed = Disclosure.objects.exclude(received_at=None).values_list("party__unit", flat=True)
    assert wanted <= set(confirmed)


def test_an_interpreter_finds_the_time_and_nothing_else(journey: Journey) -> None:
    """Every page of the case, as the interpreter gets it."""
    journey.wish()
    journey.answer()
    journey.meet()
    journey.write()
    journey.ek.speaks("coordinator")
    case = Case.objects.get(ref=journey.ek.ref)
    paths = {one.name: in_case(one, case) for one in addresses() if one.of_case}
    told = (FIRST, SECOND, OPEN, CLOSED, "Det vi vet")
    for name, path in paths.items():
        page = words(journey.client_as("interpreter"), path)
        assert not [text for text in told if text in page], name
    assert "Mötet: tid, plats" in journey.reads("interpreter")
