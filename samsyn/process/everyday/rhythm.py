"""What the plan's own words seem to say about how often: only ever a suggestion, and marked as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKS = 4  # of a month as the page counts it
DAYS = 7


@dataclass(frozen=True)
class Rhythm:
    """So many times in so many weeks, perhaps on these weekdays at this time."""

    times: int
    weeks: int
    days: tuple[int, ...] = ()
    starts: time | None = None

    @property
    def in_four_weeks(self) -> int:
        return round(self.times * WEEKS / self.weeks)

    @property
    def is_daily(self) -> bool:
        return self.times >= DAYS - 2

    @property
    def is_weekly(self) -> bool:
        return self.weeks == 1

    def __str__(self) -> str:
        if self.times >= DAYS:
            return _("varje dag")
        often = ngettext("en gång", "%(n)s gånger", self.times) % {"n": self.times}
        weeks = ngettext("varje vecka", "på %(n)s veckor", self.weeks) % {"n": self.weeks}
        return f"{often} {weeks}"


@cache
def words() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


def read(how_often: str, when: str = "") -> Rhythm | None:
    """None when the words do not say it plainly: nothing is guessed."""
    often, said = how_often.lower(), f"{how_often} {when}".lower()
    days = tuple(number for number, day in enumerate(words()["weekdays"]) if day in said)
    found = _counted(often) or (_each_of(days) if days else None)
    if found is None:
        return None
    times, weeks = found
    return Rhythm(times, weeks, days, _clock(said))


def _counted(often: str) -> tuple[int, int] | None:
    if any(word in often for word in words()["daily"]):
        return DAYS, 1
    if any(word in often for word in words()["school_days"]):
        return DAYS - 2, 1
    number = "|".join(words()["numbers"])
    said = re.search(rf"(\d+|{number})\s+\w+\s+(i|per|om)\s+(vecka|m\w+nad|termin)", often)
    if said:
        times = int(said[1]) if said[1].isdecimal() else words()["numbers"][said[1]]
        return {"v": (times, 1), "m": (times, WEEKS)}.get(said[3][0])
    every = re.search(rf"\b({'|'.join(words()['ordinals'])})\s+(vecka|m\w+nad)", often)
    if every:
        return 1, words()["ordinals"][every[1]] * (1 if every[2] == "vecka" else WEEKS)
    return None


def _each_of(days: tuple[int, ...]) -> tuple[int, int]:
    return len(days), 1


def _clock(said: str) -> time | None:
    found = re.search(r"\bkl(?:ockan)?\.?\s*(\d{1,2})(?:[.:](\d{2}))?", said)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def kind_of(what: str) -> str:
    """What kind of help it seems to be, '' when the words do not say."""
    text = what.lower()
    return next((row["kind"] for row in words()["kinds"] if any(_begins(s, text) for s in row["stems"])), "")


def _begins(stem: str, text: str) -> bool:
    """At the beginning of a word."""
    return re.search(rf"\b{stem}", text) is not None
