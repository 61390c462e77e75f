from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.agreements.models import Profile
from samsyn.web.forms import Form, OneOf


class ChooseAgreement(Form):
    agreement = OneOf(_("Vilken överenskommelse följer ni?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = Profile.objects.order_by("name").values_list("code", "name")
        self.fields["agreement"].choices = list(names)
