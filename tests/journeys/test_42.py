"""A family with 42 measures at the same time, on the mother's phone: her week, all that is done, on paper."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samsyn.cases.stages import Stage
from samsyn.demo import everyday

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 360, "height": 740}
SANE = 100_000  # bytes of a page that holds everything


def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


def papers(page: Page, folder: Path) -> int:
    """How many sheets the browser prints."""
    page.pdf(path=folder / "paper.pdf", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", (folder / "paper.pdf").read_bytes()))


@pytest.mark.requirement("C047", "C104")
def test_forty_two_measures_on_a_phone(
    live_url: str, page_as: Callable[..., Page], check_page: Callable, tmp_path: Path
):
    ref = everyday.build_many()
    page = phone(page_as("mother"))
    page.goto("/familj/")
    expect(page.get_by_role("heading", name="Den här veckan")).to_be_visible()
    page.get_by_role("link", name="Vår vecka, och allt som görs").click()
    # C047: "a family that had 42 measures at the same time": all of them, today first, the rest folded
    expect(page.get_by_text("42 saker i planen")).to_be_visible()
    assert page.locator(".one").count() == 42 and page.locator(".one:visible").count() == 0
    assert page.locator("h2").all_inner_texts()[0].startswith("I dag")
    assert len(page.content()) < SANE
    check_page(page)
    # C104: "An overview of the life situation and of all measures": who, how often, when, contact, goal
    assert page.locator("details.group").count() >= 8
    page.get_by_text("Barn- och ungdomshabiliteringen 11 saker").click()
    first = page.locator(".one:visible").first
    for told in ("Talträning med logoped", "tisdag klockan 14.00, varje vecka", "Åsa Ring", "070-174 06 41"):
        expect(first.get_by_text(told).first).to_be_visible()
    expect(first.get_by_text("Noor visar själv vad hon vill äta före mars.")).to_be_visible()
    page.get_by_text("krockar i veckan").click()
    expect(page.get_by_text("14.30 Samtal om sömn").first).to_be_visible()
    expect(page.get_by_text("saker är sena: inget ni ska jaga")).to_be_visible()
    expect(page.get_by_text("ungefär 77 timmar")).to_be_visible()
    check_page(page)
    assert papers(page, tmp_path) == 1  # whatever is open on the screen
    page.get_by_role("link", name="Skriv ut på ett papper").click()
    expect(page.get_by_text("Korttidsvistelse på Solgläntan")).to_be_visible()
    check_page(page)
    for weeks in range(4):  # no two weeks are alike before the fifth
        page.goto(f"/sip/{ref}/vecka/utskrift/?om={weeks}")
        assert papers(page, tmp_path) == 1
    page.goto(f"/sip/{ref}/plan/")
    assert page.locator(".measure").count() == 42
    _writes(page, ref, check_page)
    _others_see(ref, page_as, check_page, tmp_path)


def _writes(page: Page, ref: str, check_page: Callable) -> None:
    """She writes a time that was missing, and what it takes of her own time."""
    page.goto(f"/sip/{ref}/vecka/")
    page.get_by_text("Mormor en sak").click()
    page.locator(".one:visible").get_by_role("link", name="Skriv när det händer").click()
    check_page(page)
    page.get_by_text("söndag").click()
    page.get_by_label("Vilken tid?").fill("18.30")
    page.get_by_text("Hembesök").click()
    page.get_by_role("button", name="Spara i veckan").click()
    page.get_by_text("Mormor en sak").click()
    expect(page.get_by_text("söndag klockan 18.30, varje vecka").first).to_be_visible()
    page.get_by_role("link", name="Skriv hur mycket tid det tar").click()
    check_page(page)
    page.get_by_label("Hur många samtal och brev").fill("60")
    page.get_by_role("button", name="Spara vår tid").click()
    expect(page.get_by_role("heading", name="Er egen tid")).to_be_visible()


def _others_see(ref: str, page_as: Callable[..., Page], check_page: Callable, folder: Path) -> None:
    """The child reads whom she meets; staff read what they have a yes for, without the family's own time."""
    child = phone(page_as("daughter"))
    child.goto("/min/")
    child.get_by_role("link", name="Din vecka: vem du träffar").click()
    child.get_by_role("link", name="Nästa vecka").click()
    expect(child.get_by_text("Du träffar").first).to_be_visible()
    check_page(child)
    staff = page_as("habilitation")
    staff.goto(f"/sip/{ref}/vecka/")
    assert staff.get_by_text("egen tid").count() == 0
    check_page(staff)
    assert papers(staff, folder) == 1


def test_the_meeting_page_holds_forty_two_measures(
    live_url: str, page_as: Callable[..., Page], check_page: Callable
):
    ref = everyday.build_many(Stage.MEETING)
    page = page_as("coordinator")
    page.goto(f"/sip/{ref}/mote/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_page(page)
