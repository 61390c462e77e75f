"""The plan page with 42 measures, beside a plain Django view of the same template and the same statements.

Plain: Django's sessions and users, one transaction, the same view, the same reading row; none of our own
middleware and none of Django's other. That the statements are the same is asked before anything is measured:
else a page that waits for the disk to keep its reading row would stand beside one that does not, and the
ratio would say how busy the disk is. Also printed: the view called as a function, which writes nothing down;
and a view that only sends the same bytes, from a server without any middleware.
"""

from __future__ import annotations

import gc
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection, transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from samsyn.audit.actions import note_readings
from samsyn.bench.figure import Figure, Unmeasured
from samsyn.bench.walls import Reader, as_owner, guardian_of, page_of, signed_in
from samsyn.people.actor import actor_of, speak_as
from samsyn.process.plans import views
from samsyn.process.plans.models import Plan

AGAINST = "plain view with the same template and statements"
MEASURES = 42
WARM, PAGES = 10, 80
Way = Callable[[], object]


def measure() -> Figure:
    """The ways in turn, page by page; the ratio is the median of those of single turns: what slows the
    machine for a moment slows one turn, and a turn that it hits in the middle is far from the median."""
    with as_owner():
        reader = find_reader()
    with signed_in(reader) as client:
        body = page_of(client, reader.address)
        beside = server(plain(reader), client)
        require_same_statements(lambda: client.get(reader.address), lambda: beside.get(reader.address))
        ways: list[Way] = [
            lambda: client.get(reader.address),
            lambda: beside.get(reader.address),
            lambda: alone(reader),
            lambda: bare.get(reader.address),
        ]
        bare = server(convert_exception_to_response(lambda _request: HttpResponse(body)))
        turns = _turns(ways)
    ours = [turn[0] for turn in turns]
    plainly, by_itself, barely = (median(turn[way] / turn[0] for turn in turns) for way in (1, 2, 3))
    also = {"same view called as a function": by_itself, "bare view of the same bytes": barely}
    told = {against: round(ratio, 3) for against, ratio in also.items()}
    return Figure(round(median(ours) * 1000, 2), "ms", AGAINST, round(plainly, 3), told)


def _turns(ways: list[Way]) -> list[list[float]]:
    """Seconds of each way, turn by turn; the first turns fill the caches."""
    with _no_collection():
        turns = [_turn(ways) for _ in range(WARM + PAGES)]
    return turns[WARM:]


def _turn(ways: list[Way]) -> list[float]:
    """In an order of its own, so that none always comes after the one that leaves most behind."""
    order = sorted(range(len(ways)), key=lambda _place: secrets.randbits(32))
    taken = {place: _seconds(ways[place]) for place in order}
    gc.collect(0)
    return [taken[place] for place in range(len(ways))]


def _seconds(way: Way) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


@contextmanager
def _no_collection() -> Iterator[None]:
    """The collector comes between the turns, not where it falls."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def require_same_statements(one: Way, other: Way) -> None:
    if _statements(one) != _statements(other):
        raise Unmeasured("The plain view asks the database something else: there is nothing to compare.")


def _statements(way: Way) -> list[str]:
    asked = []

    def note(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(str(sql))
        return execute(sql, *given)

    with connection.execute_wrapper(note):
        way()
    return sorted(asked)


def server(answer: Callable[[HttpRequest], HttpResponse], who: Client | None = None) -> Client:
    """A server without any middleware; asked by the same one who has signed in."""
    other = Client()
    other.handler.load_middleware = lambda *_given: None
    other.handler._middleware_chain = answer
    if who:
        other.cookies = who.cookies
    return other


def plain(reader: Reader) -> Callable[[HttpRequest], HttpResponse]:
    """What any Django view would do that keeps a reading row: nothing of ours before or after it."""

    @convert_exception_to_response
    def view(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            person, duty = request.session["person"], request.session["assignment"]
            speak_as(person, duty)
            request.actor, request.readings = actor_of(person, duty), []
            speak_as(person, duty, reading=True)
            if not request.user.is_authenticated:
                raise Unmeasured("The reader of the plan is no longer signed in.")
            response = views.show(request, _ref(reader))
            note_readings(request.readings)
        return response

    return convert_exception_to_response(SessionMiddleware(AuthenticationMiddleware(view)))


def alone(reader: Reader) -> bytes:
    """What the view does itself, as the reader."""
    request = RequestFactory().get(reader.address)
    request.readings = []
    with transaction.atomic():
        speak_as(reader.person_id, None, reading=True)
        request.actor = actor_of(reader.person_id, None)
        return views.show(request, _ref(reader)).content


def _ref(reader: Reader) -> str:
    return reader.address.split("/")[2]


def find_reader() -> Reader:
    """A guardian of the established plan that has the most measures; asked as the owner."""
    plans = Plan.objects.established().annotate(size=Count("measures")).order_by("-size", "-pk")
    largest = plans.first()
    if largest is None or largest.size < MEASURES:
        raise Unmeasured(f"There is no established plan with {MEASURES} measures: run `make demo` first.")
    return guardian_of([largest.case_id], "plans:show")
