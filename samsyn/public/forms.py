"""What anybody may answer without signing in. Nothing of it is kept."""

from django.utils.translation import gettext_lazy as _

from samsyn.web.forms import Form, OneOf, Some

# C049–C052 as the agreements have them; C053–C055; C204–C206: wishes.
SIGNS = [
    (
        "several",
        _("Hjälp behövs från flera håll samtidigt, till exempel skolan, socialtjänsten, LSS och BUP"),
    ),
    ("passing_on", _("Jag eller familjen lägger mycket tid på att föra saker vidare mellan dem som hjälper")),
    ("substance", _("Problem med alkohol eller droger")),
    ("not_in_school", _("Ett barn går inte i skolan")),
    ("placed", _("Ett barn bor i ett annat hem eller på ett boende")),
    ("asylum", _("Ett barn söker asyl")),
    ("new_here", _("Ett barn är nytt i Sverige")),
    ("clearer", _("Jag vill att hjälpen blir bättre eller tydligare planerad")),
    ("together", _("Jag vill att de som hjälper samarbetar bättre")),
]


class Fits(Form):
    """ "Är SIP något för oss?" """

    who = OneOf(
        _("Vem gäller det?"),
        choices=[
            ("me_young", _("Mig. Jag är under 18 år.")),
            ("me", _("Mig. Jag har fyllt 18 år.")),
            ("my_child", _("Mitt barn")),
            ("close", _("Någon som står mig nära")),
        ],
    )
    both = OneOf(
        _("Behövs det hjälp från både socialtjänsten och vården?"),
        hint=_("Vården är till exempel BUP, habiliteringen, vårdcentralen och sjukhuset."),
        choices=[("yes", _("Ja")), ("one", _("Nej, bara från den ena")), ("unsure", _("Vet inte"))],
    )
    signs = Some(_("Stämmer något av det här?"), choices=SIGNS, required=False)
