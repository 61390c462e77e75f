"""What the family asks and is answered; what a reviewer decides; what support says before it looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import IntegerField
from django.utils.translation import gettext_lazy as _

from samsyn.kernel import clock
from samsyn.kernel.ref import case_number
from samsyn.quality.logreview import limits, rules
from samsyn.quality.logreview.models import Outcome, Wish
from samsyn.web.forms import Day, Form, Line, OneOf, Pick, Words
from samsyn.web.widgets import INPUT, TextBox


class Asking(Form):
    """A question about the readings, or an extract."""

    wish = OneOf(_("Vad vill du ha?"), choices=Wish.choices, initial=Wish.ANSWER)
    words = Words(_("Vad undrar du över?"), rows=4, missing=_("Skriv vad du undrar över."))

    def __init__(self, *args: Any, extracts: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not extracts:
            del self.fields["wish"]

    def asked(self) -> dict[str, str]:
        return {"wish": self.cleaned_data.get("wish", Wish.ANSWER), "words": self.cleaned_data["words"]}


class Answering(Form):
    """Several of them stand on one page."""

    words = Words(_("Ditt svar"), rows=4, missing=_("Skriv ditt svar."))

    def __init__(self, *args: Any, ref: str, **kwargs: Any):
        super().__init__(*args, auto_id=f"id_{ref}_%s", **kwargs)


class Number(IntegerField):
    """A small whole number."""

    def __init__(self, label: Any, *, least: int, most: int, wrong: Any, **given: Any):
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
        widget = TextBox({"class": INPUT, "type": "text", "inputmode": "numeric", "autocomplete": "off"})
        hint = given.pop("hint", "")
        super().__init__(
            label=label, min_value=least, max_value=most, widget=widget, help_text=hint,
            error_messages=messages, **given,
        )  # fmt: skip
        self.question = False


class Drawing(Form):
    """A new review: from when to when, and how many."""

    first = Day(_("Från och med"))
    last = Day(_("Till och med"), hint=_("Senast i går."))
    who = Pick(
        _("Vems läsningar?"),
        hint=_("Välj en person efter ett larm, eller när någon har frågat. Annars alla."),
        required=False,
    )

    def __init__(self, *args: Any, staff: list[tuple[str, str]], who: str = "", **kwargs: Any):
        yesterday = clock.today() - timedelta(days=1)
        initial = {"first": yesterday - timedelta(days=29), "last": yesterday, "who": who}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["who"].choices = [("", _("Alla")), *staff]
        found = limits.limits()
        wrong = _("Skriv ett tal från 1 till %(most)s.") % {"most": found["most"]}
        self.fields["size"] = Number(
            _("Hur många läsningar ska lottas fram?"), least=1, most=found["most"], wrong=wrong,
            initial=found["sample"], hint=_("De som har en flagga kommer med utöver dem."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last:
            for decision in (rules.in_order(first, last), rules.has_ended(last)):
                if not decision:
                    self.add_error("last", decision.reason)
                    break
        return given


class Deciding(Form):
    """On one reading."""

    outcome = OneOf(
        _("Vad bestämmer du?"),
        choices=Outcome.choices,
        hints={
            Outcome.ASK: _("Ring och fråga. Kom sedan tillbaka hit och bestäm igen."),
            Outcome.INCIDENT: _("Chefen och den som svarar för informationssäkerhet ska veta det i dag."),
        },
        missing=_("Välj vad du bestämmer."),
    )
    words = Words(
        _("Varför?"),
        rows=3,
        hint=_("Skriv inget om den som SIP:en gäller. Texten går inte att ändra sedan."),
        missing=_("Skriv varför, så att någon annan förstår det om fem år."),
    )


class Ticking(Form):
    """On one alarm."""

    words = Words(
        _("Vad fick du veta?"),
        rows=3,
        hint=_("Skriv inget om den som en SIP gäller. Texten går inte att ändra sedan."),
        missing=_("Skriv vad du fick veta, så att någon annan förstår det om fem år."),
    )


class Releasing(Form):
    words = Words(_("Vill du skriva något till den som frågade?"), rows=3, required=False)


class Opening(Form):
    """Before support looks: which case, why, and how long."""

    number = Line(
        _("Vilket nummer har SIP:en?"),
        hint=_("Den som bad om hjälp läser upp det, till exempel SIP-7K3M-9QXT."),
        missing=_("Skriv SIP:ens nummer."),
    )
    reason = Words(
        _("Varför behöver du gå in?"),
        rows=3,
        hint=_("Familjen läser det du skriver här."),
        missing=_("Skriv varför, så att familjen förstår."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        most = limits.limits()["support_minutes"]
        wrong = _("Skriv ett tal från 1 till %(most)s.") % {"most": most}
        self.fields["minutes"] = Number(
            _("Hur många minuter?"), least=1, most=most, wrong=wrong, initial=min(15, most),
            hint=_("Sedan stängs det av sig självt."),
        )  # fmt: skip

    def clean_number(self) -> str:
        number = case_number(self.cleaned_data["number"])
        if number is None:
            raise ValidationError(_("Numret stämmer inte. Be den som ringer att läsa upp det igen."))
        return number
