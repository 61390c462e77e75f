"""A family that only the demo shows: Saga, whose plan is late in parts, and Vidar, whose father was away.

And what is said of others who are on their way in or home. Made up, in everyday words.
"""

from __future__ import annotations

from samsyn.demo.content import KOMMUN, OTHER, REGION, Content, Wanting
from samsyn.demo.parts import BUP, SCHOOL, SOCIAL, Part, turned
from samsyn.demo.samira import Task
from samsyn.people.models import Authority


def _family(name: str, says: str, age: int, month: int, day: int, serial: str = "238") -> Part:
    return Part(name, says, group="Familjer", born=turned(age, month, day), serial=serial)


PARTS: dict[str, Part] = {
    "late_girl": _family("Saga Ahlin", "Saga, 13 år", 13, 4, 6),
    "absent_boy": _family("Vidar Ahlin", "Vidar, 10 år, Sagas bror", 10, 8, 19, "239"),
    "differing_girl": _family("Alva Ahlin", "Alva, 9 år, Sagas syster", 9, 2, 23, "240"),
    "late_mother": _family("Lena Ahlin", "Lena, Sagas och Vidars mamma", 40, 3, 27),
    "absent_father": _family("Peter Ahlin", "Peter, Sagas och Vidars pappa", 43, 12, 14, "239"),
}
GUARDIANS = [
    (guardian, ward, Authority.GUARDIAN, "Personbevis")
    for guardian in ("late_mother", "absent_father")
    for ward in ("late_girl", "absent_boy", "differing_girl")
]
BOTH = ("late_mother", "absent_father")
LATE_START, LATE_END = "Samtal om vänner och ensamhet", "Ett nytt schema med lugna raster"
STOPPED, BEGUN = "Läxhjälp på måndagar", "Ringer Lena varannan fredag"

SAGA = Content(
    subject="late_girl",
    family=BOTH,
    deciders=BOTH,
    indicators=("not_in_school",),
    worry="Saga är ensam på rasterna och går hem efter lunch.",
    questions=("Hur blir rasterna bättre?", "Vem pratar Saga med?"),
    parties=("bup", "school"),
    not_to_raise="Flytten.",
    stance="Ja, om jag får läsa det ni skriver.",
    answers={"how_meeting": "Jag vill sitta bredvid mamma."},
    voice="Jag vill ha någon att vara med på rasterna. Inte en vuxen.",
    wish="Gå hela dagar.",
    strengths=(("quality", "Saga är rolig och ritar jämt."), ("network", "Kusinen Moa.")),
    needs=(
        Wanting(
            "Raster som går att vara med på.",
            "Saga stannar hela dagen, fyra dagar i veckan.",
            (
                Task(LATE_END, SCHOOL, contact="Per Berg", how_often="En gång", responsible=KOMMUN,
                     begins=-50, ends=-12),
                Task(STOPPED, SCHOOL, contact="Per Berg", how_often="Varje vecka", responsible=KOMMUN,
                     begins=-40, ends=30),
                Task("Äter lunch med Saga på tisdagar", other="Kusinen Moa", responsible=OTHER,
                     how_often="Varje vecka"),
            ),
        ),
        Wanting(
            "Någon att prata med som inte är mamma.",
            "Saga har träffat samma person tre gånger.",
            (
                Task(LATE_START, BUP, contact="Ali Hassan", how_often="Varannan vecka", responsible=REGION,
                     begins=-15),
                Task(BEGUN, SOCIAL, contact="Sara Lind", how_often="Varannan vecka", responsible=KOMMUN,
                     begins=-30),
            ),
        ),
    ),
    summary="Skolan gör ett nytt schema. BUP ger en tid. Sara ringer Lena.",
)  # fmt: skip

VIDAR = Content(
    subject="absent_boy",
    family=BOTH,
    deciders=BOTH,
    indicators=("several_bodies",),
    worry="Vidar får hjälp på två ställen som inte pratar med varandra.",
    questions=("Hur blir läxorna lugnare?",),
    parties=("bup", "school"),
    not_to_raise="Pappas resor i arbetet.",
    stance="Okej.",
    answers={"how_things": "Att ingen blir arg vid läxorna."},
    voice="Jag vill göra läxorna i skolan.",
    wish="Lugna kvällar.",
    strengths=(("quality", "Vidar är noga och snäll."),),
    needs=(
        Wanting(
            "Läxor som inte blir bråk.",
            "Läxorna är klara i skolan tre dagar i veckan.",
            (
                Task("Läxstund efter skolan", SCHOOL, contact="Per Berg", how_often="Tre dagar i veckan",
                     responsible=KOMMUN, begins=7),
                Task("Träffar föräldrarna om läxor och bråk", BUP, contact="Ali Hassan",
                     how_often="Två gånger", responsible=REGION, begins=14),
            ),
        ),
    ),
    summary="Läxorna görs i skolan. BUP träffar föräldrarna.",
)  # fmt: skip

HOME_FROM_HOSPITAL = Content(
    subject="small",
    family=("small_guardian",),
    deciders=("small_guardian",),
    indicators=("several_bodies",),
    worry="Elis ligger på barnkliniken och ska hem med ny medicin. Sofia undrar vem hon ringer.",
    questions=("Vem gör vad när Elis kommer hem?",),
    parties=("hospital", "nurse"),
    not_to_raise="Skilsmässan.",
)

SIGNALS = (
    ("police", "Nils Öberg", 13, "Nils är ute sent på kvällarna och säger att ingen hemma orkar."),
    ("insurance", "Freja Dal", 6, "Mamma ansöker om omvårdnadsbidrag och söker hjälp på fyra ställen."),
)
ELLA_ASKS = "Jag flyttar till eget i vår och har fyra kontakter som inte vet om varandra."
ELLA_WAS_REFUSED = "Kommunen tyckte att jag redan får det stöd som behövs."
