"""Answering on the plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.process.plans import rules
from samsyn.process.plans.models import ApprovalKind, How
from samsyn.web.forms import Form, OneOf, Words


class Answer(Form):
    """One's own answer: yes, or what one thinks instead."""

    kind = OneOf(
        _("Vad tycker du om planen?"),
        choices=[
            (ApprovalKind.APPROVED, _("Jag godkänner planen")),
            (ApprovalKind.DISSENT, _("Jag tycker något annat")),
        ],
        missing=_("Välj om du godkänner planen eller tycker något annat."),
    )
    words = Words(
        _("Vad vill du säga om planen?"),
        required=False,
        hint=_(
            "Det du skriver sparas tillsammans med planen. Familjen och den som håller ihop planen ser det."
        ),
    )

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
        choices=[
            (ApprovalKind.APPROVED, _("Godkänner planen")),
            (ApprovalKind.DISSENT, _("Tycker något annat")),
        ],
        missing=_("Välj vad svaret är."),
    )
    words = Words(_("Med egna ord"), required=False, hint=_("Skriv ord för ord."))
    how = OneOf(
        _("Hur kom svaret?"),
        choices=[(How.TELEPHONE, How.TELEPHONE.label), (How.PAPER, How.PAPER.label)],
        missing=_("Välj hur svaret kom."),
    )
    field_order = ["how", "kind", "words"]
