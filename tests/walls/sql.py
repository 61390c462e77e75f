"""SQL as the one who attacks writes it."""

from typing import Any

from django.db import connection, transaction
from django.db.utils import Error


def ask(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def state_of(error: BaseException) -> str:
    cause = error.__cause__ if isinstance(error, Error) else error
    return getattr(cause, "sqlstate", "") or ""


def forge_focus(case: int) -> None:
    """Anybody may set this setting by hand; it must open nothing."""
    ask("select set_config('app.case', %s, true)", str(case))


def answer(function: str, values: list[object]) -> list[tuple[object, ...]]:
    marks = ", ".join(["%s"] * len(values))
    with transaction.atomic():
        return ask(f"select {function}({marks})", *values)


def call(function: str, values: list[object]) -> str:
    """'' when it was carried out, else the state of the refusal."""
    try:
        answer(function, values)
    except Error as error:
        return state_of(error)
    return ""
