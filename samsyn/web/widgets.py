"""The boxes people write in. Each writes the markup of the design system and loses nothing that was typed."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.clock import local

INPUT = "ds-input"


class TextBox(forms.TextInput):
    """One line. A NUL cannot be stored or sent back; the rest comes back as it was typed."""

    def format_value(self, value: Any) -> str | None:
        return without_nul(super().format_value(value))


class TextArea(forms.Textarea):
    """Many lines, with what the counter needs to know."""

    template_name = "web/widgets/words.html"

    def format_value(self, value: Any) -> str | None:
        return without_nul(super().format_value(value))


def without_nul(text: str | None) -> str | None:
    return text.replace("\0", "") if text else text


class Radios(forms.RadioSelect):
    """Options as cards: the whole card is the target. `hints` explains an option under its name."""

    template_name = "web/widgets/options.html"
    option_template_name = "web/widgets/option.html"

    def __init__(self, attrs: dict[str, Any] | None = None, hints: dict[str, Any] | None = None):
        super().__init__(attrs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs'].get('id', name)}_hint"
        return option


class Boxes(Radios, forms.CheckboxSelectMultiple):
    """The same for several answers."""

    input_type = "checkbox"
    allow_multiple_selected = True


class Tick(forms.CheckboxInput):
    """One box to tick; its label stands beside it."""

    template_name = "web/widgets/input.html"


class DayBoxes(forms.MultiWidget):
    """Day, month and year in three boxes: a date box would speak the browser's language, not the page's."""

    template_name = "web/widgets/boxes.html"
    use_fieldset = True
    boxes: dict[str, tuple[Any, int]] = {"day": (_("Dag"), 2), "month": (_("Månad"), 2), "year": (_("År"), 4)}

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({name: _number_box(width) for name, (_label, width) in self.boxes.items()}, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for subwidget, (label, _width) in zip(
            context["widget"]["subwidgets"], self.boxes.values(), strict=True
        ):
            subwidget["label"] = label
        return context

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else [""] * len(self.boxes)


class MomentBoxes(DayBoxes):
    """A day and a time of day."""

    boxes = DayBoxes.boxes | {"clock": (_("Klockan"), 5)}

    def decompress(self, value: datetime | None) -> list[str]:
        if not value:
            return [""] * len(self.boxes)
        there = local(value)
        return [*super().decompress(there), f"{there:%H.%M}"]


def _number_box(width: int) -> TextBox:
    # "decimal" offers the point that a time of day is written with.
    keys = "decimal" if width == 5 else "numeric"
    return TextBox({"class": INPUT, "inputmode": keys, "size": width, "autocomplete": "off"})
