"""The request's wall, step by step and without a database: who asks, what is opened, what is written down."""

from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpResponse

from samsyn.audit.models import Part
from samsyn.cases import wall
from samsyn.kernel.decision import Refused, bar, refuse

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
UNTIL = NOW.timestamp()


class Session(dict):
    modified = False

    def flush(self) -> None:
        self.clear()


class Around:
    """All that the wall asks of what is around it, and what it was told."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.told: list[tuple] = []
        self.found: Any = SimpleNamespace(pk=1, still=None)
        self.entered: int | None = 1
        self.speaker: Any = SimpleNamespace(person=SimpleNamespace(pk=5), assignment=None)
        patch.setattr(wall.clock, "now", lambda: NOW)
        patch.setattr(wall, "enter_case", lambda ref: self.entered)
        patch.setattr(wall, "note_miss", lambda: self.told.append(("miss",)))
        patch.setattr(
            wall, "note_readings", lambda rows, granted: self.told.append(("read", list(rows), granted))
        )
        patch.setattr(wall, "is_watched", lambda: "watched")
        patch.setattr(wall, "speak_as", lambda *who, **how: self.told.append(("speak", *who, how)))
        patch.setattr(wall, "actor_of", lambda _person, _duty: self.speaker)
        patch.setattr(wall, "answer_once", lambda _request, person, answer: (person, answer()))
        self.watching: list[Any] = []
        patch.setattr(wall, "addresses", SimpleNamespace(watch=self.watching.append))
        rollback = SimpleNamespace(
            atomic=nullcontext, set_rollback=lambda yes: self.told.append(("undo", yes))
        )
        patch.setattr(wall, "transaction", rollback)
        patch.setattr(wall, "Case", SimpleNamespace(objects=SimpleNamespace(filter=self._filter)))
        patch.setattr(wall.apart, "standing", lambda cases: cases)
        self.connection = SimpleNamespace(
            in_atomic_block=True,
            close=lambda: self.told.append(("close",)),
            execute_wrapper=lambda which: nullcontext(self.told.append(("only", which))),
        )
        patch.setattr(wall, "connection", self.connection)
        names = ("forbidden", "conflict", "unavailable", "handler404")
        patch.setattr(wall, "errors", SimpleNamespace(**{name: self._page(name) for name in names}))

    def _page(self, name: str) -> Any:
        return lambda _request, *said: HttpResponse(name + "".join(said))

    def _filter(self, **asked: Any) -> Any:
        rows = [self.found] if self.found else []
        return SimpleNamespace(first=lambda: self.found, count=lambda: len(rows), asked=asked)


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Around:
    return Around(monkeypatch)


def request(method: str = "GET", *, duty: Any = None, **session: Any) -> Any:
    actor = SimpleNamespace(assignment=duty, person=SimpleNamespace(pk=5))
    return SimpleNamespace(method=method, readings=[], actor=actor, session=Session(session))


def the_wall(answer: Any = None) -> wall.Wall:
    return wall.Wall(lambda _request: answer or HttpResponse("page"))


@pytest.mark.parametrize(("opened", "person", "case"), [
    (None, 5, None), ({"person": 5, "until": UNTIL + 1, "case": 9}, 5, 9),
    ({"person": 5, "until": UNTIL, "case": 9}, 5, None),
    ({"person": 6, "until": UNTIL + 1, "case": 9}, 5, None),
])  # fmt: skip
def test_the_second_step_is_ones_own_and_not_long_ago(
    opened: Any, person: int, case: Any, around: Around
) -> None:
    assert wall.unlocked_by(person, {"opened": opened} if opened else {}) == case


def test_what_is_opened_is_written_down_and_what_is_not_there_is_a_miss(around: Around) -> None:
    asked = request()
    assert wall.open_case(asked, "ref", Part.PLAN) is around.found
    assert asked.readings == [(1, Part.PLAN)] and around.told == [] and around.watching == []
    around.entered = None
    with pytest.raises(Http404):
        wall.open_case(asked, "ref")
    assert around.told == [("miss",)] and len(asked.readings) == 1
    around.entered, around.found = 1, None  # taken back since it was found
    with pytest.raises(Http404):
        wall.open_case(asked, "ref")


@pytest.mark.parametrize(("method", "duty", "watching"), [
    ("POST", 3, ["watched"]), ("POST", None, []), ("GET", 3, []),
])  # fmt: skip
def test_whoever_has_a_duty_writes_no_address(method: str, duty: Any, watching: list, around: Around) -> None:
    wall.open_case(request(method, duty=duty), "ref")
    assert around.watching == watching


def test_each_case_in_a_list_is_a_reading(around: Around) -> None:
    asked: Any = request()
    cases: Any = [SimpleNamespace(pk=1), SimpleNamespace(pk=2)]
    assert wall.shown(asked, cases) == cases
    assert asked.readings == [(1, Part.LIST), (2, Part.LIST)]


@pytest.mark.parametrize(
    ("method", "reading"), [("GET", True), ("HEAD", True), ("OPTIONS", True), ("POST", False)]
)
def test_the_database_is_told_who_asks_and_that_a_get_only_reads(
    method: str, reading: bool, around: Around
) -> None:
    asked = request(method, person=5, assignment=3)
    the_wall()._identify(asked)
    spoken = [("speak", 5, 3, {"unlocked": None})]
    spoken += [("speak", 5, 3, {"reading": True, "unlocked": None})] if reading else []
    assert around.told == spoken and asked.actor is around.speaker


def test_a_duty_that_has_ended_ends_the_session(around: Around) -> None:
    around.speaker = None
    asked = request(person=5, assignment=3)
    the_wall()._identify(asked)
    assert asked.session == {} and asked.actor is None and around.told[-1] == ("speak", None, {})


def test_nobody_is_nobody_and_keeps_the_session(around: Around) -> None:
    asked = request(other="kept")
    the_wall()._identify(asked)
    assert asked.actor is None and asked.session == {"other": "kept"}
    assert around.told == [("speak", None, None, {"unlocked": None})]


def test_a_get_only_reads_and_what_is_written_is_written_once(around: Around) -> None:
    there = the_wall("page")
    assert there._answer(request()) == "page" and around.told == [("only", wall._only_reads)]
    writes = request("POST")
    assert there._answer(writes) == (5, "page") and writes.session.modified
    writes.actor, writes.session.modified = None, False
    assert there._answer(writes) == "page" and not writes.session.modified


@pytest.mark.parametrize(("status", "readings", "told"), [
    (200, [], []), (200, [(1, Part.CASE)], [("read", [(1, Part.CASE)], True)]),
    (403, [(1, Part.CASE)], [("read", [(1, Part.CASE)], False)]),
    (500, [(1, Part.CASE)], [("undo", True)]), (503, [], [("undo", True)]),
    (499, [(1, Part.CASE)], [("read", [(1, Part.CASE)], True)]),
])  # fmt: skip
def test_what_was_read_is_written_down_or_nothing_at_all(
    status: int, readings: list, told: list, around: Around
) -> None:
    asked = request()
    asked.readings = readings
    the_wall()._write_down(asked, HttpResponse(status=status))
    assert around.told == told


def test_a_no_has_its_page(around: Around) -> None:
    there, asked = the_wall(), request()
    assert there.process_exception(asked, Refused(bar("you"))).content == b"forbiddenyou"  # type: ignore[union-attr]
    assert there.process_exception(asked, Refused(refuse("now"))).content == b"conflictnow"  # type: ignore[union-attr]
    for error in (DatabaseError(), InterfaceError()):
        assert there.process_exception(asked, error).content == b"unavailable"  # type: ignore[union-attr]
    assert there.process_exception(asked, ValueError()) is None


@pytest.mark.parametrize(("readings", "seen", "gone"), [
    ([(1, Part.CASE)], True, False), ([(1, Part.CASE)], False, True), ([(1, Part.LIST)], False, False),
    ([], False, False), ([(1, Part.CASE), (2, Part.CASE)], True, True),
    ([(1, Part.CASE), (1, Part.PLAN)], True, False),
])  # fmt: skip
def test_what_is_taken_back_meanwhile_was_never_there(
    readings: list, seen: bool, gone: bool, around: Around
) -> None:
    asked = request()
    asked.readings, around.found = list(readings), around.found if seen else None
    assert wall._is_taken_back(asked) == gone
    answered = the_wall().process_exception(asked, ValueError())
    assert (answered is not None) == gone and (asked.readings == []) == (gone or not readings)


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_where_the_database_fails_nothing_is_shown_or_kept(error: type[Exception], around: Around) -> None:
    def fails(_request: Any) -> HttpResponse:
        raise error

    asked = request(person=5)
    response = wall.Wall(fails)(asked)
    assert response.content == b"unavailable" and response["Cache-Control"] == "no-store"
    assert around.told[-1] == ("undo", True) and around.watching == [False]
    around.connection.in_atomic_block = False
    wall.Wall(fails)(asked)
    assert around.told[-1] == ("close",)


def test_a_page_is_answered_with_its_readings_written_and_kept_nowhere(around: Around) -> None:
    def page(asked: Any) -> HttpResponse:
        asked.readings.append((1, Part.CASE))
        return HttpResponse("page")

    response = wall.Wall(page)(request(person=5))
    assert response.content == b"page" and response["Cache-Control"] == "no-store"
    assert around.told[0] == ("speak", 5, None, {"unlocked": None})
    assert around.told[-1] == ("read", [(1, Part.CASE)], True)


@pytest.mark.parametrize(("sql", "reads"), [
    (" select 1", True), ("SAVEPOINT a", True), ("ROLLBACK TO a", True), ("update a", False), ("", False),
    ("RELEASE a", True), ("insert into a", False),
])  # fmt: skip
def test_only_what_reads_is_let_through(sql: str, reads: bool) -> None:
    def run() -> Any:
        return wall._only_reads(lambda *told: told, sql, None, False, None)

    if reads:
        assert run() == (sql, None, False, None)
    else:
        with pytest.raises(AssertionError):
            run()
