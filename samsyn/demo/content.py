"""What the cast writes in its cases. Made up, in everyday words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samsyn.cases.models import PlaceKind


@dataclass(frozen=True)
class Deed:
    """A measure: `unit` by name, or `other` when neither kommun nor region does it."""

    what: str
    unit: str = ""
    other: str = ""
    contact: str = ""
    when: str = ""
    how_often: str = ""
    responsible: str = ""

    def texts(self, units: Mapping[str, str]) -> dict[str, str]:
        """As the boxes of the plan take it."""
        told = {
            "what": self.what,
            "unit": units.get(self.unit, ""),
            "other": self.other or ("" if self.unit in units else self.unit),
            "contact": self.contact,
            "when": self.when,
            "how_often": self.how_often,
            "responsible": self.responsible,
        }
        return {name: text for name, text in told.items() if text}


@dataclass(frozen=True)
class Wanting:
    """A need with its goal and what is to be done."""

    text: str
    goal: str
    measures: tuple[Deed, ...]
    level: str = "partly"  # how it went, at the follow-up
    went: str = ""


@dataclass(frozen=True)
class Content:
    """All that is said and written in one case. Keys are those of the cast."""

    subject: str = ""
    called: str = ""  # one who is not in the cast, and has no number
    age: int = 0
    family: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    worry: str = ""
    asked_by: str = ""  # who asks for it at home; nobody: staff note a worry
    questions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    voice: str = ""
    wish: str = ""
    summary: str = ""
    needs: tuple[Wanting, ...] = ()
    kind: PlaceKind = PlaceKind.CHILD
    family_kind: PlaceKind = PlaceKind.GUARDIAN
    indicators: tuple[str, ...] = ()
    not_to_raise: str = ""
    stance: str = ""
    where: str = "Ljungskolan, rum 12"
    follow_up_how: str = "Vi ses igen på skolan, samma personer som nu. Sara ringer familjen veckan innan."
    strengths: tuple[tuple[str, str], ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    about_plan: Mapping[str, str] = field(default_factory=dict)  # who thinks something else, in own words
    ending: str = ""
    going_on: str = ""


KOMMUN, REGION, OTHER = "kommun", "region", "other"

ADAM = Content(
    subject="child",
    family=("guardian", "other_guardian"),
    deciders=("guardian", "other_guardian"),
    indicators=("not_in_school", "several_bodies"),
    worry="Adam har inte varit i skolan sedan höstlovet. Mamma ringer skolan, BUP och oss varje vecka.",
    questions=(
        "Hur kan Adam komma tillbaka till skolan?",
        "Hur kan Adam få sova?",
        "Vem håller ihop allt, så att mamma slipper?",
    ),
    parties=("bup", "school", "habilitation"),
    not_to_raise="Pappas sjukskrivning.",
    stance="Det är okej. Men prata inte om mig när jag inte är där.",
    answers={
        "how_meeting": "Inte så många. Och en paus.",
        "how_things": "Att jag kan vara i skolan utan att få ont i magen.",
    },
    voice="Jag vill gå i skolan men det är för mycket folk. Jag vill börja med en lektion och sen gå hem.",
    wish="Att gå i sjuan som alla andra till hösten, och orka med innebandyn.",
    strengths=(
        ("quality", "Adam är snäll mot yngre barn och envis när han vill något."),
        ("network", "Morfar, och Elias i innebandylaget."),
        ("motivation", "Vill tillbaka till skolan."),
    ),
    needs=(
        Wanting(
            "En väg in i skolan som inte är för mycket på en gång.",
            "Adam är i skolan minst två lektioner om dagen, fyra dagar i veckan, före sportlovet.",
            (
                Deed("Ett schema som börjar med två lektioner", "Ljungskolan", contact="Per Berg",
                     when="Från måndag", how_often="Varje vecka", responsible=KOMMUN),
                Deed("Möter Adam vid en egen ingång", "Ljungskolan", contact="Per Berg",
                     when="Klockan 8.15", how_often="Varje dag", responsible=KOMMUN),
                Deed("Följer med på bussen de första två veckorna", other="Morfar",
                     when="På morgonen", how_often="Varje dag", responsible=OTHER),
            ),
            went="Adam är på två lektioner om dagen, oftast tre dagar i veckan.",
        ),
        Wanting(
            "Att kunna somna och sova en hel natt.",
            "Adam sover minst åtta timmar, fem nätter i veckan, före februari.",
            (
                Deed("Samtal om sömn och oro", "BUP Hallstad", contact="Ali Hassan",
                     when="Torsdagar klockan 15", how_often="En gång i veckan", responsible=REGION),
                Deed("Provar ut ett tyngdtäcke", "Barn- och ungdomshabiliteringen", contact="Karin Ask",
                     when="Före jul", how_often="Två besök", responsible=REGION),
            ),
            level="met",
            went="Jag sover med täcket. Det är bra. Bara inte på sommaren.",
        ),
        Wanting(
            "Att någon annan än mamma håller ihop allt.",
            "Familjen har en person att ringa, och ringer själva högst en gång i veckan.",
            (
                Deed("Ringer familjen och samlar det som är nytt", "Socialtjänsten barn och unga",
                     contact="Sara Lind", when="Fredagar", how_often="En gång i veckan", responsible=KOMMUN),
                Deed("Avlastning en helg i månaden", "Socialtjänsten barn och unga", contact="Sara Lind",
                     when="Från januari", how_often="En helg i månaden", responsible=KOMMUN),
            ),
            level="not",
            went="Mamma ringer fortfarande runt när Sara är ledig. Ingen svarar då.",
        ),
    ),
    summary="Adam börjar med två lektioner om dagen. BUP hjälper till med sömnen. Sara ringer varje fredag.",
)  # fmt: skip
