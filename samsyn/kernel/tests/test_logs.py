"""The program's log tells where and of which kind, never what somebody wrote."""

import io
import logging
import logging.config

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError

from samsyn.kernel.logs import WithoutContent

CANARY = "Adam bor på Storgatan 3"


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(written: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutContent())
    one = logging.Logger("one")
    one.addHandler(handler)
    return one


def fail() -> None:
    try:
        raise psycopg.errors.UniqueViolation(f"Failing row contains ({CANARY})")
    except psycopg.Error as error:
        raise IntegrityError(CANARY) from error


def test_an_error_is_told_by_kind_and_place(log: logging.Logger, written: io.StringIO) -> None:
    try:
        fail()
    except IntegrityError:
        log.exception("the database said no")
    told = written.getvalue()
    assert CANARY not in told
    assert "psycopg.errors.UniqueViolation 23505" in told
    assert "django.db.utils.IntegrityError" in told
    assert "test_logs.py" in told and "in fail" in told


def test_what_another_handler_has_made_of_it_is_not_taken_over(
    log: logging.Logger, written: io.StringIO
) -> None:
    other = logging.StreamHandler(io.StringIO())
    log.handlers.insert(0, other)
    try:
        fail()
    except IntegrityError:
        log.exception("the database said no")
    assert CANARY in other.stream.getvalue()
    assert CANARY not in written.getvalue()


def test_every_handler_of_the_service_uses_it_and_none_sends_mail() -> None:
    assert settings.ADMINS == []
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"without_content"}
    assert settings.LOGGING["loggers"]["django"]["handlers"] == ["console"]  # and not `mail_admins`
