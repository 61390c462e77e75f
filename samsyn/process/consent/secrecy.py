"""Which secrecy holds with each kind of party, as far as it is known; the family reads it before it answers.

Each row with where it stands and who said so. A row that nobody has checked says nothing: the page then tells
the reader to ask. Only rows of law belong here; what a place has agreed stands in the agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.people.models import OrganisationKind, Sector, Unit, UnitKind


@dataclass(frozen=True)
class Secrecy:
    """What holds: a plain sentence, the paragraph, and where that was read."""

    text: str | Promise
    source: str
    read_in: str
    verified: bool = True


STRONG = gettext_lazy("De har sekretess. Utan ett ja berättar de bara det som lagen säger att de ska.")
BY_CONTRACT = gettext_lazy(
    "De har tystnadsplikt. Utan ett ja berättar de bara det som lagen säger att de ska."
)
SCHOOL_TEXT = gettext_lazy("Skolan har sekretess, men den är svagare än i vården och socialtjänsten.")
PRESCHOOL_TEXT = gettext_lazy("Förskolan har stark sekretess.")
STUDENT_HEALTH_TEXT = gettext_lazy("Skolsköterska, skolläkare och psykolog har stark sekretess.")

OSL = "offentlighets- och sekretesslagen (2009:400)"
HEALTH = Secrecy(STRONG, f"25 kap. 1 § {OSL}", "uppsats om sekretess mellan barn och vårdnadshavare")
SOCIAL = Secrecy(STRONG, f"26 kap. 1 § {OSL}", "riksdagens lag (1991:1137), som hänvisar dit")
PRIVATE_HEALTH = Secrecy(BY_CONTRACT, "6 kap. 12 § patientsäkerhetslagen (2010:659)", "lag (1991:1137)")
PRIVATE_SOCIAL = Secrecy(BY_CONTRACT, "17 kap. 11 § socialtjänstlagen (2025:400)", "lag (1991:1137)")
PRIVATE_LSS = Secrecy(BY_CONTRACT, "29 § LSS", "lag (1991:1137)")
PROVIDER = Secrecy(
    BY_CONTRACT,
    "17 kap. 11 § socialtjänstlagen (2025:400), 29 § LSS eller 6 kap. 12 § patientsäkerhetslagen, "
    "efter vad de gör",
    "lag (1991:1137)",
)
# The chapter is known; which paragraph is not, and is not said.
SCHOOL = Secrecy(SCHOOL_TEXT, f"23 kap. {OSL}", "uppsats om sekretess i skola och förskola")
PRESCHOOL = Secrecy(PRESCHOOL_TEXT, f"23 kap. {OSL}", "uppsats om sekretess i skola och förskola")
STUDENT_HEALTH = Secrecy(STUDENT_HEALTH_TEXT, f"23 kap. {OSL}", "uppsats om sekretess i skola och förskola")
# Police, Försäkringskassan, SiS, voluntary organisations, interpreters: no source has been read.
UNVERIFIED = Secrecy("", "", "", verified=False)

OF_KIND = {
    UnitKind.SCHOOL: SCHOOL,
    UnitKind.PRESCHOOL: PRESCHOOL,
    UnitKind.STUDENT_HEALTH: STUDENT_HEALTH,
    UnitKind.PROVIDER: PROVIDER,
}
OF_SECTOR = {Sector.HEALTH: (HEALTH, PRIVATE_HEALTH), Sector.SOCIAL: (SOCIAL, PRIVATE_SOCIAL)}


def of_unit(unit: Unit) -> Secrecy:
    """What is known of the secrecy there; for a private body that of its kind of work."""
    private = unit.organisation.kind == OrganisationKind.PRIVATE
    if unit.kind == UnitKind.LSS and private:
        return PRIVATE_LSS
    if unit.kind in OF_KIND:
        return UNVERIFIED if private and unit.kind != UnitKind.PROVIDER else OF_KIND[UnitKind(unit.kind)]
    return OF_SECTOR.get(unit.sector, (UNVERIFIED, UNVERIFIED))[private]


def told(unit: Unit) -> dict[str, str]:
    """To the one who is asked: the sentence and the paragraph, or that one has to ask."""
    if unit.kind == UnitKind.INTERPRETER:
        return {"text": _("Tolken hör det som sägs på mötet och har tystnadsplikt."), "source": ""}
    found = of_unit(unit)
    if not found.verified:
        return {"text": _("Fråga dem vilken tystnadsplikt de har, innan du svarar."), "source": ""}
    return {"text": str(found.text), "source": found.source}
