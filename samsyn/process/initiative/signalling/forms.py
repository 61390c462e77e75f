"""What is asked of the one who signals, and what is answered."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.people.models import Unit
from samsyn.process.initiative.forms import MUST_NOT_KNOW, Known
from samsyn.process.safety.models import MustNotKnow
from samsyn.web.forms import Form, Line, OneOf, Words, Yes


class Signal(Known):
    """To a unit that judges. Only with the family's yes to the name."""

    must_not_know = OneOf(MUST_NOT_KNOW, choices=MustNotKnow.choices)
    agreed_by = Line(
        _("Vem har sagt ja till att du berättar?"), hint=_("Till exempel: mamma, i dag på telefon.")
    )
    seen = Words(
        _("Vad har ni sett?"),
        hint=_("Skriv bara det som behövs för att förstå vad som ska samordnas. Familjen får läsa det."),
    )
    unit = OneOf(_("Vem signalerar du till?"))
    agreed = Yes(
        _("Personen eller familjen vet att jag signalerar, och vad jag skriver."),
        missing=_("Prata med personen eller familjen först. Kryssa sedan i rutan."),
    )
    field_order = ("must_not_know", "agreed_by", "called", "number", "born", "seen", "unit", "agreed")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.ref, f"{unit.name}, {unit.organisation.name}") for unit in units]

    def clean(self) -> dict[str, Any]:
        return self.number_or_birthday(super().clean())


class Answer(Form):
    words = Words(
        _("Vill du säga något mer?"),
        required=False,
        hint=_("Skriv allmänt. Den som signalerade får inte veta något om familjen eller vad ni gör."),
        rows=3,
    )
