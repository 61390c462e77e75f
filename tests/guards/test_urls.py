"""Every address: who must sign in, who is let in, and that what was shown is written down."""

import re
from collections.abc import Callable, Mapping

import pytest
from django.http import HttpResponse
from django.urls import reverse

from samsyn.cases.models import Case
from tests.guards.urls import OTHER, PUBLIC, WITHIN_CASE, Address, addresses, in_case, unknown
from tests.harness.client import StrictClient
from tests.walls.sql import ask

OUTSIDE = ("stranger", "colleague", "nurse_private", "sister")
INSIDE = ("coordinator", "guardian", "child", "bup")
STAGES = ("planned", "meeting", "called", "preparing", "noticed", "following_up")
ANSWERS = (200, 302, 403, 404, 405, 409)  # 405: only takes a form, and shows nothing
CHANGING = re.compile(r'(name="(once|csrfmiddlewaretoken)" value=")[^"]*|Retry-After')


def of_cases() -> list[Address]:
    return [address for address in addresses() if address.of_case]


def named(address: Address) -> str:
    return address.name


def test_every_address_has_a_row() -> None:
    """Without one, nobody has thought of who may be there."""
    for address in addresses():
        if address.of_case:
            assert set(address.given) - {"ref"} <= set(WITHIN_CASE), address
        else:
            assert address.name in {**OTHER, **PUBLIC}, f"{address} has no row in tests/guards/urls.py"


def test_one_must_sign_in_everywhere_but_where_a_reason_says(client: StrictClient) -> None:
    for address in addresses():
        _who, given = OTHER.get(address.name, ("", dict))
        path = reverse(address.name, kwargs=given()) if address.name in PUBLIC else unknown(address)
        response = client.get(path)
        if address.name in PUBLIC:
            assert response.status_code in (200, 302, 503), f"{address}: {response.status_code}"
            continue
        assert (response.status_code, response.get("Location", "").split("?")[0]) == (302, "/logga-in/"), (
            address
        )
        assert client.post(path).status_code in (302, 403, 419), address


@pytest.mark.slow
@pytest.mark.parametrize("address", of_cases(), ids=named)
def test_outside_a_case_nobody_learns_that_it_exists(
    address: Address, cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    become("coordinator", case=cases["planned"])
    path = in_case(address, Case.objects.get(ref=cases["planned"]))
    clients = {who: client_as(who) for who in OUTSIDE}
    for method in ("get", "post"):
        nothing = getattr(clients["stranger"], method)(unknown(address))
        assert nothing.status_code in (404, 405), f"unknown: {nothing.status_code}"
        for who, client in clients.items():
            seen = getattr(client, method)(path)
            assert seen.status_code == nothing.status_code, f"{who}: {seen.status_code}"
            assert bare(seen) == bare(nothing), who


def bare(response: HttpResponse) -> str:
    return CHANGING.sub("", response.content.decode())


@pytest.mark.slow
@pytest.mark.parametrize("address", of_cases(), ids=named)
def test_what_was_shown_of_a_case_is_written_down(
    address: Address, cases: Mapping[str, str], client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    """Somebody in some case sees the page; whoever does, has a reading row for it."""
    stages, answered = list(STAGES), set()
    for who in INSIDE:
        client = client_as(who)
        for name in list(stages):
            path = path_for(address, cases[name], who, become)
            if path is None:
                continue
            before = readings(cases[name], who, become)
            status = client.get(path).status_code
            assert status in ANSWERS, f"{who}, {name}: {status}"
            answered.add(status)
            if status == 405:
                return
            if status == 200:
                after = readings(cases[name], who, become)
                assert after > before, f"{who} saw {path} and it is not written down"
                stages = [name]  # the others are asked at the stage where the page is
                break
    assert answered & {200, 302}, f"nobody in the cast gets to {address.route}"


def path_for(address: Address, ref: str, who: str, become: Callable) -> str | None:
    become(who, case=ref)
    case = Case.objects.filter(ref=ref).first()
    return in_case(address, case) if case else None


def readings(ref: str, who: str, become: Callable) -> int:
    """One's own rows, and those of staff, which the family and the one who leads see."""
    total = 0
    for reader in {who, "coordinator"}:
        become(reader, case=ref)
        total += ask("select count(*) from audit_reading where case_id = app_case()")[0][0]
    return total


def others() -> list[str]:
    return sorted(OTHER)


@pytest.mark.parametrize("name", others())
def test_pages_of_no_case_answer_the_one_they_are_for(
    name: str, client_as: Callable[[str], StrictClient], become: Callable
) -> None:
    if name not in {address.name for address in addresses()}:
        return
    who, given = OTHER[name]
    become(who)
    response = client_as(who).get(reverse(name, kwargs=given()))
    assert response.status_code in (200, 302, 404, 405, 409), response.status_code
