"""The pages in a browser: nothing for axe or the HTML checker to find, on a phone and on a screen."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page, expect

from samsyn.demo.parts import KOMMUN, SCHOOL
from samsyn.people import actions
from samsyn.people.models import Organisation
from samsyn.people.tests.test_logotype import picture

pytestmark = pytest.mark.browser
PAGES = [
    ("Ändra namnet", "Ändra organisationens namn"),
    ("Byt logotyp", f"Logotyp för {KOMMUN}"),
    ("Lägg till en enhet", f"Ny enhet hos {KOMMUN}"),
]


def test_every_page_of_an_organisation(
    page_as: Callable[..., Page], acting: Callable, check_page: Callable
) -> None:
    with acting("administrator") as by:
        upload = SimpleUploadedFile("x.png", picture("PNG").read())
        actions.set_logotype(
            by=by, organisation=Organisation.objects.get(name=KOMMUN), upload=upload, text="Vapen"
        )
    page = page_as("administrator")
    page.goto("/admin-lokal/")
    check_page(page)
    page.get_by_role("link", name=KOMMUN).click()
    expect(page.get_by_role("img", name="Vapen")).to_be_visible()
    check_page(page)
    for link, heading in PAGES:
        page.get_by_role("link", name=link).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        check_page(page)
        page.get_by_role("link", name="Tillbaka utan att ändra").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_person_is_added_and_leaves(
    javascript: bool, page_as: Callable[..., Page], check_page: Callable
) -> None:
    """With and without JavaScript; a fault keeps what was typed and is read out first."""
    page = page_as("administrator", java_script_enabled=javascript)
    check = check_page if javascript else lambda page: None  # axe is JavaScript itself
    page.goto("/admin-lokal/")
    page.get_by_role("link", name=SCHOOL, exact=True).click()
    check(page)
    page.get_by_role("link", name="Lägg till en person").click()
    page.get_by_label("Vad heter personen?").fill("Åsa Öst")
    page.get_by_label("Titel").fill("Specialpedagog")
    page.get_by_role("button", name="Lägg till personen").click()
    expect(page.get_by_role("heading", name="Något behöver rättas")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Skriv ett telefonnummer").click()
    page.get_by_label("Telefonnummer till personen").fill("031-390 06 60")
    page.get_by_role("button", name="Lägg till personen").click()
    card = page.get_by_role("listitem").filter(has_text="Åsa Öst")
    expect(card).to_contain_text("Specialpedagog")
    card.get_by_role("link", name="Ändra").click()
    check(page)
    page.go_back()
    card.get_by_role("link", name="Avsluta uppdraget").click()
    check(page)
    page.get_by_role("button", name="Avsluta uppdraget").click()
    expect(card).to_contain_text("Sista dagen är")
