"""Answering on the preliminary plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.process.plans.models import Consulted, How
from samsyn.process.plans.preliminary import rules
from samsyn.web.forms import Form, OneOf, Words


class Answer(Form):
    """One's own answer: it is good as it is, or what to change."""

    kind = OneOf(
        _("Vad tycker du om planen?"),
        choices=[
            (Consulted.AGREES, _("Ja, planen är bra som den är")),
            (Consulted.CHANGES, _("Jag vill ändra något")),
        ],
        missing=_("Välj om planen är bra som den är, eller om du vill ändra något."),
    )
    words = Words(_("Vad vill du ändra, eller säga om planen?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kind" in cleaned and "words" in cleaned:
            decision = rules.gives_words(cleaned["kind"], cleaned["words"])
            if not decision:
                self.add_error("words", decision.reason)
        return cleaned


class Recorded(Answer):
    """What somebody said by telephone or on paper, of equal worth."""

    kind = OneOf(
        _("Vad är svaret?"),
        choices=Consulted.choices,
        missing=_("Välj vad svaret är."),
    )
    words = Words(_("Med egna ord"), required=False, hint=_("Skriv ord för ord."))
    how = OneOf(
        _("Hur kom svaret?"),
        choices=[(How.TELEPHONE, How.TELEPHONE.label), (How.PAPER, How.PAPER.label)],
        missing=_("Välj hur svaret kom."),
    )
    field_order = ["how", "kind", "words"]
