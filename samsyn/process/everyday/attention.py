"""What to look out for: what collides or seems to be the same thing twice, what is missing, what is late.

Nothing here is a judgement: each is a list of measures with the sentence that says why they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from samsyn.cases.models import Case
from samsyn.process.everyday import rhythm
from samsyn.process.everyday.items import Item
from samsyn.process.progress import rules as progress

Row = dict[str, Any]


@dataclass(frozen=True)
class Same:
    """Several helpers who, by the plan's words, do the same kind of thing."""

    kind: str
    items: list[Item]


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and where. `needs` when a whole need is meant."""

    says: str
    items: list[Item]
    needs: list[Row]


def same_kind(found: list[Item]) -> list[Same]:
    """Two units doing the same kind of thing: perhaps on purpose, perhaps nobody has noticed."""
    kinds: dict[str, list[Item]] = {}
    for item in found:
        if kind := rhythm.kind_of(item.what):
            kinds.setdefault(kind, []).append(item)
    return [Same(kind, some) for kind, some in kinds.items() if len({item.by for item in some}) > 1]


def gaps(found: list[Item], needs: list[Row]) -> list[Gap]:
    """A need where nothing has begun, a measure without a name to ask, a weekly one without a day."""
    made = [_needs(found, needs), _nameless(found), _not_in_week(found)]
    return [gap for gap in made if gap.items or gap.needs]


def _needs(found: list[Item], needs: list[Row]) -> Gap:
    begun = {item.need["ref"] for item in found if item.begun}
    waiting = [need for need in needs if need["ref"] not in begun]
    text = ngettext(
        "Ett behov där inget verkar ha börjat",
        "%(n)s behov där inget verkar ha börjat",
        len(waiting),
    )
    return Gap(text % {"n": len(waiting)}, [], waiting)


def _nameless(found: list[Item]) -> Gap:
    some = [item for item in found if not item.has_contact]
    text = ngettext(
        "En sak där det inte står vem ni kan fråga",
        "%(n)s saker där det inte står vem ni kan fråga",
        len(some),
    )
    return Gap(text % {"n": len(some)}, some, [])


def _not_in_week(found: list[Item]) -> Gap:
    some = [item for item in found if _waits_for_a_day(item)]
    text = ngettext(
        "En sak som ska ske varje vecka, men ingen har skrivit vilken dag",
        "%(n)s saker som ska ske varje vecka, men ingen har skrivit vilken dag",
        len(some),
    )
    return Gap(text % {"n": len(some)}, some, [])


def _waits_for_a_day(item: Item) -> bool:
    suggested = item.suggested
    return bool(
        suggested and suggested.is_weekly and not suggested.is_daily and not item.happenings and not item.over
    )


@dataclass(frozen=True)
class Late:
    """Past its day. Who is reminded is not the family."""

    item: Item
    reminded: str


def late(case: Case, found: list[Item]) -> list[Late]:
    """C155: what should have begun or ended by now, with who is reminded of it."""
    some = [(item, item.going) for item in found]
    return [Late(item, progress.reminded(case, going)) for item, going in some if going and going.late]
