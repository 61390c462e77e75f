"""One case is written out in full, with marks where cases differ; the others are cast from it.

So what a case holds is said once, in `cases.py` and `plan.py`, and by the same functions that make a real
plan's sections; and casting is only putting texts together.
"""

from __future__ import annotations

import re
from operator import itemgetter

FIRST_KEY = 9 * 10**15  # sixteen figures that begin with a nine: no key, number or date of a real row
KEYS_A_TABLE = 10**6
MARK = re.compile(r"⟦(\w+)⟧|(9\d{15})")


def mark(name: str) -> str:
    """What stands in the mould where each case has a value of its own."""
    return f"⟦{name}⟧"


class Mould:
    """A text with marks in it."""

    def __init__(self, text: str, places: dict[str, int]):
        """`places`: name of a mark → where its value stands among a case's values."""
        found = [places[name or key] for name, key in MARK.findall(text)]
        self.text = MARK.sub("%s", text.replace("%", "%%"))
        self.values = itemgetter(*found, 0, 0)  # two more, so that it always gives a tuple
        self.text += "%.0s%.0s"

    def cast(self, values: list[str]) -> str:
        return self.text % self.values(values)
