"""C138: a goal that is specific, measurable, accepted, realistic, time-bound. Friendly hints, never lacks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# S is the goal's own words; each of the others has its box.
ASKS = {
    "measured_by": _("hur ni märker att det har blivit så"),
    "accepted_by": _("vem som har sagt ja till målet"),
    "realistic": _("om det går att nå dit i tid"),
    "due": _("när det ska vara nått"),
}


def unsaid(goal: dict[str, Any]) -> list[str]:
    """What could still be said about a goal that has words, in the order of SMART."""
    if not (goal.get("text") or "").strip():
        return []
    return [str(ask) for name, ask in ASKS.items() if not goal.get(name)]
