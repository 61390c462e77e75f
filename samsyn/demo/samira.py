"""Samira's family: 42 measures from ten units at once, in everyday words. Made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from samsyn.demo.content import KOMMUN, OTHER, REGION, Content, Deed, Wanting
from samsyn.demo.parts import BUP, HABILITATION, HEALTH_CENTRE, SCHOOL, SOCIAL
from samsyn.kernel import clock
from samsyn.process.everyday.models import Every, Way, Who

LSS, STUDENT_HEALTH, HOSPITAL = "LSS-handläggningen", "Elevhälsan Ljungskolan", "Barnkliniken Hallstad"
INSURANCE, PROVIDER = "Försäkringskassan Hallstad", "Stödkraft familjestöd"

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
VISIT, HOME, CALL, APART = Way.VISIT, Way.HOME, Way.CALL, Way.APART
CHILD, PARENT, BOTH, NOBODY = Who.SUBJECT, Who.RELATIVE, Who.BOTH, Who.NOBODY
WEEKDAYS = (MON, TUE, WED, THU, FRI)


@dataclass(frozen=True)
class Time:
    """When a deed happens in the week."""

    days: tuple[int, ...]
    clock: str = ""
    minutes: int | None = 45
    way: str = VISIT
    who: str = BOTH
    every: int = Every.WEEK
    where: str = ""

    @property
    def starts(self) -> time | None:
        hour, _dot, minute = self.clock.partition(".")
        return time(int(hour), int(minute or 0)) if hour else None


@dataclass(frozen=True)
class Task(Deed):
    """A deed with its number to ring, its dates in days from today, and its times in the week."""

    telephone: str = ""
    begins: int | None = None
    ends: int | None = None
    times: tuple[Time, ...] = ()

    def texts(self, units: Mapping[str, str]) -> dict[str, str]:
        days = {"start": self.begins, "end": self.ends}
        told = {name: _day(number) for name, number in days.items() if number is not None}
        if self.telephone:
            told["telephone"] = self.telephone
        return super().texts(units) | told


def _day(number: int) -> str:
    return (clock.today() + timedelta(days=number)).isoformat()


def _one(who: str, unit: str, name: str = "", last: str = "") -> dict[str, str]:
    """Who does it: its huvudman, its unit, and whom one asks there when it is not the unit's own person."""
    asked = {"contact": name, "telephone": f"070-174 06 {last}"} if name else {}
    return {"responsible": who, "unit": unit, **asked}


SPEECH = _one(REGION, HABILITATION, "Åsa Ring, logoped", "41")
BODY = _one(REGION, HABILITATION, "Mats Fors, fysioterapeut", "42")
HANDS = _one(REGION, HABILITATION, "Ida Krok, arbetsterapeut", "43")
HAB = _one(REGION, HABILITATION)
MIND = _one(REGION, BUP)
CLASS = _one(KOMMUN, SCHOOL, "Anna Glad, klasslärare", "44")
HEAD = _one(KOMMUN, SCHOOL)
HEALTH = _one(KOMMUN, STUDENT_HEALTH)
CARE = _one(REGION, HEALTH_CENTRE)
HOSPITALS = _one(REGION, HOSPITAL)
BONES = _one(REGION, HOSPITAL, "Doktor Elin Sten, ortoped", "45")
SUPPORT = _one(KOMMUN, LSS)
SHORT_STAY = _one(KOMMUN, LSS, "Bo Lind, korttidshemmet Solgläntan", "46")
SARA = _one(KOMMUN, SOCIAL)
RELIEF = _one(KOMMUN, PROVIDER)
MONEY = _one(OTHER, INSURANCE)

