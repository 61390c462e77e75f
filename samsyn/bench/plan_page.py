"""The plan page with 42 measures, beside a plain Django view of the same template and the same statements.

Plain: the view alone, called as a function, with nothing before it and nothing after it. Also printed: the
same bytes from a view that only sends them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from django.core.handlers.exception import convert_exception_to_response
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from samsyn.bench.figure import Figure, Unmeasured
from samsyn.bench.walls import Reader, as_owner, guardian_of, page_of, signed_in
from samsyn.people.actor import actor_of, speak_as
from samsyn.process.plans import views
from samsyn.process.plans.models import Plan

AGAINST = "a plain view with the same template and statements"
MEASURES = 42
ROUNDS, PAGES = 9, 8


def measure() -> Figure:
    """The three ways page by page, so that a slow moment of the machine falls on all."""
    with as_owner():
        reader = find_reader()
    with signed_in(reader) as client:
        body = page_of(client, reader.address)
        ways: list[Callable[[], object]] = [
            lambda: page_of(client, reader.address),
            lambda: plain(reader),
            bare(reader.address, body),
        ]
        ours, plainly, barely = zip(*(_round(ways) for _ in range(1 + ROUNDS)), strict=True)
    share = median(b / a for a, b in zip(ours[1:], plainly[1:], strict=True))
    only_bytes = median(b / a for a, b in zip(ours[1:], barely[1:], strict=True))
    value = round(median(ours[1:]) * 1000, 2)
    return Figure(
        value, "ms", AGAINST, round(share, 3), {"a bare view of the same bytes": round(only_bytes, 3)}
    )


def _round(ways: list[Callable[[], object]]) -> list[float]:
    taken = [[_seconds(way) for way in ways] for _ in range(PAGES)]
    return [median(one) for one in zip(*taken, strict=True)]


def _seconds(way: Callable[[], object]) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


def plain(reader: Reader) -> bytes:
    """What the view does itself, as the reader."""
    request = RequestFactory().get(reader.address)
    request.readings = []
    with transaction.atomic():
        speak_as(reader.person_id, None, reading=True)
        request.actor = actor_of(reader.person_id, None)
        return views.show(request, reader.address.split("/")[2]).content


def bare(address: str, body: bytes) -> Callable[[], object]:
    """A server with no middleware and one view, which sends these bytes."""
    other = Client()
    other.handler.load_middleware = lambda *_given: None
    other.handler._middleware_chain = convert_exception_to_response(_sender(body))
    return lambda: other.get(address).content


def _sender(body: bytes) -> Callable[[HttpRequest], HttpResponse]:
    return lambda _request: HttpResponse(body)


def find_reader() -> Reader:
    """A guardian of the established plan that has the most measures; asked as the owner."""
    plans = Plan.objects.established().annotate(size=Count("measures")).order_by("-size", "-pk")
    largest = plans.first()
    if largest is None or largest.size < MEASURES:
        raise Unmeasured(f"There is no established plan with {MEASURES} measures: run `make demo` first.")
    return guardian_of([largest.case_id], "plans:show")
