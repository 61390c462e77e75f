"""The boxes of the page where the plan is written: each a form with the text it was shown with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from samsyn.process.plans import fields
from samsyn.process.plans.fields import BOXES, Lists, said
from samsyn.process.plans.reading import Shown
from samsyn.web.dates import datumtid, kortdatum
from samsyn.web.forms import Form

Row = dict[str, Any]

UNFOLDED = 12  # measures on one page with all their boxes


class BoxForm(Form):
    """One field, named `value`."""

    def __init__(self, data: Any, *, box: fields.Box, lists: Lists, base: str, key: str):
        super().__init__(data, initial={"value": box.initial(base)}, auto_id=f"{key}-%s")
        self.fields["value"] = box.field(lists)

    @property
    def text(self) -> str:
        """The text form of what was sent. Only when valid."""
        return said(self.cleaned_data["value"])


@dataclass(frozen=True)
class BoxShown:
    """A box as the page shows it."""

    row: str  # "plan", "voice", "need.<ref>" …
    name: str
    form: BoxForm
    base: str
    saves_itself: bool
    state: str = ""  # "saved", "clash"
    theirs: str = ""  # on a clash: what stands there, in words
    mine: str = ""

    @property
    def key(self) -> str:
        return key(self.row, self.name)

    @property
    def field(self) -> Any:
        return self.form["value"]


def key(row: str, name: str) -> str:
    """The id of a box on the page."""
    return f"{row}-{name}".replace(".", "-").replace("_", "-")


@dataclass
class Boxes:
    """All boxes of a draft; `special` are those that were just sent and say how it went.

    `opened`: the ref of a row that is written in, where rows are otherwise folded together.
    """

    shown: Shown | None
    lists: Lists
    special: dict[str, BoxShown] = field(default_factory=dict)
    opened: str = ""

    def is_folded(self, kind: str, data: Row) -> bool:
        """In a long plan a measure that has what it must have is one line, until somebody opens it."""
        if kind != "measure" or data["ref"] == self.opened or not self.is_long:
            return False
        whole = data["what"].strip() and data["responsible"] and (data["unit_id"] or data["other"].strip())
        return bool(whole)

    @cached_property
    def is_long(self) -> bool:
        measures = self.shown.rows["measure"] if self.shown else []
        return sum(not row["removed_at"] for row in measures) > UNFOLDED

    def of(self, row: str, data: Row) -> dict[str, BoxShown]:
        """The boxes of one row, by name."""
        return {name: self._one(row, name, data) for name in BOXES[row.partition(".")[0]]}

    def _one(self, row: str, name: str, data: Row) -> BoxShown:
        if key(row, name) in self.special:
            return self.special[key(row, name)]
        box = BOXES[row.partition(".")[0]][name]
        base = box.to_text(data.get(box.column), self.lists)
        form = BoxForm(None, box=box, lists=self.lists, base=base, key=key(row, name))
        return BoxShown(row, name, form, base, box.saves_itself)


def sent(lists: Lists, row: str, name: str, data: Any) -> BoxShown:
    """The box that was sent, with what was typed in it. Raises KeyError for one that does not exist."""
    box = BOXES[row.partition(".")[0]][name]
    base = data.get("base", "")
    form = BoxForm(data, box=box, lists=lists, base=base, key=key(row, name))
    return BoxShown(row, name, form, base, box.saves_itself)


def saved(sent_box: BoxShown, lists: Lists, text: str) -> BoxShown:
    """As a fresh page would show it, and that it was saved."""
    box = BOXES[sent_box.row.partition(".")[0]][sent_box.name]
    form = BoxForm(None, box=box, lists=lists, base=text, key=sent_box.key)
    return replace(sent_box, form=form, base=text, state="saved")


def clashed(sent_box: BoxShown, lists: Lists, stored: str) -> BoxShown:
    """Both texts. From here on the base is the one that is shown: there is no way to force."""
    box = BOXES[sent_box.row.partition(".")[0]][sent_box.name]
    return replace(
        sent_box,
        base=stored,
        state="clash",
        theirs=in_words(box, lists, stored),
        mine=in_words(box, lists, sent_box.form.text),
    )


def in_words(box: fields.Box, lists: Lists, text: str) -> str:
    """What a text form says to a reader."""
    made = box.field(lists)
    if not text:
        return ""
    if hasattr(made, "choices"):
        return str(dict(made.choices).get(text, text))
    value = box.initial(text)
    if isinstance(value, datetime):
        return datumtid(value)
    if isinstance(value, date):
        return kortdatum(value)
    return str(_("Ja")) if value is True else text
