"""The unit's answer on what was proposed for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.process.plans.models import Uptake
from samsyn.process.plans.proposed import rules
from samsyn.web.forms import Form, OneOf, Words


class Answer(Form):
    kind = OneOf(
        _("Tar er verksamhet på sig insatsen?"),
        choices=[
            (Uptake.TAKES, _("Ja, vi tar på oss den")),
            (Uptake.DECLINES, _("Nej, vi tar inte på oss den")),
        ],
        missing=_("Välj ja eller nej."),
    )
    words = Words(
        _("Vad vill ni säga om det?"),
        required=False,
        hint=_("Vid nej: varför, och vad ni kan göra i stället. Alla som ser insatsen ser det ni skriver."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kind" in cleaned and "words" in cleaned:
            decision = rules.gives_words(cleaned["kind"], cleaned["words"])
            if not decision:
                self.add_error("words", decision.reason)
        return cleaned
