"""How I want to be told."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from samsyn.notices.kinds import Detail, OutletName
from samsyn.web.forms import Form, Line, OneOf


class WayForm(Form):
    """The receiver chooses: by mail and with how much in it, or by telephone."""

    satt = OneOf(
        _("Hur vill du få veta att något har hänt?"),
        choices=[(OutletName.MAIL, _("Skicka ett mejl")), (OutletName.RING, _("Skicka inget, ring mig"))],
    )
    adress = Line(
        _("Din mejladress"), hint=_("Om du väljer mejl."), kind="email", autocomplete="email",
        missing=_("Skriv din mejladress."),
    )  # fmt: skip
    visa = OneOf(
        _("Vad får stå i mejlet?"),
        choices=[(Detail.NEUTRAL, Detail.NEUTRAL.label), (Detail.TIME, Detail.TIME.label)],
        hints={
            Detail.NEUTRAL: _("Välj det om någon annan kan läsa din mejl."),
            Detail.TIME: _("Aldrig vem det gäller, var ni ses eller vad det handlar om."),
        },
        missing=_("Välj vad som får stå i mejlet."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("satt") != OutletName.MAIL:
            self.fields["adress"].required = self.fields["visa"].required = False

    def clean_adress(self) -> str:
        address = self.cleaned_data["adress"].strip()
        if address:
            try:
                address.encode("ascii")
                validate_email(address)
            except (ValidationError, UnicodeEncodeError):
                raise ValidationError(_("Skriv adressen så här: namn@exempel.se")) from None
        return address

    @property
    def said(self) -> dict[str, str]:
        """As the verb takes it."""
        told = self.cleaned_data
        return {"outlet": told["satt"], "address": told["adress"], "detail": told["visa"] or Detail.NEUTRAL}
