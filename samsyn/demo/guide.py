"""What each of the cast has to show, for one who opens the demo for the first time."""

FIRST = ("guardian", "coordinator", "child", "mother", "colleague")  # in this order one gets the picture

LOOK = {
    "child": "Min plan, med egna ord först. Vem som har läst. Ett eget rum.",
    "sister": "En SIP som förbereds: vad hon tycker, och vad hon vill säga på mötet.",
    "guardian": "Adams plan är ny: läs den och säg vad du tycker. Stinas SIP väntar på Johans svar.",
    "other_guardian": "Har inte svarat om samtycke för Stina. Ser inte vad Maria har svarat.",
    "adult": "En vuxen: andra varvet, med den gamla planen bredvid.",
    "god_man": "Svarar vid sidan om Eva. Hans svar öppnar ingenting.",
    "boy": "Hans möte pågår.",
    "boy_guardian": "Mötet pågår: planen skrivs medan ni läser.",
    "young": "16 år: har svarat själv och skrivit vad hon tycker om planen.",
    "young_guardian": "En uppföljning är i dag.",
    "young_adult": "Fick nej av kommunen och har bett den andra huvudmannen.",
    "small_guardian": "En avslutad SIP, och en ny: Elis ska hem från sjukhuset.",
    "daughter": "8 år: en plan som går att läsa högt.",
    "mother": "Vår vecka och allt som görs: 42 insatser på en sida.",
    "father": "Samma vecka på en telefon. Skriv ut den på ett A4.",
    "late_mother": "Sagas insatser: två är sena. Alva: tycker inte som Peter, och ser inte hans svar.",
    "absent_father": "Läs Vidars preliminära plan och svara. Alva: har bara sagt ja till en del.",
    "differing_girl": "9 år: har sagt vem hon vill ha med och fått svar.",
    "late_girl": "13 år: hur det går med insatserna, och ett svar från Sara.",
    "nurse_private": "Mamma till Leo, som privatperson: ser inget av sitt arbete.",
    "coordinator": "Mina ärenden: vems tur, dagar kvar. Alla steg, från en oro till ett avslut.",
    "colleague": "Samma enhet, men ingen plats hos Adam: finner ingenting.",
    "bup": "Kallad, med del i planer. Kopiera till journalen.",
    "school": "En insats som är sen påminner skolan.",
    "habilitation": "Förbered verksamhetens del inför ett möte.",
    "nurse": "En begäran väntar på att någon tar hand om den.",
    "hospital": "Har antecknat en utskrivning: tre dagar räknas.",
    "police": "Har signalerat om Nils och fått svar.",
    "insurance": "Har signalerat om Freja. Inget svar än.",
    "manager": "Utser en ny när ingen leder. Läser inget innehåll.",
    "reviewer": "Granskar vem som har läst: stickprov och flaggor.",
    "administrator": "Enheter, personer och lokala överenskommelser.",
    "operator": "Ger support i en session som familjen läser om.",
    "stranger": "En annan kommun: varje ärende är okänt.",
}


def told_of(key: str) -> dict[str, object]:
    """For the sign-in page: what to look at, and who of those one begins with it is (0: of the others)."""
    return {"look": LOOK.get(key, ""), "first": FIRST.index(key) + 1 if key in FIRST else 0}
