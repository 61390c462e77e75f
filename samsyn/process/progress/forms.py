"""How a measure goes, a note, and help to reach others."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import Case, Scope
from samsyn.people.actor import Actor
from samsyn.process.progress import asking, rules
from samsyn.process.progress.models import Outcome, State
from samsyn.web.forms import Form, Line, OneOf, Words

TOGETHER, ALONE = "together", "alone"


class Marking(Form):
    """One of four, and why where it has not begun or is stopped."""

    state = OneOf(_("Hur går det?"), choices=State.choices, missing=_("Välj hur det går med insatsen."))
    words = Words(
        _("Berätta mer"),
        required=False,
        rows=3,
        hint=_(
            "Alla som ser insatsen läser det här, familjen också. "
            "Har den inte börjat, eller är den avbruten? Skriv varför."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "state" in cleaned and "words" in cleaned:
            decision = rules.gives_why(cleaned["state"], cleaned["words"])
            if not decision:
                self.add_error("words", decision.reason)
        return cleaned


class Writing(Form):
    """A note; where there is more than one to choose, which question it is about."""

    about = OneOf(_("Vad gäller det?"), missing=_("Välj vilken fråga det gäller."))
    words = Words(_("Vad vill du säga?"), missing=_("Skriv något först."))

    def __init__(self, *args: Any, by: Actor, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.readers = asking.readers(by, case)
        if len(self.readers) > 1:
            self.fields["about"].choices = [(scope.ref, label) for scope, label in self.readers]
        else:
            del self.fields["about"]

    def scope(self) -> Scope:
        chosen = self.cleaned_data.get("about")
        return next((scope for scope, _label in self.readers if scope.ref == chosen), self.readers[0][0])


class Replying(Form):
    """A reply; several of them stand on one page."""

    words = Words(_("Ditt svar"), rows=4, missing=_("Skriv något först."))

    def __init__(self, *args: Any, ref: str, **kwargs: Any):
        super().__init__(*args, auto_id=f"id_{ref}_%s", **kwargs)


class Asking(Form):
    """C150: which body, about what, and who in the family reads it."""

    whom = Line(
        _("Vem vill ni nå?"),
        hint=_("Till exempel Försäkringskassan, en kontaktperson eller en förening."),
        missing=_("Skriv vem ni vill nå."),
    )
    words = Words(_("Vad behöver ni hjälp med?"), rows=4, missing=_("Skriv vad ni behöver hjälp med."))
    reads = OneOf(
        _("Vem i familjen ser det här?"),
        choices=[(TOGETHER, _("Alla i familjen")), (ALONE, _("Bara jag"))],
        initial=TOGETHER,
    )

    def __init__(self, *args: Any, family: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not family:
            del self.fields["reads"]

    def asked(self) -> dict[str, Any]:
        """What the verb takes."""
        together = self.cleaned_data.get("reads", TOGETHER) == TOGETHER
        return {"whom": self.cleaned_data["whom"], "words": self.cleaned_data["words"], "together": together}


class Answering(Replying):
    """What came of an errand."""

    outcome = OneOf(_("Hur gick det?"), choices=Outcome.choices, missing=_("Välj hur det gick."))
    words = Words(_("Vad har hänt?"), rows=4, missing=_("Skriv vad som har hänt."))
