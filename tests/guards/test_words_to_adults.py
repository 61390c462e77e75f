"""C222: a plan is for all ages. To a grown-up, and about one, nothing says "barnet" or "vårdnadshavare"."""

import re
from collections.abc import Callable, Mapping
from html import unescape

import pytest
from django.urls import reverse

from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.cases.stages import Stage
from samsyn.demo.cases import case_at
from samsyn.demo.cast import acting
from samsyn.demo.families import EVA
from samsyn.demo.story import Story
from samsyn.process.initiative import actions as initiative
from tests.guards.urls import OTHER, WITHIN_CASE, Address, addresses
from tests.harness.client import StrictClient

WORDS = re.compile(r"[^.<>]{0,60}(?:\bbarnets?\b|\bditt barn\b|vårdnadshav)[^.<>]{0,60}", re.IGNORECASE)
TAGS = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.DOTALL)
# Pages that speak of everybody a SIP may be for, or of a child in a grown-up's home.
ABOUT_EVERYBODY = {
    "agreements:index": "the rules of a place, for children and grown-ups",
    "agreements:agreement": "the rules of a place, for children and grown-ups",
    "agreements:version": "the rules of a place, for children and grown-ups",
    "safety:report": "the duty of staff is about any child they meet in their work",
    "initiative:new": "asked before anybody has said whom it is about; a guardian may have seen the need",
}
CLOSE = "other_guardian"  # here Johan is somebody close to Eva
# Who reads every page at that stage; all kinds of people where most of the pages are open.
PEOPLE = {
    Stage.NOTICED: ("coordinator",),
    Stage.CALLED: ("adult", "coordinator"),
    Stage.MEETING: ("adult", "god_man", CLOSE, "coordinator", "nurse"),
    Stage.FOLLOWING_UP: ("adult", "god_man", "coordinator"),
}


def seen(html: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def found(client: StrictClient, path: str) -> list[str]:
    response = client.get(path, follow=True)
    is_page = response.get("Content-Type", "").startswith("text/html")
    return [hit.strip() for hit in WORDS.findall(seen(response.content.decode()))] if is_page else []


def path_of(address: Address, case: Case) -> str:
    """As one reaches it who is in a grown-up's case."""
    place = Place.objects.filter(case=case, kind=PlaceKind.PERSON).order_by("pk")[0].ref
    within = {**WITHIN_CASE, "place_ref": lambda _case: place}
    extra = {name: within[name](case) or "0" * 16 for name in address.given if name != "ref"}
    return reverse(address.name, kwargs={"ref": case.ref, **extra})


def invite_close(ref: str, cast: Mapping) -> None:
    """Somebody close to Eva, whom she wants there."""
    with acting("coordinator") as by:
        case = Story(ref, EVA).case(by)
        initiative.add_family_member(
            case=case, by=by, kind=PlaceKind.CLOSE, called=cast[CLOSE].name,
            evidence="Eva har bett om det", safe=True, person_ref=cast[CLOSE].ref,
            said_yes=[case.subject_place],
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.requirement("C222")
@pytest.mark.parametrize("stage", PEOPLE)
def test_no_page_of_a_grown_ups_case_calls_anybody_a_child(
    stage: Stage, cast: Mapping, become: Callable, client_as: Callable[[str], StrictClient]
) -> None:
    ref = case_at(stage, content=EVA)
    if stage == Stage.MEETING:
        invite_close(ref, cast)
    become("coordinator")
    enter_case(ref)
    case = Case.objects.get(ref=ref)
    of_case = (one for one in addresses() if one.of_case and one.name not in ABOUT_EVERYBODY)
    paths = {address.name: path_of(address, case) for address in of_case}
    clients = {who: client_as(who) for who in PEOPLE[stage]}
    # C222: "Applies to all ages and all types of needs"
    hits = [
        f"{who} at {name}: …{hit}…"
        for who, client in clients.items()
        for name, path in paths.items()
        for hit in found(client, path)
    ]
    assert not hits, "\n".join(hits)


@pytest.mark.slow
@pytest.mark.requirement("C222")
def test_no_page_of_one_who_has_an_own_case_calls_anybody_a_child(
    cases: Mapping[str, str], client_as: Callable[[str], StrictClient]
) -> None:
    adult = client_as("adult")
    hits = [
        f"{name}: …{hit}…"
        for name, (_who, _given) in OTHER.items()
        if name.partition(":")[0] == "overview" and name not in ABOUT_EVERYBODY
        for hit in found(adult, reverse(name))
    ]
    # C222: "Applies to all ages and all types of needs"
    assert not hits, "\n".join(hits)
