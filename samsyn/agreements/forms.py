from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.agreements.models import Profile
from samsyn.web.forms import Form, Line, OneOf


class ChooseAgreement(Form):
    agreement = OneOf(_("Vilken överenskommelse följer ni?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = Profile.objects.order_by("name").values_list("code", "name")
        self.fields["agreement"].choices = list(names)


class Search(Form):
    """C081: by the name of a unit, a kommun or a region."""

    name = Line(
        _("Namn på kommun, region eller enhet"),
        limit=100,
        missing=_("Skriv ett namn eller en del av ett namn, till exempel Hallstad."),
    )
