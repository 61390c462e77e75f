"""When a measure happens, and what it takes of one's own time. Nothing but a day must be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.kernel import clock
from samsyn.process.everyday.items import Item
from samsyn.process.everyday.models import Every, Happening, OwnTime, Way, Who
from samsyn.process.everyday.rhythm import Rhythm
from samsyn.process.everyday.rules import MOST_CALLS, MOST_MINUTES, Happens, fits
from samsyn.process.everyday.wording import weekdays
from samsyn.web import forms

NUMBER = gettext_lazy("Skriv ett tal med siffror, till exempel 45.")


class Number(forms.Line):
    """A whole number, or nothing."""

    def __init__(self, label: Any, *, most: int, **given: Any):
        super().__init__(label, required=False, limit=10, **given)
        self.most = most
        self.widget.attrs |= {"inputmode": "numeric", "size": 5}

    def to_python(self, value: Any) -> int | None:
        text = super().to_python(value)
        if not text:
            return None
        if not text.isdecimal() or int(text) > self.most:
            raise ValidationError(NUMBER)
        return int(text)


class Clock(forms.Line):
    """A time of day, or nothing."""

    def __init__(self, label: Any, **given: Any):
        super().__init__(label, required=False, limit=20, **given)
        self.widget.attrs |= {"size": 5}

    def to_python(self, value: Any) -> time | None:
        text = super().to_python(value)
        return forms.Moment().clean(["1", "6", "2026", text]).time() if text else None


class When(forms.Form):
    """C047: who, how often, when. The plan itself does not change."""

    every = forms.OneOf(gettext_lazy("Hur ofta?"), choices=Every.choices)
    days = forms.Some(
        gettext_lazy("Vilka dagar?"), coerce=int, missing=gettext_lazy("Välj minst en veckodag.")
    )
    starts = Clock(gettext_lazy("Vilken tid?"), hint=gettext_lazy("Till exempel 14.30."))
    minutes = Number(gettext_lazy("Hur många minuter tar det?"), most=MOST_MINUTES)
    where = forms.Line(gettext_lazy("Var?"), required=False)
    way = forms.OneOf(gettext_lazy("Hur ses ni?"), choices=Way.choices)
    who = forms.OneOf(gettext_lazy("Vem i familjen är med?"), choices=Who.choices)
    first = forms.Day(gettext_lazy("Från vilken dag?"), hint=gettext_lazy("Till exempel 12 3 2026."))

    def __init__(
        self,
        *args: Any,
        item: Item,
        called: str,
        before: Happening | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, initial=_as_it_is(before) if before else _suggested(item), **kwargs)
        self.fields["days"].choices = weekdays()
        names = dict(Who.choices) | {Who.SUBJECT: called}
        self.fields["who"].choices = list(names.items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            decision = fits(self.happens())
            if not decision:
                raise ValidationError(decision.reason)
        return cleaned

    def happens(self) -> Happens:
        said = self.cleaned_data
        return Happens(
            first=said["first"], days=tuple(said["days"]), every=int(said["every"]), starts=said["starts"],
            minutes=said["minutes"], where=said["where"], way=said["way"], who=said["who"],
        )  # fmt: skip


def _as_it_is(one: Happening) -> dict[str, Any]:
    names = ("every", "days", "minutes", "where", "way", "who", "first")
    return {name: getattr(one, name) for name in names} | {"starts": _dotted(one.starts)}


def _suggested(item: Item) -> dict[str, Any]:
    """What the plan's words seem to say; shown as a suggestion, saved by nobody but the writer."""
    found = item.suggested or Rhythm(1, 1)
    every = found.weeks if found.weeks in Every.values else Every.WEEK
    return {
        "every": every,
        "days": list(found.days),
        "starts": _dotted(found.starts),
        "first": max(filter(None, (item.said["start"], clock.today()))),
        "way": Way.VISIT,
        "who": Who.SUBJECT,
    }


def _dotted(at: time | None) -> str:
    return f"{at:%H.%M}" if at else ""


class Time(forms.Form):
    """What the help takes of the family's own time. All of it may be left empty."""

    calls = Number(
        gettext_lazy("Hur många samtal och brev blir det på fyra veckor?"),
        most=MOST_CALLS,
        hint=gettext_lazy("Ungefär. Räkna både dem ni ringer och dem som ringer er."),
    )
    call_minutes = Number(
        gettext_lazy("Hur många minuter tar de tillsammans?"),
        most=28 * MOST_MINUTES,
        hint=gettext_lazy("60 minuter är en timme. 600 minuter är tio timmar."),
    )
    words = forms.Words(gettext_lazy("Vill du säga något mer om er tid?"), required=False, rows=3)

    def __init__(self, *args: Any, going: list[str], said: OwnTime | None = None, **kwargs: Any):
        start = {name: getattr(said, name) for name in ("calls", "call_minutes", "words")} if said else {}
        super().__init__(*args, initial=start, **kwargs)
        self.going = {f"travel_{number}": by for number, by in enumerate(going)}
        for name, by in self.going.items():
            label = _("Hur många minuter tar resan till %(who)s och hem igen?") % {"who": by}
            kept = said.travel.get(by) if said else None
            self.fields[name] = Number(label, most=MOST_MINUTES, initial=kept)
        self.order_fields([*self.going, "calls", "call_minutes", "words"])

    def travel(self, before: Mapping[str, int] | None = None) -> dict[str, int]:
        """What was said of those one travels to; of others, as it was said before."""
        told = {by: self.cleaned_data[name] for name, by in self.going.items()}
        kept = {by: minutes for by, minutes in (before or {}).items() if by not in told}
        return kept | {by: minutes for by, minutes in told.items() if minutes is not None}
