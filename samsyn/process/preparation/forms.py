"""One question at a time, who is to see the answers, and a party's short round."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Scope
from samsyn.process.preparation.models import PartyNote, Showing
from samsyn.process.preparation.rules import Step, showings_for
from samsyn.web.forms import Form, OneOf, Words, Yes

HINTS = {
    Showing.MEETING: gettext_lazy("Familjen ser det, och de som familjen har sagt ja till för alla frågor."),
    Showing.LEADER: gettext_lazy("Ingen annan ser det."),
    Showing.SELF: gettext_lazy("Ingen annan än du ser det."),
}


def labelled(showings: Sequence[Showing], leader: str) -> list[tuple[str, str]]:
    """The choices in words; the one who leads is called by name."""
    only = _("Visa bara för %(leader)s") % {"leader": leader}
    return [(showing.value, only if showing == Showing.LEADER else showing.label) for showing in showings]


class Reply(Form):
    """One question page. Empty is an answer too: every question may be passed over."""

    text = Words(gettext_lazy("Ditt svar"), required=False, rows=6)
    dont_know = Yes(gettext_lazy("Jag vet inte"), required=False)

    def __init__(self, *args: Any, step: Step, **kwargs: Any):
        answer = step.answer
        initial = {"text": answer.text, "dont_know": answer.dont_know} if answer else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["text"].help_text = step.hint


class ForAll(Form):
    """The same for all answers that are still private."""

    showing = OneOf(
        gettext_lazy("Vem får se dina svar?"),
        hints=HINTS,
        missing=gettext_lazy("Välj vem som får se dina svar."),
    )

    def __init__(self, *args: Any, private: Sequence[Step], leader: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.private = private
        self.fields["showing"].choices = labelled(list(Showing), leader)

    def showings(self) -> dict[str, Showing]:
        return {step.key: Showing(self.cleaned_data["showing"]) for step in self.private}


class ForEach(Form):
    """A choice for every answer; what has been shown can only be shown to more."""

    def __init__(self, *args: Any, answered: Sequence[Step], leader: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.answered = answered
        for step in answered:
            self.fields[step.key] = OneOf(
                _("Vem får se svaret?"),
                choices=labelled(showings_for(step.answer), leader),
                initial=step.answer.showing,
                missing=_("Välj vem som får se svaret på frågan: %(ask)s") % {"ask": step.ask},
            )

    def showings(self) -> dict[str, Showing]:
        return {key: Showing(value) for key, value in self.cleaned_data.items()}


class PartyRound(Form):
    """C130–C132. Nothing is required: a unit that is new to the family has little to say."""

    now = Words(gettext_lazy("Hur är det nu?"), required=False, hint=gettext_lazy("Det som ni ser, kort."))
    earlier_measures = Words(
        gettext_lazy("Vad har ni gjort tidigare, och vad blev det för resultat?"), required=False
    )
    other = Words(
        gettext_lazy("Annat som ska tas upp"),
        required=False,
        hint=gettext_lazy("Till exempel det som står i kallelsen."),
    )
    show_to = OneOf(gettext_lazy("Vem får se det?"), missing=gettext_lazy("Välj vem som får se det."))

    KEEP = "keep"

    def __init__(
        self,
        *args: Any,
        note: PartyNote | None,
        unit: str,
        targets: Sequence[tuple[Scope, str]],
        **kwargs: Any,
    ):
        initial = {}
        if note:
            initial = {"now": note.now, "earlier_measures": note.earlier_measures, "other": note.other}
        shown = note is not None and note.handed_in_at is not None
        super().__init__(
            *args, initial=initial | {"show_to": note.scope.ref if shown else self.KEEP}, **kwargs
        )
        self.targets = {scope.ref: scope for scope, _label in targets}
        keep = [] if shown else [(self.KEEP, _("Spara bara för %(unit)s") % {"unit": unit})]
        self.fields["show_to"].choices = keep + [(scope.ref, label) for scope, label in targets]

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        words = {name: text for name, text in self.cleaned_data.items() if name != "show_to"}
        return words | {"hand_in_to": self.targets.get(self.cleaned_data["show_to"])}
