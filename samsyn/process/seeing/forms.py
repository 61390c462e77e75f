"""The child's code, its own notes, whom something is kept from, and who is to see what is new."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cases.models import Case, Place
from samsyn.process.seeing import items, step
from samsyn.process.seeing.models import Seeing
from samsyn.web.forms import Form, Line, OneOf, Some, Words, Yes

AGAIN, TOGETHER, HIDE = "again", "together", "hide"


class Secret(Line):
    """A code: never shown as it is typed, never filled in again."""

    def __init__(self, label: Any = None, **given: Any):
        super().__init__(label, limit=60, **given)
        self.widget = django_forms.PasswordInput({"class": "ds-input", "autocomplete": "off", "dir": "ltr"})


class Step(Form):
    """The code that opens the child's room."""

    code = Secret(gettext_lazy("Din kod"), missing=gettext_lazy("Skriv din kod."))

    def is_wrong(self) -> None:
        """One sentence whatever the reason: no code, a wrong one, or too many tries."""
        said = _(
            "Det gick inte att öppna. Vänta en stund och försök igen, eller prata med den du har i planen."
        )
        self.add_error("code", said)


class NewCode(Form):
    """Typed by the child, twice."""

    code = Secret(
        gettext_lazy("Ny kod"),
        hint=gettext_lazy("Minst 6 tecken. Inte födelsedagen och inte namnet."),
        missing=gettext_lazy("Skriv koden."),
    )
    again = Secret(gettext_lazy("Samma kod en gång till"), missing=gettext_lazy("Skriv koden en gång till."))
    here = Yes(missing=gettext_lazy("Gör det här tillsammans, när ni är ensamma."))

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case = case
        said = _("%(name)s är med och har valt koden själv. Ingen vårdnadshavare är i rummet.")
        self.fields["here"].label = said % {"name": case.called}

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not (good := step.is_good(self.case, code)):
            raise ValidationError(good.reason)
        return code

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if again != self.cleaned_data.get("code", again):
            raise ValidationError(_("De två koderna är inte lika."))
        return again


class Note(Form):
    text = Words(gettext_lazy("Skriv här"), rows=5, missing=gettext_lazy("Skriv något först."))


class Hide(Form):
    """From whom, and why."""

    places = Some(gettext_lazy("Vem ska inte se det?"), missing=gettext_lazy("Välj vem som inte ska se det."))
    reason = Words(
        gettext_lazy("Varför?"),
        rows=3,
        missing=gettext_lazy("Skriv varför."),
        hint=gettext_lazy("Den som det döljs för läser det inte. Alla andra som ser det dolda kan läsa det."),
    )

    def __init__(self, *args: Any, case: Case, item: items.Item, own: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        left = [place for place in items.hideable_from(case) if place not in item.unknown_to]
        self.by_ref = {place.ref: place for place in left}
        self.fields["places"].choices = [(p.ref, f"{p.called}, {p.get_kind_display()}") for p in left]
        self.fields["reason"].required = not own

    def chosen(self) -> list[Place]:
        return [self.by_ref[ref] for ref in self.cleaned_data["places"]]


class Together(Form):
    words = Words(
        gettext_lazy("Hur visade ni det?"),
        rows=3,
        missing=gettext_lazy("Skriv hur ni visade det."),
        hint=gettext_lazy(
            "Till exempel: Vi berättade det tillsammans på ett möte. Alla som ser det kan läsa."
        ),
    )


class Answer(Form):
    """What the child says about one guardian."""

    answer = OneOf(choices=Seeing.choices, missing=gettext_lazy("Välj ett svar."))
    words = Words(gettext_lazy("Vill du säga något mer?"), required=False, rows=3)

    def __init__(self, *args: Any, place: Place, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Får %(name)s se det nya som skrivs i planen?") % {
            "name": place.called
        }


class Decide(Answer):
    """Instead of a child that has not answered."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(one, one.label) for one in (Seeing.YES, Seeing.NO)]
        reason = Words(_("Varför? Skriv också hur du har försökt få ett svar."), rows=4,
                       missing=_("Skriv varför."))  # fmt: skip
        self.fields["words"] = reason
