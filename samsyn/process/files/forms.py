"""A letter or picture: the file, what it is, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from samsyn.process.files.rules import Audience
from samsyn.web.forms import Form, Line, OneOf
from samsyn.web.widgets import INPUT


class AttachForm(Form):
    """Who will see it is chosen before it is sent."""

    title = Line(_("Vad är det?"), limit=200, hint=_("Till exempel: Brev från skolan den 3 mars"))
    audience = OneOf(_("Vem får se det?"), missing=_("Välj vem som får se det."))
    file = forms.FileField(
        label=_("Bild"),
        help_text=_(
            "En bild av brevet går bra. Högst 10 MB. Filen ska sluta på .jpg, .png, .gif eller .webp."
        ),
        widget=forms.FileInput({"class": INPUT, "accept": "image/png,image/jpeg,image/gif,image/webp"}),
        error_messages={
            "required": _("Välj en bild."),
            "empty": _("Filen är tom. Välj en annan bild."),
            "invalid": _("Bilden kom inte fram. Välj den igen."),
            "missing": _("Bilden kom inte fram. Välj den igen."),
        },
    )

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.audiences = {audience.scope.ref: audience for audience in audiences}
        field = self.fields["audience"]
        field.choices = [(ref, audience.label) for ref, audience in self.audiences.items()]
        field.widget.hints = {ref: _named(audience) for ref, audience in self.audiences.items()}

    @property
    def chosen(self) -> Audience:
        return self.audiences[self.cleaned_data["audience"]]


def _named(audience: Audience) -> str:
    return get_text_list(audience.names, str(_("och")))
