"""What happens next in a case, and whose turn it is, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from samsyn.cases.models import Case


@dataclass(frozen=True)
class Turn:
    """`mine`: the reader is the one who is waited for."""

    happens: str
    whose: str
    mine: bool = False
    page: str = ""
    button: str = ""
    due: date | None = None

    def link(self, case: Case) -> str:
        return reverse(self.page, args=[case.ref]) if self.page else ""
