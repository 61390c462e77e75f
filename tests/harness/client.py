"""A browser without a browser, signed in as one of the cast."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from samsyn.demo.cast import Member
from samsyn.people.models import Account
from tests.harness.page import faults

IDENTITY = ("app.uid", "app.assignment", "app.case", "role")


class StrictClient(Client):
    """Checks each page it is given, and leaves the test's own identity in the database as it was."""

    def request(self, **request: Any) -> HttpResponse:
        before = _identity()
        try:
            response = super().request(**request)
        finally:
            _restore(before)
        if response.get("Content-Type", "").startswith("text/html"):
            found = faults(response.content.decode())
            assert not found, f"{request.get('PATH_INFO')}: {'; '.join(found)}"
        return response

    def sign_in(self, member: Member) -> None:
        """As the sign-in page does, without its form."""
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session.update(session_of(member))
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def session_of(member: Member) -> dict[str, object]:
    """What the session holds of one who has signed in."""
    account = Account(pk=member.account_id)
    return {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        "person": member.person_id,
        "assignment": member.assignment_id,
    }


def _identity() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"coalesce(current_setting('{n}', true), '')" for n in IDENTITY))
        return list(cursor.fetchone())


def _restore(values: list[str]) -> None:
    if connection.needs_rollback:
        return
    with connection.cursor() as cursor:
        local = str(connection.in_atomic_block).lower()
        cursor.execute("select " + ", ".join(f"set_config('{n}', %s, {local})" for n in IDENTITY), values)


@pytest.fixture
def client(database: str) -> StrictClient:
    """Nobody has signed in."""
    return StrictClient()


@pytest.fixture
def client_as(database: str, cast: Mapping[str, Member]) -> Callable[[str], StrictClient]:
    """`client_as("guardian")`: a client in which she has signed in."""

    def signed_in(key: str) -> StrictClient:
        client = StrictClient()
        client.sign_in(cast[key])
        return client

    return signed_in
