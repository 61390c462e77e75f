"""What the walls cost: the plan page as a guardian gets it, and the same page with nothing in its way.

Both go through the whole middleware. Without walls: the tables' owner asks, whom no policy concerns; the case
is found by its ref alone; nobody's identity is set; no reading row is written. The pages must be equal.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse

from samsyn.bench.figure import Figure, Unmeasured
from samsyn.cases.models import Access, Case, PlaceKind
from samsyn.kernel import clock
from samsyn.people.models import Account
from samsyn.process.plans.models import Plan
from samsyn.settings import database

AGAINST = "same page without walls"
ROUNDS, PAGES = 9, 12
ONCE_ONLY = re.compile(rb'(name="(once|csrfmiddlewaretoken)" value=")[^"]*')


@dataclass(frozen=True)
class Reader:
    """A guardian who may read an established plan."""

    person_id: int
    account_id: int
    address: str
    assignment_id: int | None = None


def measure() -> Figure:
    """The two ways page by page, so that a slow moment of the machine falls on both."""
    with as_owner():
        reader = find_reader()
    with owner_connection() as owner, signed_in(reader) as client:
        return compare(client, reader.address, owner)


@contextmanager
def owner_connection() -> Iterator[BaseDatabaseWrapper]:
    """A connection of the tables' owner. Raises `Unmeasured` when there is none."""
    address = os.environ.get("DATABASE_OWNER_URL")
    if not address:
        raise Unmeasured("DATABASE_OWNER_URL is not set: without it there is no page without walls.")
    owner = connections.create_connection("default")
    owner.settings_dict = connections["default"].settings_dict | database(address)
    try:
        yield owner
    except DatabaseError as error:
        raise Unmeasured(f"The database said no: {str(error).splitlines()[0]}.") from error
    finally:
        owner.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """Within, one asks as the owner, who sees every case."""
    with owner_connection() as owner, without_walls(owner):
        yield


def compare(client: Client, address: str, owner: BaseDatabaseWrapper) -> Figure:
    """Median of the rounds; the ratio is that of each round with itself, whatever else the machine did."""
    require_same(client, address, owner)
    rounds = []
    for _ in range(1 + ROUNDS):
        pairs = [(bare(client, address, owner), seconds(client, address)) for _ in range(PAGES)]
        rounds.append([median(one) for one in zip(*pairs, strict=True)])
    value = median(behind for _bare, behind in rounds[1:])  # the first one warmed the caches
    ratio = median(behind / bare for bare, behind in rounds[1:])
    return Figure(round(value * 1000, 2), "ms", AGAINST, round(ratio, 3))


def require_same(client: Client, address: str, owner: BaseDatabaseWrapper) -> None:
    behind = page_of(client, address)
    with without_walls(owner):
        if page_of(client, address) != behind:
            raise Unmeasured("The page is not the same without walls: there is nothing to compare.")


def bare(client: Client, address: str, owner: BaseDatabaseWrapper) -> float:
    with without_walls(owner):
        return seconds(client, address)


def seconds(client: Client, address: str) -> float:
    begun = time.perf_counter()
    page_of(client, address)
    return time.perf_counter() - begun


def page_of(client: Client, address: str) -> bytes:
    """What came, but for what is new on every page."""
    response = client.get(address)
    if response.status_code != 200:
        raise Unmeasured(f"{address} answered {response.status_code} and not a plan.")
    return ONCE_ONLY.sub(rb"\1", response.content)


@contextmanager
def without_walls(owner: BaseDatabaseWrapper) -> Iterator[None]:
    """Within, the web asks as the owner and writes nothing down."""
    mine, connections["default"] = connections["default"], owner
    wall = "samsyn.cases.wall"
    try:
        with (
            patch(f"{wall}.speak_as", nobody_asks),
            patch(f"{wall}.enter_case", any_case),
            patch(f"{wall}.note_readings", nothing_is_noted),
        ):
            yield
    finally:
        connections["default"] = mine


def nobody_asks(*_who: Any, **_how: Any) -> None:
    """In place of telling the database who asks."""


def nothing_is_noted(*_what: Any, **_how: Any) -> None:
    """In place of the reading row."""


def any_case(ref: str) -> int | None:
    """In place of the function that finds only what one may see."""
    return Case.objects.filter(ref=ref).values_list("pk", flat=True).first()


def find_reader() -> Reader:
    """Of the newest established plan; asked as the owner, who sees every case."""
    return guardian_of(Plan.objects.established().values("case"), "plans:show")


def guardian_of(cases: Any, page: str) -> Reader:
    """A guardian in the newest of the cases, on the way to the page. Raises `Unmeasured` without one."""
    now = clock.now()
    rows = Access.objects.filter(
        case__in=cases, place__kind=PlaceKind.GUARDIAN, place__valid__contains=now, valid__contains=now
    )
    rows = rows.select_related("case", "person__account").order_by("-case", "person")
    if (found := rows.first()) is None:
        raise Unmeasured("There is no established plan with a guardian to read it: run `make demo` first.")
    return Reader(found.person_id, found.person.account.pk, reverse(page, args=[found.case.ref]))


@contextmanager
def signed_in(reader: Reader) -> Iterator[Client]:
    """A session in the database, as the sign-in page makes it; ended after."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(
        {
            SESSION_KEY: str(reader.account_id),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: Account(pk=reader.account_id).get_session_auth_hash(),
            "person": reader.person_id,
            "assignment": reader.assignment_id,
        }
    )
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    try:
        yield client
    finally:
        session.delete()
