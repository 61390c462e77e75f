"""What follows when somebody whose yes may be needed comes into a case, told by the step that counts them."""

from __future__ import annotations

from collections.abc import Callable

from samsyn.cases.models import Case, PlaceKind

DECIDING = frozenset({PlaceKind.GUARDIAN, PlaceKind.REPRESENTATIVE})
FOLLOWS: list[Callable[[Case], None]] = []


def has_joined(case: Case, kind: PlaceKind) -> None:
    """At once, in the same transaction: a new guardian makes the sharing wait (ADR 25)."""
    if kind in DECIDING:
        for follow in FOLLOWS:
            follow(case)
