"""A private provider reads a clear plan: what it shall do, for which goal, and whom to ring (C208)."""

from datetime import timedelta

import pytest

from samsyn.kernel import clock
from samsyn.process.consent.tests.cases import family
from samsyn.process.copies.tests.test_journal import page_of, text_of
from samsyn.process.copies.tests.test_sending import sends
from samsyn.process.meetings import actions as meetings
from samsyn.process.plans.models import Goal
from samsyn.process.plans.tests.cases import Meeting, fill


@pytest.fixture
def planned(become, cast):
    """The provider has a yes about sleep, and a measure there for which the kommun answers."""
    made = family(become, cast)
    ek = Meeting(made.ref, become, cast)
    school, sleep = ek.ask_about("skolan", "sömnen")
    bup, teacher, provider = ek.wish("bup", "school", "provider")
    asked = ek.put_question()
    pairs = {(bup.ref, sleep.ref), (teacher.ref, school.ref), (provider.ref, sleep.ref)}
    for key in ("guardian", "other_guardian"):
        ek.answer(key, "partly", pairs, asked)
    case, by = ek.speaks("coordinator")
    starts = clock.now() + timedelta(days=7)
    hour = timedelta(hours=1)
    meetings.call(case=case, by=by, starts_at=starts, ends_at=starts + hour, where="Linden")
    meetings.open_meeting(case=case, by=by)
    ek.questions = {"school": school, "sleep": sleep}
    fill(ek)
    goal = Goal.objects.get(case=case, text="Sömnskola fungerar")
    told = {"how_often": "En kväll i veckan", "responsible": "kommun"}
    measure = ek.add("measure", goal, what="Hembesök på kvällen", **told)
    ek.write(f"measure.{measure.ref}", "unit", ek.unit("provider"))
    ek.establish()
    sends(ek)
    return ek


@pytest.mark.requirement("C208")
def test_a_providers_copy_has_what_it_needs_and_nothing_else(planned, client_as):
    text = text_of(page_of(planned, client_as("provider")))
    # C208: service providers (utförare) as readers of a clear plan.
    own = text.split("DET HÄR GÖR STÖDKRAFT FAMILJESTÖD")[1].split("BEHOV, MÅL OCH VAD DE ANDRA GÖR")[0]
    for needed in (
        "- Hembesök på kvällen", "Ansvarar: Kommunen", "Kontakt: Ulla Kvist", "Hur ofta: En kväll i veckan",
        "Mål: Sömnskola fungerar", "Behov: Behöver sömnskola",
    ):  # fmt: skip
        assert needed in own, needed
    assert "Vem: BUP Hallstad" in text.split("VAD DE ANDRA GÖR")[1]
    assert "Sara Lind, Socialtjänsten barn och unga, 070-174 06 05" in text.split("SAMORDNARE")[1]
    assert "UPPFÖLJNING" in text
    for hidden in ("skoldag", "Stöd hemma", "Jag vill sova"):
        assert hidden not in text, hidden
