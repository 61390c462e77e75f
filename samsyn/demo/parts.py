"""Who is who in the demo and in the tests. Everybody is made up.

Telephone numbers are from the series that PTS keeps free for fiction; personnummer are of the kind that
Skatteverket keeps free for tests. Ages hold on any day: birthdays are counted from today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samsyn.kernel import clock
from samsyn.people.models import Authority, OrganisationKind, UnitKind
from samsyn.people.numbers import Number, luhn, parse

OPERATOR = "Samsyn i Hallstad"
KOMMUN, REGION, ELSEWHERE = "Hallstad kommun", "Region Hallstad", "Långviks kommun"
# name: kind, local agreement
ORGANISATIONS: dict[str, tuple[OrganisationKind, str]] = {
    KOMMUN: (OrganisationKind.KOMMUN, "halland"),
    REGION: (OrganisationKind.REGION, "halland"),
    ELSEWHERE: (OrganisationKind.KOMMUN, "nationell"),
    "Polismyndigheten": (OrganisationKind.STATE, "nationell"),
    "Försäkringskassan": (OrganisationKind.STATE, "nationell"),
    "Statens institutionsstyrelse": (OrganisationKind.STATE, "nationell"),
    "Stödkraft AB": (OrganisationKind.PRIVATE, "halland"),
    "Föreningen Läxhjälpen": (OrganisationKind.VOLUNTARY, "halland"),
    "Hallstads tolkar AB": (OrganisationKind.PRIVATE, "halland"),
}

# A private provider works for a huvudman, who answers for what it does.
PRINCIPALS = {"Stödkraft AB": KOMMUN}

OFFICE, SOCIAL = "Kommunkontoret", "Socialtjänsten barn och unga"
BUP, HABILITATION, HEALTH_CENTRE = "BUP Hallstad", "Barn- och ungdomshabiliteringen", "Vårdcentralen Linden"
SCHOOL, SOCIAL_ELSEWHERE = "Ljungskolan", "Socialtjänsten Långvik"
# name: organisation, kind, telephone, receives requests
UNITS: dict[str, tuple[str, UnitKind, str, bool]] = {
    OFFICE: (KOMMUN, UnitKind.OTHER, "031-390 06 00", False),
    SOCIAL: (KOMMUN, UnitKind.SOCIAL_SERVICES, "031-390 06 01", True),
    "LSS-handläggningen": (KOMMUN, UnitKind.LSS, "031-390 06 02", True),
    SCHOOL: (KOMMUN, UnitKind.SCHOOL, "031-390 06 03", True),
    "Elevhälsan Ljungskolan": (KOMMUN, UnitKind.STUDENT_HEALTH, "031-390 06 04", True),
    "Lillängens förskola": (KOMMUN, UnitKind.PRESCHOOL, "031-390 06 05", True),
    "Överförmyndarenheten": (KOMMUN, UnitKind.GUARDIAN_OFFICE, "031-390 06 06", False),
    BUP: (REGION, UnitKind.BUP, "031-390 06 11", True),
    HABILITATION: (REGION, UnitKind.HABILITATION, "031-390 06 12", True),
    HEALTH_CENTRE: (REGION, UnitKind.HEALTH_CENTRE, "031-390 06 13", True),
    "Ungdomsmottagningen Hallstad": (REGION, UnitKind.YOUTH_CLINIC, "031-390 06 14", True),
    "Psykiatrimottagningen Hallstad": (REGION, UnitKind.PSYCHIATRY, "031-390 06 15", True),
    "Barnkliniken Hallstad": (REGION, UnitKind.HOSPITAL, "031-390 06 16", True),
    SOCIAL_ELSEWHERE: (ELSEWHERE, UnitKind.SOCIAL_SERVICES, "08-465 004 01", True),
    "Polisen Hallstad": ("Polismyndigheten", UnitKind.POLICE, "031-390 06 21", False),
    "Försäkringskassan Hallstad": ("Försäkringskassan", UnitKind.INSURANCE, "031-390 06 22", False),
    "SiS ungdomshem Björkudden": ("Statens institutionsstyrelse", UnitKind.SIS, "031-390 06 23", False),
    "Stödkraft familjestöd": ("Stödkraft AB", UnitKind.PROVIDER, "031-390 06 24", False),
    "Läxhjälpen": ("Föreningen Läxhjälpen", UnitKind.VOLUNTARY, "031-390 06 25", False),
    "Tolkförmedlingen": ("Hallstads tolkar AB", UnitKind.INTERPRETER, "031-390 06 26", False),
}


@dataclass(frozen=True)
class Part:
    """One of the cast. `says`: how the sign-in page of the demo presents them."""

    name: str
    says: str
    group: str = "Personal"
    unit: str = ""
    title: str = ""
    telephone: str = ""
    receives: bool = False
    administers: bool = False
    manages: bool = False
    reviews: bool = False
    supports: bool = False
    born: date | None = None
    serial: str = "238"

    @cached_property
    def number(self) -> Number | None:
        """A test number; staff are entered by name alone."""
        if self.born is None:
            return None
        digits = f"{self.born:%Y%m%d}{self.serial}"
        return parse(f"{digits}{luhn(digits[2:])}")


def turned(age: int, month: int, day: int) -> date:
    """The birthday of one who is that old today."""
    today = clock.today()
    return date(today.year - age - ((today.month, today.day) < (month, day)), month, day)


def _family(name: str, says: str, age: int, month: int, day: int, serial: str = "238") -> Part:
    return Part(name, says, group="Familjer", born=turned(age, month, day), serial=serial)


def _at_work(unit: str, name: str, title: str, last: str, **given: bool) -> Part:
    office = title if title.startswith("LSS") else title.lower()
    says = f"{name}, {office}, {unit}"
    return Part(name, says, unit=unit, title=title, telephone=f"070-174 06 {last}", **given)


CAST: dict[str, Part] = {
    "child": _family("Adam Ek", "Adam, 14 år", 14, 3, 12, "239"),
    "sister": _family("Stina Ek", "Stina, 9 år, Adams syster", 9, 5, 24),
    "guardian": _family("Maria Ek", "Maria, Adams mamma", 42, 6, 14),
    "other_guardian": _family("Johan Ek", "Johan, Adams pappa", 44, 11, 3, "239"),
    "adult": _family("Eva Ström", "Eva, 30 år, behöver egen hjälp", 30, 2, 20),
    "god_man": _family("Göran Lund", "Göran, Evas gode man", 65, 9, 9, "239"),
    "boy": _family("Milo Sand", "Milo, 12 år", 12, 4, 18, "239"),
    "boy_guardian": _family("Ida Sand", "Ida, Milos mamma", 38, 1, 22),
    "young": _family("Amina Warsame", "Amina, 16 år", 16, 7, 7),
    "young_guardian": _family("Hodan Warsame", "Hodan, Aminas mamma", 45, 10, 12),
    "young_adult": _family("Ella Dahlin", "Ella, 20 år, bestämmer själv", 20, 5, 9),
    "small": _family("Elis Björk", "Elis, 5 år", 5, 6, 1, "239"),
    "small_guardian": _family("Sofia Björk", "Sofia, Elis mamma", 33, 12, 5),
    "daughter": _family("Noor Haddad", "Noor, 8 år, med 42 insatser", 8, 9, 3),
    "mother": _family("Samira Haddad", "Samira, Noors mamma, 42 insatser på en gång", 39, 2, 8),
    "father": _family("Karim Haddad", "Karim, Noors pappa", 41, 5, 17, "239"),
    "coordinator": Part(
        "Sara Lind",
        "Sara Lind, socialsekreterare och samordnare",
        unit=SOCIAL,
        title="Socialsekreterare",
        telephone="070-174 06 05",
        receives=True,
    ),
    "colleague": Part(
        "Camilla Sjö",
        "Camilla Sjö, Saras kollega, inte med hos Adam",
        unit=SOCIAL,
        title="Socialsekreterare",
        telephone="070-174 06 06",
    ),
    "bup": Part(
        "Ali Hassan",
        "Ali Hassan, psykolog på BUP",
        unit=BUP,
        title="Psykolog",
        telephone="070-174 06 07",
        receives=True,
    ),
    "school": Part(
        "Per Berg",
        "Per Berg, rektor på Ljungskolan",
        unit=SCHOOL,
        title="Rektor",
        telephone="070-174 06 08",
        receives=True,
    ),
    "habilitation": Part(
        "Karin Ask",
        "Karin Ask, kurator på habiliteringen",
        unit=HABILITATION,
        title="Kurator",
        telephone="070-174 06 09",
        receives=True,
    ),
    "nurse": Part(
        "Nora Nordin",
        "Nora Nordin, sjuksköterska på vårdcentralen",
        unit=HEALTH_CENTRE,
        title="Sjuksköterska",
        telephone="070-174 06 10",
        receives=True,
    ),
    "nurse_child": _family("Leo Nordin", "Leo, 11 år, Noras son", 11, 8, 2, "239"),
    "stranger": Part(
        "Sten Hav",
        "Sten Hav, socialsekreterare i en annan kommun",
        unit=SOCIAL_ELSEWHERE,
        title="Socialsekreterare",
        telephone="08-465 004 02",
        receives=True,
    ),
    "reviewer": Part(
        "Lovisa Rask",
        "Lovisa Rask, granskar loggen",
        unit=OFFICE,
        title="Loggranskare",
        telephone="070-174 06 11",
        reviews=True,
    ),
    "administrator": Part(
        "Anders Hed",
        "Anders Hed, sköter kommunens enheter och personer",
        unit=OFFICE,
        title="Verksamhetsutvecklare",
        telephone="070-174 06 12",
        administers=True,
    ),
    "operator": Part("Disa Falk", "Disa Falk, driver samsyn", telephone="070-174 06 13", supports=True),
    "successor": _at_work(SOCIAL, "Jonas Alm", "Socialsekreterare", "14"),
    "manager": _at_work(SOCIAL, "Margareta Holm", "Enhetschef", "15", manages=True),
    "lss": _at_work("LSS-handläggningen", "Linnea Dahl", "LSS-handläggare", "16", receives=True),
    "preschool": _at_work("Lillängens förskola", "Petra Vik", "Förskollärare", "17", receives=True),
    "hospital": _at_work("Barnkliniken Hallstad", "Henrik Frost", "Sjuksköterska", "18", receives=True),
    "police": _at_work("Polisen Hallstad", "Pia Rönn", "Kommunpolis", "19"),
    "insurance": _at_work("Försäkringskassan Hallstad", "Felix Ro", "Handläggare", "20"),
    "sis": _at_work("SiS ungdomshem Björkudden", "Siv Tall", "Behandlingsassistent", "21"),
    "provider": _at_work("Stödkraft familjestöd", "Ulla Kvist", "Familjebehandlare", "22"),
    "voluntary": _at_work("Läxhjälpen", "Viktor Öst", "Samordnare för läxhjälpen", "23"),
    "student_health": _at_work("Elevhälsan Ljungskolan", "Kerstin Lod", "Skolsköterska", "25", receives=True),
    "interpreter": _at_work("Tolkförmedlingen", "Tariq Nasser", "Tolk", "24"),
}

# who, for whom, in which capacity, how that was checked
GUARDIANS: list[tuple[str, str, Authority, str]] = [
    ("guardian", "child", Authority.GUARDIAN, "Personbevis"),
    ("other_guardian", "child", Authority.GUARDIAN, "Personbevis"),
    ("guardian", "sister", Authority.GUARDIAN, "Personbevis"),
    ("other_guardian", "sister", Authority.GUARDIAN, "Personbevis"),
    ("boy_guardian", "boy", Authority.GUARDIAN, "Personbevis"),
    ("young_guardian", "young", Authority.GUARDIAN, "Personbevis"),
    ("small_guardian", "small", Authority.GUARDIAN, "Personbevis"),
    ("mother", "daughter", Authority.GUARDIAN, "Personbevis"),
    ("father", "daughter", Authority.GUARDIAN, "Personbevis"),
    ("nurse", "nurse_child", Authority.GUARDIAN, "Personbevis"),
    ("god_man", "adult", Authority.GOD_MAN, "Registerutdrag från överförmyndaren"),
]
