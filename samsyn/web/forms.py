"""The fields of every form. Each says what to do when something is wrong, and gives back all that was typed.

All take `label`, `hint`, `required`, `missing` (the sentence when nothing was answered) and `question` (the
label is the page's heading).
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.clock import STOCKHOLM
from samsyn.kernel.text import one_form
from samsyn.web.addresses import refuse_address
from samsyn.web.dates import month_number
from samsyn.web.widgets import INPUT, Boxes, DayBoxes, MomentBoxes, Radios, TextArea, TextBox, Tick

NO_NUL = ProhibitNullCharactersValidator(
    _("Texten innehöll ett tecken som inte går att spara. Vi har tagit bort det. Läs igenom och spara igen.")
)
WRITE_DAY = _("Skriv datumet som dag, månad och år, till exempel 12 3 2026.")
WRITE_CLOCK = _("Skriv klockslaget med siffror, till exempel 13.00.")


class Form(forms.Form):
    """A form without the browser's own bubbles: the server says what is missing, in the page's language."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def faults(form: forms.BaseForm) -> list[tuple[str, str]]:
    """For the error summary: the id of the box to go to (of the first in a group), and the sentence."""
    found = [("", error) for error in form.non_field_errors()]
    for field in form:
        target = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
        found += [(target, error) for error in field.errors]
    return found


def _said(field: forms.Field, given: dict[str, Any], missing: Any) -> dict[str, Any]:
    """Our words for a field, as Django's."""
    field.question = given.pop("question", False)
    hint = given.pop("hint", "") or given.pop("help_text", "")
    messages = {"required": given.pop("missing", "") or missing, **given.pop("error_messages", {})}
    return given | {"help_text": hint, "error_messages": messages}


class Words(forms.CharField):
    """Own words. Over the limit nothing is cut: the form comes back with the text and says by how much."""

    def __init__(self, label: Any = None, *, limit: int = 20_000, rows: int = 5, **given: Any):
        self.limit = limit
        widget = TextArea({"class": INPUT, "rows": rows, "dir": "auto", "data-limit": limit})
        given = {"strip": False, "widget": widget, **_said(self, given, _("Skriv ditt svar här."))}
        super().__init__(label=label, **given)
        _plain(self)

    def to_python(self, value: Any) -> str:
        text = one_form(super().to_python(value))
        too_long(text, self.limit)
        refuse_address(text)
        return text


class Line(forms.CharField):
    """One line: a name, a place, a telephone number (`kind` and `autocomplete` help the keyboard)."""

    def __init__(
        self, label: Any = None, *, limit: int = 200, kind: str = "text", autocomplete: str = "", **given: Any
    ):
        self.limit = limit
        widget = TextBox({"class": INPUT, "type": kind, "dir": "auto", "autocomplete": autocomplete or "off"})
        given = {"strip": False, "widget": widget, **_said(self, given, _("Fyll i den här raden."))}
        super().__init__(label=label, **given)
        _plain(self)

    def to_python(self, value: Any) -> str:
        text = one_form(super().to_python(value)).replace("\n", " ").strip()
        too_long(text, self.limit)
        refuse_address(text)
        return text


def _plain(field: forms.CharField) -> None:
    """Django's own refusal of NUL bytes, in words that say what to do."""
    kept = [check for check in field.validators if not isinstance(check, ProhibitNullCharactersValidator)]
    field.validators = [*kept, NO_NUL]


def too_long(text: str, limit: int) -> None:
    """Refuse with the three numbers the writer needs."""
    if len(text) > limit:
        numbers = {"length": len(text), "limit": limit, "over": len(text) - limit}
        spaced = {
            name: number_format(number, use_l10n=True, force_grouping=True)
            for name, number in numbers.items()
        }
        sentence = _("Texten är %(length)s tecken. Högst %(limit)s får plats. Korta den med %(over)s tecken.")
        raise ValidationError(sentence, params=spaced)


