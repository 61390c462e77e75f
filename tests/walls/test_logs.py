"""No log holds what somebody wrote: not when the database refuses it, not when a process dies with it."""

import io
import logging
import os
import signal
import threading
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import Error, connection

from samsyn.cases.stages import Stage
from samsyn.command import checks
from samsyn.demo.cases import case_at
from samsyn.kernel.logs import WithoutContent
from tests.harness.client import StrictClient
from tests.harness.database import Databases
from tests.walls.conftest import Known

CANARY = "Kanariefågel på Storgatan 3"


def log_of(databases: Databases) -> str:
    return databases.cluster.log.read_text(errors="replace")


@pytest.mark.django_db
def test_what_the_database_refuses_is_not_in_its_log(databases: Databases) -> None:
    for statement in (
        "select %s::int",
        "select * from nothing where text = %s",
        "do $$ begin raise exception '%%', %s; end $$",
        "select set_config('app.case', %s, true), app_case()",
    ):
        with pytest.raises(Error), connection.cursor() as cursor:
            cursor.execute("savepoint before")
            cursor.execute(statement, [CANARY])
        with connection.cursor() as cursor:
            cursor.execute("rollback to before")
    assert CANARY not in log_of(databases)


@pytest.mark.django_db
def test_the_settings_are_those_that_real_use_asks_for(databases: Databases) -> None:
    with psycopg.connect(databases.cluster.url("app", "samsyn_test")) as web:
        assert list(checks.of_log(web)) == []
        web.execute("set log_parameter_max_length_on_error = -1")
        (said,) = checks.of_log(web)
    assert "log_parameter_max_length_on_error is -1" in said


@pytest.mark.slow
def test_what_a_killed_process_was_doing_is_not_in_the_log(
    fresh_database: str, databases: Databases, known: Known
) -> None:
    """PostgreSQL tells what a process was running when it died; `terse` leaves it out."""
    url = databases.cluster.url("app", fresh_database)
    with psycopg.connect(url) as working:
        process = working.info.backend_pid
        busy = threading.Thread(target=_run, args=[working, f"select pg_sleep(30), '{CANARY}'"])
        busy.start()
        time.sleep(0.3)
        os.kill(process, signal.SIGKILL)
        busy.join(20)
    deadline = time.monotonic() + 30
    while not databases.cluster.answers() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert str(process) in log_of(databases)
    assert CANARY not in log_of(databases)


def _run(working: psycopg.Connection, statement: str) -> None:
    try:
        working.execute(statement)
    except psycopg.OperationalError:
        return


@pytest.mark.slow
def test_a_page_that_fails_in_the_database_says_nothing_in_the_programs_log(
    fresh_database: str,
    owner: psycopg.Connection,
    client_as: Callable[[str], StrictClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The refusal tells the whole row: that stays between the database and the program."""
    written = io.StringIO()
    for name in ("", "django"):
        for handler in logging.getLogger(name).handlers:
            if isinstance(handler.formatter, WithoutContent):
                monkeypatch.setattr(handler, "stream", written)
    owner.execute(f"alter table cases_question add check (text not like '%{CANARY}%')")
    told = {"do": "question", "question": CANARY, "language": "sv", "once": "1"}
    response = client_as("guardian").post(f"/sip/{case_at(Stage.PREPARING)}/fragor/", told)
    assert response.status_code == 503
    said = written.getvalue()
    assert "CheckViolation 23514" in said
    assert CANARY not in said
