"""For one it is kept from, a case stands still: what the database has decided, taken over (docs/adr/0031)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

C = TypeVar("C", bound=models.Model)


class ScopeKey(models.ForeignKey):
    """The scope as the database wrote it: a row may begin in another one than was asked for."""

    db_returning = True

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


def standing(cases: models.QuerySet[C]) -> models.QuerySet[C]:
    """With how far each has come for the reader: null, but for one it is kept from."""
    return cases.annotate(
        still=models.Func(models.F("pk"), function="still_case", output_field=models.JSONField())
    )


def stand(case: Any) -> Any:
    """A case that was read `standing`, as the reader sees it."""
    if case is not None and case.still:
        case.plan_in_force = case.still["plan"]
    return case
