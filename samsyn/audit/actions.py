"""Writing the log. Both calls are definer functions of the database; nothing else may write it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from samsyn.audit.models import Part


@dataclass(frozen=True)
class Change:
    """One value of an event: its words lie in a scope of their own and may be deleted later."""

    field: str
    scope_id: int
    new: str | None = None
    old: str | None = None


def write_event(verb: str, *, scope_id: int, subject: str = "", changes: Iterable[Change] = ()) -> int:
    """Chain an event to the case in focus, in the transaction that does what it tells of.

    Raises `ProgrammingError` (42501) when a scope is not the actor's.
    """
    values = [{"field": c.field, "scope": c.scope_id, "old": c.old, "new": c.new} for c in changes]
    with connection.cursor() as cursor:
        cursor.execute("select write_event(%s, %s, %s, %s)", [verb, subject, scope_id, json.dumps(values)])
        return cursor.fetchone()[0]


def write_organisation_event(organisation_ref: str, verb: str, subject: str = "") -> int:
    """Chain an event to an organisation: units, people and duties."""
    with connection.cursor() as cursor:
        cursor.execute("select write_organisation_event(%s, %s, %s)", [organisation_ref, verb, subject])
        return cursor.fetchone()[0]


def note_readings(readings: Iterable[tuple[int, Part]], *, granted: bool = True) -> None:
    """One row per case and part that is about to be shown; one statement whatever their number."""
    pairs = list(dict.fromkeys(readings))
    if not pairs:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select note_readings(%s, %s, %s)",
            [[case for case, _part in pairs], [str(part) for _case, part in pairs], granted],
        )


def note_miss() -> None:
    """A case was asked for that the one who asks cannot see; whether it exists is not written anywhere."""
    with connection.cursor() as cursor:
        cursor.execute("select note_miss()")