SAY = (
    Task("Talträning med logoped", when="Tisdagar klockan 14", how_often="Varje vecka", **SPEECH,
         times=(Time((TUE,), "14", 45, where="Habiliteringen, rum 4"),)),
    Task("Provar ut en pratapparat", how_often="Två besök", begins=10, **SPEECH),
    Task("Bildschema hemma, på skolan och på korttids", how_often="Varje dag", **SPEECH,
         times=(Time(WEEKDAYS, "", None, APART, NOBODY),)),
    Task("Teckenkurs för familjen", when="Torsdagar klockan 17.30", how_often="Varannan vecka", **HAB,
         times=(Time((THU,), "17.30", 90, VISIT, PARENT, Every.SECOND),)),
    Task("Bildstöd i alla lektioner", how_often="Varje skoldag", **CLASS,
         times=(Time(WEEKDAYS, "", None, APART, CHILD),)),
    Task("Språkgrupp på skolan", when="Onsdagar klockan 10", how_often="En gång i veckan", **HEALTH,
         times=(Time((WED,), "10", 40, APART, CHILD),)),
    Task("Läser med bilder på kvällen", other="Mormor", responsible=OTHER, how_often="Varje vecka"),
)  # fmt: skip
MOVE = (
    Task("Sjukgymnastik på habiliteringen", when="Måndagar klockan 13", how_often="Varje vecka", **BODY,
         times=(Time((MON,), "13", 60),)),
    Task("Bassängträning", when="Fredagar klockan 14", how_often="Varje vecka", **BODY,
         times=(Time((FRI,), "14", 60, where="Varmbadet"),)),
    Task("Rörelseträning på skolan", how_often="Två gånger i veckan", **HEALTH,
         times=(Time((TUE, THU), "9", 30, APART, CHILD),)),
    Task("Rullstolen ses över", how_often="En gång i terminen", begins=-20, ends=-6, **HANDS),
    Task("Ståskal och ortoser provas", how_often="Var fjärde vecka", **HANDS,
         times=(Time((THU,), "13", 60, VISIT, BOTH, Every.FOURTH),)),
    Task("Höfterna röntgas och bedöms", how_often="Två gånger om året", begins=25, **BONES),
    Task("Ridning på lördagar", other="Ridklubben Hoppet", responsible=OTHER, how_often="Varje vecka",
         times=(Time((SAT,), "10", 45),)),
)  # fmt: skip
SCHOOLDAY = (
    Task("Anpassad skoldag som slutar 13.30", how_often="Varje skoldag", **HEAD),
    Task("En vuxen som följer Noor hela dagen", how_often="Varje skoldag", **HEAD),
    Task("Veckobrev hem med bilder", when="Fredagar", how_often="Varje vecka", **CLASS,
         times=(Time((FRI,), "", None, APART, PARENT),)),
    Task("Samtal med föräldrarna", when="Måndagar klockan 15", how_often="Varannan vecka", **CLASS,
         times=(Time((MON,), "15", 30, CALL, PARENT, Every.SECOND),)),
    Task("Skolskjuts dörr till dörr", other="Färdtjänsten", responsible=OTHER, how_often="Varje skoldag",
         times=(Time(WEEKDAYS, "7.45", 30, APART, CHILD),)),
    Task("Handleder personalen på skolan", how_often="En gång i månaden", **HAB,
         times=(Time((WED,), "15", 60, APART, NOBODY, Every.FOURTH),)),
    Task("Pedagogisk kartläggning", begins=-40, ends=20, **HEALTH),
)  # fmt: skip
SLEEP_AND_FOOD = (
    Task("Samtal om sömn", when="Tisdagar klockan 14.30", how_often="Varannan vecka", **MIND,
         times=(Time((TUE,), "14.30", 45, VISIT, BOTH, Every.SECOND),)),
    Task("Tyngdtäcke och sovrum ses över", how_often="Ett hembesök", begins=-12, **HANDS),
    Task("Sömndagbok följs upp", how_often="Varje vecka", **MIND,
         times=(Time((FRI,), "9", 20, CALL, PARENT),)),
    Task("Dietist om mat och vikt", how_often="Var fjärde vecka", **CARE,
         times=(Time((WED,), "13", 45, VISIT, BOTH, Every.FOURTH),)),
    Task("Ätträning med habiliteringens team", when="Onsdagar klockan 11.30", how_often="Varannan vecka",
         **SPEECH, times=(Time((WED,), "11.30", 60, VISIT, BOTH, Every.SECOND),)),
    Task("Specialkost till skolan", how_often="Varje skoldag", **HEAD),
    Task("Väger och mäter", how_often="En gång i månaden", **HEALTH,
         times=(Time((MON,), "10", 15, APART, CHILD, Every.FOURTH),)),
)  # fmt: skip
MEDICINE = (
    Task("Epilepsimedicinen följs upp", how_often="Var fjärde vecka", **HOSPITALS,
         times=(Time((MON,), "13.30", 45, VISIT, BOTH, Every.FOURTH, "Barnkliniken, plan 3"),)),
    Task("EEG och blodprov", how_often="Två gånger om året", begins=30, **HOSPITALS),
    Task("Recept och läkemedelslista", how_often="Varje månad", **CARE),
    Task("Läkarintyg till Försäkringskassan", begins=-30, ends=-9, **HOSPITALS),
    Task("Plan för kramper, till skola och korttids", begins=-14, **HOSPITALS),
    Task("Tandvård med extra tid", other="Specialisttandvården", responsible=OTHER,
         how_often="Var fjärde månad"),
    Task("Vaccinationer", begins=40, **HEALTH),
)  # fmt: skip
REST = (
    Task("Avlösare hemma", when="Torsdagar klockan 16", how_often="En gång i veckan", **RELIEF,
         times=(Time((THU,), "16", 180, HOME, BOTH),)),
    Task("Korttidsvistelse på Solgläntan", how_often="En helg i månaden", **SHORT_STAY,
         times=(Time((SAT, SUN), "", None, APART, CHILD, Every.FOURTH),)),
    Task("Ledsagning till fritids", when="Onsdagar klockan 16", how_often="Varje vecka", **RELIEF,
         times=(Time((WED,), "16", 120, HOME, CHILD),)),
    Task("Föräldrastöd", when="Torsdagar klockan 17", how_often="Varannan vecka", **MIND,
         times=(Time((THU,), "17", 60, VISIT, PARENT, Every.SECOND),)),
    Task("Utredning om omvårdnadsbidrag", **MONEY, begins=-60),
    Task("Prövar ansökan om personlig assistans", begins=-45, ends=15, **SUPPORT),
    Task("Ringer familjen och samlar det som är nytt", when="Fredagar klockan 10", how_often="Varje vecka",
         **SARA, times=(Time((FRI,), "10", 20, CALL, PARENT),)),
)  # fmt: skip

