"""The request's transaction and whose it is; what was shown is written down before it leaves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse

from samsyn.audit.actions import note_miss, note_readings
from samsyn.audit.models import Part
from samsyn.cases import apart
from samsyn.cases.actions import enter_case
from samsyn.cases.guarding import is_watched
from samsyn.cases.models import Case
from samsyn.kernel import clock
from samsyn.kernel.decision import Refused
from samsyn.kernel.once import answer_once
from samsyn.people.actor import actor_of, speak_as
from samsyn.web import addresses, errors

log = logging.getLogger(__name__)
OPENED = "opened"  # in the session: whose second step, in which case, until when
READ_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
READ_STATEMENTS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK TO")


def open_case(request: HttpRequest, ref: str, part: Part = Part.CASE) -> Case:
    """The only way to a case in a view. Unknown and unseen are one and the same 404; seen is written down."""
    pk = enter_case(ref)
    if pk is None:
        note_miss()
        raise Http404
    request.readings.append((pk, part))
    if request.method == "POST" and request.actor.assignment:
        addresses.watch(is_watched())
    case = apart.stand(apart.standing(Case.objects.filter(pk=pk)).first())
    if case is None:  # taken back since it was found: gone in this statement already
        raise Http404
    return case


def shown(request: HttpRequest, cases: list[Case]) -> list[Case]:
    """A list of cases is about to be shown: one reading row each."""
    request.readings.extend((case.pk, Part.LIST) for case in cases)
    return cases


def unlocked_by(person: int | None, session: Mapping[str, Any]) -> int | None:
    """The case in which the child has taken its second step, in this session and not long ago."""
    opened = session.get(OPENED)
    if not opened or opened["person"] != person or opened["until"] <= clock.now().timestamp():
        return None
    return opened["case"]


class Wall:
    """Opens the transaction, tells the database who asks, and commits before the body leaves.

    No reading row, no data: any database error becomes a 503 that shows nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.readings = []
        addresses.watch(False)
        try:
            with transaction.atomic():
                self._identify(request)
                response = self._answer(request)
                self._write_down(request, response)
        except (DatabaseError, InterfaceError):
            response = self._unavailable(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            answer = errors.forbidden if exception.decision.barred else errors.conflict
            return answer(request, exception.decision.reason)
        if isinstance(exception, DatabaseError | InterfaceError):
            log.error("the database said no", exc_info=exception)
            return self._unavailable(request)
        if _is_taken_back(request):
            request.readings.clear()
            return errors.handler404(request)
        return None

    def _identify(self, request: HttpRequest) -> None:
        person, duty = request.session.get("person"), request.session.get("assignment")
        unlocked = unlocked_by(person, request.session)
        speak_as(person, duty, unlocked=unlocked)
        request.actor = actor_of(person, duty) if person else None
        if person and request.actor is None:  # the duty has ended: so has the session
            request.session.flush()
            speak_as(None)
        elif person and request.method in READ_METHODS:
            speak_as(person, duty, reading=True, unlocked=unlocked)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method in READ_METHODS:
            with connection.execute_wrapper(_only_reads):
                return self.get_response(request)
        if request.actor is None:
            return self.get_response(request)
        request.session.modified = True  # whoever writes is still here: a meeting is longer than a session
        return answer_once(request, request.actor.person.pk, lambda: self.get_response(request))

    def _write_down(self, request: HttpRequest, response: HttpResponse) -> None:
        if response.status_code >= 500:
            transaction.set_rollback(True)
        elif request.readings:
            note_readings(request.readings, granted=response.status_code != 403)

    def _unavailable(self, request: HttpRequest) -> HttpResponse:
        if connection.in_atomic_block:
            transaction.set_rollback(True)
        else:
            connection.close()  # so that the next request starts anew
        return errors.unavailable(request)


def _is_taken_back(request: HttpRequest) -> bool:
    """Whether what the page is about went out of sight while it was made, so that it could not be made."""
    about = {case for case, part in request.readings if part != Part.LIST}
    return Case.objects.filter(pk__in=about).count() < len(about)


def _only_reads(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not str(sql).lstrip().upper().startswith(READ_STATEMENTS):
        raise AssertionError(f"a GET may only read: {sql[:200]}")
    return execute(sql, params, many, context)
