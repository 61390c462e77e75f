"""C009: needs, strengths and wishes take at least as much room as support and treatment.

Room is counted in lines as they are read: each entry takes at least one, a long text more. Stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from samsyn.process.plans.sections import measures_of

Row = dict[str, Any]

LINE = 60  # characters that are read as one line


def room(texts: Iterable[str]) -> int:
    """How many lines the texts take; what is empty takes none."""
    lines = [line.strip() for text in texts for line in text.split("\n")]
    return sum(-(-len(line) // LINE) for line in lines)


def own(content: Row) -> int:
    """The room of what the person says, wishes, can and needs."""
    voice = content["voice"] or {"words": ""}
    said = [row["text"] for name in ("wishes", "strengths", "needs") for row in content[name]]
    return room([voice["words"], *said])


def support(content: Row) -> int:
    """The room of what others do."""
    return room(measure["what"] for measure in measures_of(content))


def leans(content: Row) -> bool:
    """Does the plan say more about support than about the person? Unknown to who sees only a part of it."""
    return content["whole"] and support(content) > own(content)


def advice(content: Row, called: str, is_subject: bool = False) -> str:
    """What to do about it, calmly; '' when there is balance."""
    if not leans(content):
        return ""
    if is_subject:
        return _(
            "Planen säger mer om insatser än om vad du behöver, kan och vill."
            " Berätta gärna vad mer som är viktigt för dig."
        )
    return _(
        "Planen säger mer om insatser än om vad %(called)s behöver, kan och vill."
        " Fråga %(called)s vad mer som är viktigt."
    ) % {"called": called}
