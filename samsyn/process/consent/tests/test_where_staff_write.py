"""Every page on which staff write in own words, found by walking all of them in their eyes (C137)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.urls import reverse

from samsyn.cases.models import Case
from samsyn.process.consent import actions
from tests.guards.urls import NOBODY, Address, in_case
from tests.harness.client import StrictClient
from tests.walls.addresses import STAGES, of_cases, people

REMINDER = 'class="note mind"'
WALKED = "NPCMF"  # where staff write something; a plan in force has the same pages as its follow-up
# Where the reminder would say the opposite of what is right, each with its reason.
WITHOUT = {
    "safety:assess": "what is hidden and from whom must be written there; those who lead alone read it",
    "safety:contact": "is how one who is hiding is reached, and is read by two persons together",
}
# One line for own words, no large box, and still something that the others read.
ALSO = {"everyday:plan"}


class Boxes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = self.found or (tag == "textarea" and "readonly" not in dict(attrs))


def writes(page: str) -> bool:
    """Is there a box for own words?"""
    boxes = Boxes()
    boxes.feed(page)
    return boxes.found


def path_of(address: Address, case: Case) -> str:
    """Where nothing of that kind is in the case yet: with a value that nobody has."""
    try:
        return in_case(address, case)
    except IndexError:
        extra = {name: NOBODY for name in address.given if name != "ref"}
        return reverse(address.name, kwargs={"ref": case.ref, **extra})


def pages(client: StrictClient, paths: Mapping[str, str]) -> dict[str, str]:
    """All that this one can open, and what it says; without any trace."""
    found = {}
    for name, path in paths.items():
        with transaction.atomic():
            response = client.get(path)
            transaction.set_rollback(True)
        if response.status_code == 200 and response.get("Content-Type", "").startswith("text/html"):
            found[name] = response.content.decode()
    return found


@pytest.mark.slow
@pytest.mark.requirement("C137")
@pytest.mark.parametrize("letter", WALKED)
def test_wherever_staff_write_they_are_reminded(
    letter: str, cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    name, content = STAGES[letter]
    become("coordinator", case=cases[name])
    case = Case.objects.get(ref=cases[name])
    paths = {address.name: path_of(address, case) for address in of_cases()}
    wrote, forgot = set(), []
    for key in {people(letter)["o"], *content.parties[:1]}:
        for address, page in pages(client_as(key), paths).items():
            if writes(page) or (address in ALSO and 'name="where"' in page):
                wrote.add(address)
                # C137: "Secret matters … are not taken up unless the person wishes it (a warning at the
                # point of writing)"
                if REMINDER not in page and address not in WITHOUT:
                    forgot.append(f"{key}: {address}")
    assert not forgot, "\n".join(sorted(forgot))
    assert wrote, "nobody writes anything there"


@pytest.mark.requirement("C137")
def test_before_there_is_a_case_staff_are_reminded_too(client_as):
    for key, path in (("coordinator", "/ny/"), ("police", "/ny/signal/")):
        page = client_as(key).get(path).content.decode()
        assert writes(page) and REMINDER in page, path


@pytest.mark.requirement("C137")
def test_what_must_not_be_raised_stands_where_whoever_leads_writes(asked, client_as):
    case, by = asked.speaks("guardian")
    actions.say_not_to_raise(case=case, by=by, text="Prata inte om pappas sjukdom.")
    for path in ("samtycke/samtal/", "samtycke/vem-bestammer/", "samtycke/barnet/", "arenden/"):
        said = client_as("coordinator").get(f"/sip/{asked.ref}/{path}")
        if said.status_code == 200:
            assert "Prata inte om pappas sjukdom." in said.content.decode(), path
    # The family's own pages have no such reminder: these are their words.
    assert REMINDER not in client_as("guardian").get(f"/sip/{asked.ref}/skriv/").content.decode()
