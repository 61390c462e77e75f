"""What the template database holds: agreements, the cast, and cases when there is a demo to build them."""

import importlib
import importlib.util
from types import ModuleType

import psycopg
from django.db import connection

from tests.harness import plain_cast


def module(name: str) -> ModuleType | None:
    """A part of samsyn that may not be built yet."""
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return importlib.import_module(name) if found else None


def load_agreements() -> None:
    """As the owner, the only one who may write them."""
    if (actions := module("samsyn.agreements.actions")) and is_made("agreements_version"):
        actions.load_all()


def build_cast(owner_url: str) -> None:
    """As the web's role; the owner makes the first one, or everybody when there is no demo."""
    if demo := module("samsyn.demo.cast"):
        demo.build_cast(owner_url)
        return
    with psycopg.connect(owner_url, autocommit=True) as owner:
        plain_cast.enter(owner)


def is_made(table: str) -> bool:
    return table in connection.introspection.table_names()
