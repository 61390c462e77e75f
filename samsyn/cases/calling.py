"""How the definer functions of the database are called."""

from typing import Any

from django.db import connection


def call(function: str, *values: Any) -> Any:
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({marks})", values)
        return cursor.fetchone()[0]
