"""Who has custody of a child, asked of the population register (FB 6 kap.; interop 1.6 and 2.7).

An adapter answers one question at a time and never guesses: no record is not the same as no guardian, and for
somebody with protected personal data the register says only that (the relation is proved by hand).
"""

from __future__ import annotations

import os
from typing import Protocol

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class Said(models.TextChoices):
    """All that a register can answer."""

    GUARDIAN = "guardian", _("Är vårdnadshavare")
    NOT_GUARDIAN = "not_guardian", _("Är inte vårdnadshavare")
    PROTECTED = "protected", _("Registret svarar inte för den här personen")
    NO_RECORD = "no_record", _("Finns inte i registret")
    NO_ANSWER = "no_answer", _("Registret svarar inte just nu")


class Register(Protocol):
    """`child`, `guardian`: keys of persons in the case in focus. Slow or down: `NO_ANSWER`, no error."""

    name: str

    def ask(self, child: int, guardian: int) -> Said: ...


class LocalRegister:
    """A table in the same database, filled by whoever keeps it: for a place without the person service."""

    name = _("det lokala registret")

    def __init__(self, *, at_night: bool = False) -> None:
        self.function = "custody_record_at_night" if at_night else "custody_record"

    def ask(self, child: int, guardian: int) -> Said:
        return self._record(child, guardian) or Said.NO_RECORD

    def _record(self, child: int, guardian: int) -> Said | None:
        with connection.cursor() as cursor:
            cursor.execute(f"select {self.function}(%s, %s)", [child, guardian])
            found = cursor.fetchone()[0]
        return Said(found) if found else None


class MadeUpRegister(LocalRegister):
    """Of the demo and the tests, where all families are made up: what the table does not say is as told."""

    name = _("det påhittade registret")

    def ask(self, child: int, guardian: int) -> Said:
        return self._record(child, guardian) or Said.GUARDIAN


def register(*, at_night: bool = False) -> Register:
    """The one in use. The made-up one exists in the demo alone, as its way to sign in does.

    `at_night`: asked by the worker, which has no case in focus.
    """
    made_up = os.environ.get("SAMSYN_DEMO") == "1"
    return (MadeUpRegister if made_up else LocalRegister)(at_night=at_night)
