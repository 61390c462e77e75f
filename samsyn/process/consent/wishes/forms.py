from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.process.consent.forms import language
from samsyn.process.consent.wishes.models import WishAnswer
from samsyn.web.forms import Form, OneOf, Words


class Say(Form):
    text = Words(
        _("Vem ska vara med, och vem ska inte vara med?"),
        rows=3,
        hint=_("Skriv med barnets egna ord. Till exempel: min kurator, men inte rektorn."),
        missing=_("Skriv vem det gäller."),
    )
    language = language()


class OwnSay(Say):
    text = Words(
        _("Vem vill du ha med? Är det någon du inte vill ha med?"),
        rows=3,
        hint=_("Till exempel: min kurator, men inte rektorn."),
        missing=_("Skriv vem du tänker på."),
    )


class Reply(Form):
    answer = OneOf(_("Hur blir det?"), choices=WishAnswer.choices, missing=_("Välj hur det blir."))
    words = Words(
        _("Varför?"),
        required=False,
        rows=3,
        hint=_("Skriv så att barnet förstår. Behövs när det inte blir som barnet vill."),
    )
