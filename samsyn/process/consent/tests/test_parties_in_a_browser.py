"""Parties of all kinds on a phone and a screen: what is asked, what is called, who writes."""

from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from samsyn.kernel import clock
from samsyn.process.consent import actions
from samsyn.process.consent.tests.cases import Family, family, grown_up
from samsyn.process.meetings.tests.held import calls

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def wished(fresh_database, become, cast) -> Family:
    """BUP, the police, a provider, a voluntary organisation and an interpreter; asked. Committed."""
    with transaction.atomic():
        ek = family(become, cast)
        ek.ask_about("Hur kan skoldagen bli lugnare?", "Vem hjälper till på natten?")
        ek.wish("bup", "police", "provider", "voluntary")
        place = ek.place("guardian")
        duty = ek.duty("interpreter")
        case, by = ek.speaks("guardian")
        actions.wish_party(case=case, by=by, duty=duty, wished_by=place, language="somaliska")
        ek.put_question()
    return ek


@pytest.mark.requirement("C097", "C157")
def test_from_the_question_to_who_writes(wished, page_as, check_page):
    mother, path = page_as("guardian"), f"/sip/{wished.ref}/"
    mother.goto(path + "samtycke/svara/")
    # C097: "Possible actor: interpreter (tolk)": said in words that can be understood before one answers
    expect(mother.get_by_text("Tolken hör det som sägs på mötet och har tystnadsplikt.")).to_be_visible()
    mother.get_by_text("Ja, men inte allt").click()
    check_page(mother)
    mother.get_by_role("button", name="Ja, om de här frågorna").click()
    with transaction.atomic():
        wished.answer("other_guardian", "yes")
        calls(wished, starts_at=clock.now() + timedelta(days=9))
    staff = page_as("coordinator")
    for page in ("kallelse/kalla/", "kallelse/", "kallelse/sekreterare/"):
        staff.goto(path + page)
        check_page(staff)
    staff.get_by_text("Ali Hassan").click()
    staff.get_by_role("button", name="Spara vem som skriver").click()
    # C157: "The coordinator appoints a secretary"
    expect(staff.get_by_text("Sekreterare på mötet")).to_be_visible()
    tariq = page_as("interpreter")
    tariq.goto("/arbete/")
    expect(tariq.get_by_text("Adam Ek").first).to_be_visible()
    check_page(tariq)
    tariq.goto(path + "kallelse/")
    check_page(tariq)
    expect(tariq.get_by_text("Du är inbjuden till mötet.")).to_be_visible()
    expect(tariq.get_by_text("Du är med som tolk.")).to_be_visible()


def test_a_god_man_answers_beside(fresh_database, become, cast, page_as, check_page):
    with transaction.atomic():
        eva = grown_up(become, cast)
        eva.ask_about("Hur får veckan plats för vila?")
        eva.wish("nurse", wished_by="adult")
        eva.put_question()
    goran = page_as("god_man")
    goran.goto(f"/sip/{eva.ref}/samtycke/svara/")
    check_page(goran)
    goran.get_by_role("button", name="Nej", exact=True).click()
    expect(goran.get_by_text("Det står bredvid, och den som leder arbetet ser det.")).to_be_visible()
    check_page(goran)
