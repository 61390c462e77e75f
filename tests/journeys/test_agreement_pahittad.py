"""The same way under a made-up agreement with odd values: no day, age or title sits in the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from samsyn.agreements import actions as agreements
from samsyn.agreements import rules, tests
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.content import ADAM
from samsyn.demo.owner import as_owner
from samsyn.demo.parts import KOMMUN
from samsyn.kernel import clock
from samsyn.people import actions as people
from samsyn.people.models import Organisation
from samsyn.web.dates import datum
from tests.harness.database import Databases

pytestmark = pytest.mark.slow
PROFILE = Path(tests.__file__).with_name("pahittad.yaml")
# Here one of fourteen must say yes too.
CONTENT = replace(ADAM, deciders=("guardian", "other_guardian", "child"))
Read = Callable[..., str]


@pytest.fixture
def made_up(databases: Databases, fresh_database: str, acting: Callable) -> None:
    """The owner loads it; the kommun's administrator chooses it."""
    with as_owner(databases.cluster.url("owner", fresh_database)):
        agreements.load(PROFILE)
    with acting("administrator") as by:
        kommun = Organisation.objects.get(name=KOMMUN)
        people.change_organisation(by=by, organisation=kommun, agreement="pahittad")


@pytest.fixture
def read(made_up: None, client_as: Callable[[str], Client]) -> Read:
    """`read("guardian", ref, "plan/")`: what stands on that page of the case."""

    def text(key: str, ref: str, path: str = "") -> str:
        response = client_as(key).get(f"/sip/{ref}/{path}")
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return text


def test_the_dates_and_the_rule_behind_them(read: Read) -> None:
    ref = case_at(Stage.PREPARING, content=CONTENT)
    terms, today = rules.in_force("pahittad", clock.today()), clock.today()
    page = read("guardian", ref)
    # 17 working days, and 3 to begin in: neither the law's nor Halland's
    for key, paragraph in (("meeting_within", 3), ("start_within", 2)):
        assert datum(terms.last_day(key, today)) in page
        assert f"Påhittad överenskommelse {paragraph} §" in page
    assert terms.last_day("meeting_within", today) != rules.in_force("halland", today).last_day(
        "meeting_within", today
    )


def test_how_many_questions_and_whose_yes(read: Read) -> None:
    ref = case_at(Stage.CALLED, content=CONTENT)
    assert "Högst 3 frågor." in read("guardian", ref, "fragor/")
    consent = read("coordinator", ref, "samtycke/")
    assert "Alla vårdnadshavare och den unga." in consent
    for name in ("Maria Ek", "Johan Ek", "Adam Ek"):
        assert f"<strong><bdi>{name}</bdi></strong>" in consent


def test_what_the_letters_are_called(read: Read) -> None:
    ref = case_at(Stage.CALLED, content=CONTENT)
    assert "Det här är din inrop till mötet." in read("school", ref, "kallelse/")
    call = read("coordinator", ref, "kallelse/kalla/")
    assert "(inrop)" in call
    assert "(förfrågan)" in call


def test_the_coordinator_is_a_planlots(read: Read) -> None:
    ref = case_at(Stage.MEETING, content=CONTENT)
    assert "Vem blir planlots?" in read("coordinator", ref, "mote/")
    ref = case_at(Stage.PLANNED, content=CONTENT)
    for path in ("plan/", "kopior/", "plan/utskrift/"):
        page = read("guardian", ref, path)
        assert "<dt>Planlots</dt>" in page
        assert "<dt>Samordnare</dt>" not in page


def test_why_one_closes(read: Read) -> None:
    ref = case_at(Stage.PLANNED, content=CONTENT)
    page = read("coordinator", ref, "avslut/")
    for ground in ("Alla mål är i hamn", "Familjen har seglat vidare"):
        assert ground in page
