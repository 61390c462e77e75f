"""The parts of a plan that is still written that can be kept from one in the family.

Not the voice nor the summary: a plan that lacks one of them would tell that it is hidden. A goal and a
measure go with their need. What is established stays as it is (docs/adr/0029).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Case
from samsyn.process.plans import rules
from samsyn.process.plans.models import ROWS
from samsyn.process.seeing import items

PARTS = {
    "need": gettext_lazy("Behov"),
    "wish": gettext_lazy("Mål på lång sikt"),
    "strength": gettext_lazy("Det som ger kraft"),
    "assessment": gettext_lazy("Bedömning"),
    "disagreement": gettext_lazy("Det ni inte är överens om"),
}


def register() -> None:
    for kind in PARTS:
        items.register(items.Kind(kind, _rows(kind), _title(kind), lambda _row: None))


def _rows(kind: str) -> Callable[[Case], Iterable[Any]]:
    def rows(case: Case) -> Iterable[Any]:
        plan = rules.draft(case)
        return ROWS[kind].objects.filter(plan=plan, removed_at=None).order_by("pk") if plan else []

    return rows


def _title(kind: str) -> Callable[[Case, Any], str]:
    def title(_case: Case, row: Any) -> str:
        text = Truncator(" ".join(row.text.split())).chars(80)
        return _("%(part)s: %(text)s") % {"part": PARTS[kind], "text": text}

    return title