SAMIRA = Content(
    subject="daughter",
    family=("mother", "father"),
    deciders=("mother", "father"),
    indicators=("several_bodies", "passing_information"),
    worry="Samira håller ihop tio verksamheter. Hon har slutat arbeta för att hinna.",
    questions=(
        "Hur kan Noor säga vad hon vill?",
        "Hur får Noor röra sig utan att få ont?",
        "Hur blir skoldagen lagom?",
        "Hur kan Noor sova och äta?",
        "Hur ska vi orka?",
    ),
    parties=(
        "lss", "habilitation", "bup", "school", "student_health", "nurse", "hospital", "insurance",
        "provider",
    ),
    stance="Ja. Jag vill ha med min apa.",
    answers={"how_things": "Att jag får rida."},
    voice="Jag vill rida. Och att mamma är med mig utan att prata i telefon.",
    wish="Att kunna berätta själv vad jag vill.",
    strengths=(
        ("quality", "Noor är nyfiken och skrattar lätt."),
        ("network", "Mormor, och hästen Molly."),
        ("motivation", "Vill rida och berätta själv."),
    ),
    needs=(
        Wanting("Att kunna säga vad hon vill.", "Noor visar själv vad hon vill äta före mars.", SAY),
        Wanting("Att röra sig utan att få ont.", "Noor går med rollator i korridoren på skolan.", MOVE),
        Wanting("En skoldag som är lagom.", "Noor är med i klassen tre timmar om dagen.", SCHOOLDAY),
        Wanting("Sömn och mat som fungerar.", "Noor sover sex timmar i sträck.", SLEEP_AND_FOOD),
        Wanting("Att familjen orkar.", "Samira kan arbeta halvtid från sommaren.", REST),
        Wanting("Vård där alla vet vad de andra gör.", "En enda lista över mediciner.", MEDICINE),
    ),
    summary="Alla ser samma vecka. Sara samlar det som är nytt, så att Samira slipper ringa runt.",
    follow_up_how="Vi ses på skolan. Hälften får vara med på länk.",
    where="Ljungskolan, matsalen",
)  # fmt: skip
