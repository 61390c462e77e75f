"""Made-up names and sentences, repeated: what counts is how many and how long, not what they say."""

FIRST = ["Alva", "Elsa", "Maja", "Saga", "Noor", "Liv", "Hugo", "Nils", "Omar", "Sixten", "Ebbe", "Vera"]
LAST = ["Almgren", "Bergvik", "Dahlby", "Ekmark", "Forsnäs", "Granliden", "Hultmyr", "Lindåker", "Nyäng"]
QUESTIONS = ["Hur får skolan att fungera?", "Hur får vi ro på kvällarna?"]
VOICE = "Jag vill kunna gå till skolan utan att ha ont i magen, och jag vill att någon lyssnar först."
WISH = "Att vardagen håller utan att vi måste ringa runt varje vecka."
STRENGTHS = [("quality", "Är envis, rolig och snäll mot små barn."), ("network", "Mormor och kusinen.")]
NEEDS = ["Behöver en vuxen att gå till i skolan.", "Behöver kunna somna.", "Föräldrarna behöver avlastning."]
GOALS = [
    "Är i skolan tre dagar i veckan.",
    "Vet vem hon går till.",
    "Somnar före elva fem kvällar i veckan.",
    "Äter frukost före skolan.",
    "Föräldrarna har en ledig helg i månaden.",
]
MEASURES = [
    "Möter vid grinden varje morgon och går med in.",
    "Ringer hem varje fredag och berättar hur veckan har varit.",
    "Samtal om oro, en timme i taget, på mottagningen.",
    "Hjälper till med schema och bildstöd.",
]
SUMMARY = "Vi börjar i liten skala, följer upp om två månader och ringer varandra om något inte fungerar."


def name(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
