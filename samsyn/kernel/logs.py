"""What the program says in its log: where it went wrong and of which kind, never what somebody wrote.

The text of an error may repeat it: PostgreSQL's does ("Failing row contains …", "Key (number)=(…) already
exists"), and so may a parser's or a mail server's. Only kinds, codes and places in the source are written.
"""

import logging
import traceback
from types import TracebackType
from typing import Any


class WithoutContent(logging.Formatter):
    """Formats an error as its frames, its type, and PostgreSQL's code when it has one."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's, with the words
        told = super().format(record)
        record.exc_text = None
        return told

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "\n".join(_told(ei[1])) if ei[1] else ""


def _told(error: BaseException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = _told(before) if before else []
    frames = traceback.extract_tb(error.__traceback__)
    return [*lines, *(f"  {one.filename}:{one.lineno} in {one.name}" for one in frames), kind(error)]


def kind(error: BaseException) -> str:
    """`psycopg.errors.UniqueViolation 23505`."""
    code: Any = getattr(error, "sqlstate", None)
    return f"{type(error).__module__}.{type(error).__qualname__}" + (f" {code}" if code else "")
