"""Every document stands in KINDS, and asks for the reader's rights as it is opened."""

from collections.abc import Callable, Mapping

import pytest
from django.urls import reverse

from samsyn.cases.actions import end_place
from samsyn.cases.models import Case
from samsyn.documents.kinds import KINDS
from tests.guards.source import program
from tests.guards.urls import addresses
from tests.harness.client import StrictClient

# What an address of a document ends with.
WORDS = ("utskrift", "journal", "bild", "utdrag", "kopia", "pdf", "kalender", "export")
# Programs that answer a case with something else than a page, and the kind it is.
NOT_PAGES = {"samsyn/process/files/views.py": "picture"}


def test_every_address_of_a_document_stands_in_the_register() -> None:
    known = {kind.page for kind in KINDS.values()}
    found = {
        one.name for one in addresses()
        if one.of_case and one.route.rstrip("/").split("/")[-1].split(".")[0] in WORDS
    }  # fmt: skip
    assert found <= known, f"{sorted(found - known)} stand not in documents.KINDS"
    assert known <= {one.name for one in addresses()}


def test_nothing_else_answers_with_a_file() -> None:
    marks = ("Content-Disposition", "FileResponse", "StreamingHttpResponse")
    found = {s.name for s in program() if any(mark in s.text for mark in marks)} - {
        "samsyn/documents/kinds.py"
    }
    assert found == set(NOT_PAGES)
    assert set(NOT_PAGES.values()) <= set(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(KINDS))
def test_nobody_outside_gets_one(
    name: str, cases: Mapping[str, str], become: Callable, client_as: Callable[[str], StrictClient]
) -> None:
    become("coordinator", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    for who in ("stranger", "colleague", "nurse_private"):
        assert KINDS[name].attempt(client_as(who).get, case) == [], who


@pytest.mark.slow
def test_whoever_leaves_the_case_gets_none_in_the_next_request(
    cases: Mapping[str, str], become: Callable, cast: Mapping, client_as: Callable[[str], StrictClient]
) -> None:
    client = client_as("bup")
    become("bup", case=cases["planned"])
    case = Case.objects.get(ref=cases["planned"])
    had = [name for name, kind in KINDS.items() if kind.attempt(client.get, case)]
    assert {"plan", "week"} <= set(had)
    become("coordinator", case=cases["planned"])
    end_place(case, next(p for p in case.people if p.person_id == cast["bup"].person_id))
    assert [name for name, kind in KINDS.items() if kind.attempt(client.get, case)] == []
    assert client.get(reverse("overview:case", args=[case.ref])).status_code == 404