class OneOf(forms.TypedChoiceField):
    """One answer of a few, all of them visible."""

    def __init__(
        self, label: Any = None, *, choices: Any = (), hints: dict[str, Any] | None = None, **given: Any
    ):
        chosen = _("Välj ett av alternativen.")
        given = {"widget": Radios(hints=hints), **_said(self, given, chosen)}
        given["error_messages"].setdefault("invalid_choice", chosen)
        super().__init__(label=label, choices=choices, **given)


class Pick(forms.TypedChoiceField):
    """One answer of many, in a list that opens."""

    def __init__(self, label: Any = None, *, choices: Any = (), **given: Any):
        chosen = _("Välj i listan.")
        given = {"widget": forms.Select({"class": INPUT}), **_said(self, given, chosen)}
        given["error_messages"].setdefault("invalid_choice", chosen)
        super().__init__(label=label, choices=[("", _("Välj …")), *choices], **given)


class Some(forms.TypedMultipleChoiceField):
    """Any number of answers."""

    def __init__(
        self, label: Any = None, *, choices: Any = (), hints: dict[str, Any] | None = None, **given: Any
    ):
        chosen = _("Välj minst ett av alternativen.")
        given = {"widget": Boxes(hints=hints), **_said(self, given, chosen)}
        given["error_messages"].setdefault("invalid_choice", _("Välj bland alternativen på sidan."))
        super().__init__(label=label, choices=choices, **given)


class Yes(forms.BooleanField):
    """A single box to tick."""

    def __init__(self, label: Any = None, **given: Any):
        given = {
            "widget": Tick({"class": INPUT}),
            **_said(self, given, _("Kryssa i rutan för att gå vidare.")),
        }
        super().__init__(label=label, **given)


class Day(forms.Field):
    """A date in three boxes."""

    def __init__(self, label: Any = None, *, widget: Any = DayBoxes, **given: Any):
        super().__init__(label=label, widget=widget, **_said(self, given, WRITE_DAY))

    def to_python(self, value: Any) -> date | None:
        return value if isinstance(value, date) else _day(value or [])


class Moment(Day):
    """A day and a time of day on Stockholm's clock."""

    def __init__(self, label: Any = None, **given: Any):
        super().__init__(label, widget=MomentBoxes, **given)

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, datetime):
            return value
        *boxes, clock = value or [""]
        day = _day(boxes)
        if day is None and not (clock or "").strip():
            return None
        if day is None:
            raise ValidationError(WRITE_DAY)
        hour, minute = _clock(clock or "")
        return _in_stockholm(datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM))


def _day(boxes: Iterable[str | None]) -> date | None:
    """None when all boxes are empty."""
    day, month, year = ((box or "").strip(" .\0").lower() for box in boxes) if boxes else ("", "", "")
    if not (day or month or year):
        return None
    number = month_number(month)
    if number is None or not (day.isdecimal() and year.isdecimal()):
        raise ValidationError(WRITE_DAY)
    if len(year) != 4 or not 1900 <= int(year) <= 2199:
        raise ValidationError(_("Skriv året med fyra siffror, till exempel 2026."))
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise ValidationError(_("Det datumet finns inte. Se efter om dag och månad stämmer.")) from None


def _clock(text: str) -> tuple[int, int]:
    """13, 13.00, 13:00, 1300 and "kl. 13" are all one o'clock."""
    found = re.fullmatch(r"(?:kl(?:ockan)?\.? *)?(\d{1,2})(?:[.:]?(\d{2}))?", text.strip().lower())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValidationError(WRITE_CLOCK)
    return int(found[1]), int(found[2] or 0)


def _in_stockholm(moment: datetime) -> datetime:
    """The hour that is skipped in March is no time to meet."""
    if datetime.fromtimestamp(moment.timestamp(), STOCKHOLM).replace(fold=0) != moment:
        raise ValidationError(_("Den tiden finns inte: den natten ställs klockan fram. Välj en annan tid."))
    return moment
