"""C137: where staff write stands what the family has said must not be raised, and the secrecy."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from samsyn.cases.access import LEADERS, kinds_of
from samsyn.cases.models import Case
from samsyn.process.consent import asked, secrecy

register = template.Library()


@register.inclusion_tag("consent/mind.html")
def mind_secrecy(case: Case | None, request: HttpRequest) -> dict[str, Any]:
    """To staff: whoever leads reads the family's own words; a party reads only that it may ask (they are the
    family's). Nothing to the family, whose words these are. Before there is a case: the secrecy alone.
    """
    by = request.actor
    if by.assignment is None:
        return {}
    if case is None:
        return {"told": secrecy.told(by.assignment.unit), "not_to_raise": [], "leads": True}
    leads = bool(kinds_of(by, case) & LEADERS)
    return {
        "told": secrecy.told(by.assignment.unit),
        "leads": leads,
        "leader": case.leader,
        "not_to_raise": asked.not_to_raise(case) if leads else [],
    }
