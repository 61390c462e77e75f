"""The pages in a real browser: on a phone and a screen, by keyboard, without JavaScript."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from samsyn.process.consent.tests.cases import Family, family

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def named(fresh_database, become, cast) -> Family:
    """Questions are written and people named; consent is not asked yet. Committed."""
    with transaction.atomic():
        ek = family(become, cast)
        ek.ask_about("Hur kan skoldagen bli lugnare?", "sömnen")
        ek.wish("bup", "school")
    return ek


def press(page: Page, role: str, name: str) -> None:
    """By keyboard: reach it, then Enter."""
    target = page.get_by_role(role, name=name, exact=True)
    target.focus()
    expect(target).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.requirement("C027", "C189")
def test_from_questions_to_a_change_of_mind_by_keyboard(named, page_as, check_page):
    staff, mother = page_as("coordinator"), page_as("guardian")
    staff.goto(f"/sip/{named.ref}/fragor/")
    check_page(staff)
    press(staff, "button", "Fråga om samtycke")
    check_page(staff)
    press(staff, "link", "Skriv in svar från Johan Ek")
    press(staff, "button", "Ja, om de här frågorna")
    expect(staff.get_by_role("group", name="Något behöver rättas")).to_be_focused()
    check_page(staff)
    staff.get_by_text("på telefon").click()
    press(staff, "button", "Ja, om de här frågorna")

    mother.goto(f"/sip/{named.ref}/samtycke/")
    check_page(mother)
    press(mother, "link", "Läs frågan och svara")
    check_page(mother)
    # C027: "An agreed list of questions comes first; consent is asked for after that"
    expect(mother.get_by_text("Hur kan skoldagen bli lugnare?").first).to_be_visible()
    press(mother, "button", "Ja, om de här frågorna")
    check_page(mother)
    # C189: "The guardian must consent to the exchange of information"
    expect(mother.get_by_text("Det här har alla sagt ja till.")).to_be_visible()
    press(mother, "link", "Ta tillbaka allt")
    check_page(mother)
    press(mother, "button", "Ja, ta tillbaka allt")
    expect(mother.get_by_text("Du har tagit tillbaka ditt ja.")).to_be_visible()


def test_a_yes_to_a_part_works_without_javascript(named, page_as):
    with transaction.atomic():
        named.put_question()
    mother = page_as("guardian", java_script_enabled=False)
    mother.set_viewport_size({"width": 360, "height": 800})
    mother.goto(f"/sip/{named.ref}/samtycke/svara/")
    mother.get_by_text("Ja, men inte allt").click()
    mother.get_by_role("group", name="sömnen").get_by_text("Ali Hassan").click()
    mother.get_by_role("button", name="Ja, men bara till det jag har kryssat i").click()
    expect(mother.get_by_text("Du har sagt ja till det här")).to_be_visible()
    expect(mother.get_by_role("link", name="Ta tillbaka för Ali Hassan")).to_be_visible()


def test_the_childs_page_and_the_choice_of_people_hold(named, page_as, check_page):
    child, mother = page_as("child"), page_as("guardian")
    child.goto(f"/sip/{named.ref}/samtycke/barnet/")
    check_page(child)
    mother.goto(f"/sip/{named.ref}/fragor/vem/")
    mother.get_by_label("Vilken verksamhet?").select_option(label="BUP Hallstad, Region Hallstad")
    press(mother, "button", "Visa vilka som arbetar där")
    check_page(mother)
