"""Help is named wherever a child or a family writes, and its numbers stand in one place."""

import re
from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.models import Case
from tests.guards.source import PACKAGE, ROOT
from tests.guards.test_urls import of_cases, path_for
from tests.guards.urls import OTHER, addresses
from tests.harness.client import StrictClient

FAMILY = ("guardian", "other_guardian", "child")
STAGES = ("planned", "meeting", "called", "preparing", "noticed", "following_up")
NUMBERS = re.compile(r"\b112\b|116 ?111|020-50")
# What the settings and the agreements say, and sentences about requirements by their ids.
SAY = ("settings.py", ".yaml")
BLOCK = 'class="note danger"'


def test_the_numbers_of_those_who_help_stand_in_the_settings_alone() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in {".html", ".py", ".js"}
        and "tests" not in path.parts
        and not str(path).endswith(SAY)
        for line in path.read_text(encoding="utf-8").splitlines()
        if NUMBERS.search(re.sub(r"C\d{3}", "", line))
    ]
    assert not found, "\n".join(found)


def writes_here(html: str) -> bool:
    return "<textarea" in html


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_every_page_where_a_family_writes_names_help(
    stage: str, cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    """Driven from the resolver: a page added later is here too."""
    seen = 0
    for who in FAMILY:
        client = client_as(who)
        for address in of_cases():
            path = path_for(address, cases[stage], who, become)
            html = client.get(path).content.decode() if path else ""
            if "<main" in html:
                assert "data-leave" in html, f"{who}: nothing leaves {path}"
            if writes_here(html):
                seen += 1
                assert BLOCK in html and "tel:112" in html and "tel:116111" in html, f"{who}: {path}"
    assert seen or not Case.objects.exists()


def test_pages_of_no_case_where_a_family_writes_name_help(
    client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    for address in addresses():
        who, _given = OTHER.get(address.name, ("", dict))
        if who in FAMILY:
            become(who)
            html = client_as(who).get(f"/{address.route}").content.decode() if not address.given else ""
            assert not writes_here(html) or BLOCK in html, address


def test_staff_have_neither(client_as: Callable[[str], StrictClient], cases: Mapping[str, str]) -> None:
    html = client_as("coordinator").get(f"/sip/{cases['planned']}/skriv/").content.decode()
    assert BLOCK not in html and "data-leave" not in html
