from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import Place
from samsyn.process.consent.forms import language
from samsyn.process.consent.models import How
from samsyn.web.forms import Form, Line, Moment, OneOf, Words, Yes

WAYS = [
    (How.MEETING, _("Vi ses")),
    (How.TELEPHONE, _("På telefon")),
]


class Book(Form):
    place = OneOf(_("Med vem?"), missing=_("Välj vem samtalet är med."))
    starts_at = Moment(_("När?"), missing=_("Skriv dag och klockslag."))
    how = OneOf(_("Hur?"), choices=WAYS)
    interpreter = Line(
        _("Behövs tolk? Skriv språket"),
        required=False,
        limit=60,
        hint=_("Texten på sidan är på svenska. Den som hellre läser eller hör ett annat språk får tolk."),
    )
    interpreter_booked = Yes(_("Tolken är bokad"), required=False)

    def __init__(self, *args: Any, people: Sequence[Place], leads: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {place.ref: place for place in people}
        self.fields["place"].choices = [(place.ref, place.called) for place in people]
        if not leads:
            del self.fields["interpreter_booked"]

    @property
    def said(self) -> dict[str, Any]:
        return self.cleaned_data | {"place": self.people[self.cleaned_data["place"]]}


class AboutNo(Form):
    """After the talk with a child who has said no."""

    words = Words(
        _("Vad kom ni fram till?"),
        rows=4,
        hint=_("Skriv med barnets egna ord. Bara barnet och den som leder arbetet läser det."),
        missing=_("Skriv vad ni kom fram till."),
    )
    language = language()
    how = OneOf(_("Hur pratade ni?"), choices=WAYS)

    @property
    def said(self) -> dict[str, Any]:
        return self.cleaned_data
