"""What the other families of the demo say and write. Made up, in everyday words."""

from samsyn.cases.models import PlaceKind
from samsyn.demo.content import KOMMUN, OTHER, REGION, Content, Deed, Wanting

WILMA = Content(
    called="Wilma Dahl",
    age=15,
    indicators=("not_in_school",),
    worry="Skolsköterskan har ringt två gånger. Wilma är trött och kommer inte till skolan på måndagar.",
)

TOVE = Content(
    called="Tove Grahn",
    age=7,
    indicators=("several_bodies",),
    worry="Tove går både till logoped och till stödgrupp. Föräldrarna undrade om någon kan samla det.",
)

STINA = Content(
    subject="sister",
    asked_by="guardian",
    family=("guardian", "other_guardian"),
    deciders=("guardian", "other_guardian"),
    worry="Stina har ont i magen varje morgon. Skolan säger en sak och vårdcentralen en annan.",
    questions=("Hur kan Stina få ont i magen mer sällan?", "Vem på skolan pratar Stina med?"),
    parties=("school", "nurse"),
    not_to_raise="Adams plan. Den har Stina inte med att göra.",
    stance="Jag vill att någon säger till fröken.",
)

LEO = Content(
    subject="nurse_child",
    family=("nurse_private",),
    deciders=("nurse_private",),
    indicators=("several_bodies",),
    worry="Leo får hjälp av habiliteringen och av oss. Mamma får säga samma sak två gånger varje vecka.",
    questions=("Hur blir morgonen lugnare?", "Hur vet alla vad de andra gör?"),
    parties=("school", "habilitation"),
    not_to_raise="Mammas jobb.",
    stance="Ja, om Karin är med.",
    answers={"how_meeting": "Jag vill ha bilder på vilka som kommer."},
    where="Habiliteringen, lekrummet",
)

MILO = Content(
    subject="boy",
    family=("boy_guardian",),
    deciders=("boy_guardian",),
    indicators=("several_bodies",),
    worry="Milo har slutat med fotbollen och är ofta arg hemma. BUP och vi träffar familjen var för sig.",
    questions=("Vad gör alla när Milo blir arg?", "Hur kan Milo komma tillbaka till fotbollen?"),
    parties=("bup", "school"),
    not_to_raise="Det som hände på lägret.",
    stance="Okej. Men inte för långt möte.",
    answers={"how_meeting": "Kort. Och fika."},
    voice="Jag blir arg när alla pratar samtidigt. Då vill jag gå ut en stund.",
    wish="Spela i laget igen.",
    strengths=(("quality", "Milo är rolig och säger som det är."), ("network", "Tränaren Jonas.")),
    needs=(
        Wanting(
            "Att alla vuxna gör likadant när Milo blir arg.",
            "Milo kan gå undan och komma tillbaka själv, på alla ställen.",
            (
                Deed("Ett kort som Milo visar när han behöver gå ut", "Ljungskolan", contact="Per Berg",
                     when="Från måndag", how_often="Varje dag", responsible=KOMMUN),
                Deed("Samtal med Milo och mamma om vad som hjälper", "BUP Hallstad", contact="Ali Hassan",
                     when="Tisdagar", how_often="Varannan vecka", responsible=REGION),
            ),
        ),
        Wanting(
            "Att få vara med i laget igen.",
            "Milo är med på en träning i veckan före jul.",
            (
                Deed("Möter Milo en kvart före träningen", other="Jonas, tränare", when="Onsdagar",
                     how_often="En gång i veckan", responsible=OTHER),
            ),
        ),
    ),
    summary="Alla använder samma kort. Jonas möter Milo före träningen.",
)  # fmt: skip

AMINA = Content(
    subject="young",
    family=("young_guardian",),
    deciders=("young_guardian", "young"),
    indicators=("several_bodies",),
    worry="Amina har många tider på BUP och hos oss. Hon missar gymnasiet de dagarna och orkar inte.",
    questions=("Hur får Amina färre tider på skoltid?", "Vem kan Amina skriva till när det är tungt?"),
    parties=("bup", "nurse"),
    not_to_raise="Kusinerna i Malmö.",
    stance="Ja. Jag vill läsa allt först.",
    answers={"how_meeting": "Jag vill ha frågorna innan, på papper."},
    voice="Jag vill ta studenten. Jag orkar inte berätta allt från början en gång till.",
    wish="Klara ettan på gymnasiet och ha helgerna lediga.",
    strengths=(("quality", "Amina läser mycket och håller det hon lovar."), ("network", "Mormor.")),
    needs=(
        Wanting(
            "Färre tider under skoldagen.",
            "Högst en tid i veckan på skoltid, före påsk.",
            (
                Deed("Lägger tiderna på eftermiddagen", "BUP Hallstad", contact="Ali Hassan",
                     when="Från nästa månad", how_often="Varje vecka", responsible=REGION),
                Deed("Skjutsar till BUP på torsdagar", other="Mormor", when="Klockan 15",
                     how_often="En gång i veckan", responsible=OTHER),
            ),
        ),
        Wanting(
            "En vuxen som svarar samma dag.",
            "Amina får svar samma dag när hon skriver.",
            (
                Deed("Svarar på sms varje vardag före klockan 16", "Socialtjänsten barn och unga",
                     contact="Sara Lind", how_often="Varje vardag", responsible=KOMMUN),
            ),
        ),
    ),
    summary="BUP flyttar tiderna. Sara svarar på sms varje vardag.",
    follow_up_how="Vi ses på vårdcentralen. Amina bestämmer vilka som ska vara med.",
    about_plan={"young": "Planen är bra, men jag vill själv säga till skolan varför jag är borta."},
    where="Vårdcentralen Linden, rum 3",
)  # fmt: skip

ELIS = Content(
    subject="small",
    family=("small_guardian",),
    deciders=("small_guardian",),
    indicators=("several_bodies",),
    worry="Elis pratar inte på förskolan. Logopeden, förskolan och familjen behöver göra likadant.",
    questions=("Hur hjälper vi Elis att visa vad han vill?",),
    parties=("habilitation",),
    not_to_raise="Skilsmässan.",
    voice="Elis pekar på bilden av gungan och skrattar.",
    wish="Att Elis kan säga ifrån och be om hjälp.",
    strengths=(("quality", "Elis är nyfiken och gillar vatten."), ("network", "Storasyster Lo.")),
    needs=(
        Wanting(
            "Samma bilder hemma och på förskolan.",
            "Elis visar med bilder vad han vill, både hemma och på förskolan.",
            (
                Deed("Gör bildkartor och visar hur de används", "Barn- och ungdomshabiliteringen",
                     contact="Karin Ask", when="I september", how_often="Tre besök", responsible=REGION),
                Deed("Använder bilderna vid alla måltider", other="Lillängens förskola",
                     how_often="Varje dag", responsible=OTHER),
            ),
            level="met",
            went="Elis hämtar själv bilden av gungan. Han har börjat säga \"mer\".",
        ),
    ),
    summary="Alla använder samma bilder.",
    follow_up_how="Vi ses på habiliteringen.",
    where="Habiliteringen, lekrummet",
    ending="Bilderna fungerar. Habiliteringen fortsätter som vanligt, utan SIP.",
)  # fmt: skip

EVA = Content(
    subject="adult",
    kind=PlaceKind.PERSON,
    family=("god_man",),
    family_kind=PlaceKind.REPRESENTATIVE,
    deciders=("adult", "god_man"),
    indicators=("several_bodies",),
    worry="Eva har kontakt med både psykiatrin och boendestödet. De vet inte om varandras tider.",
    questions=("Hur får veckan plats för vila?", "Vem ringer Eva när det blir tungt?"),
    parties=("nurse",),
    where="Vårdcentralen Linden, rum 3",
    voice="Jag vill bestämma själv vilka dagar jag träffar folk.",
    wish="Att orka arbeta halva dagar igen.",
    strengths=(("quality", "Eva är noggrann och rolig."),),
    needs=(
        Wanting(
            "En vecka som inte är full av besök.",
            "Högst tre besök i veckan före mars.",
            (
                Deed("Samlar besöken på två dagar", "Vårdcentralen Linden", when="Från nästa vecka",
                     how_often="Varje vecka", responsible=REGION),
                Deed("Boendestöd på eftermiddagar", "Socialtjänsten barn och unga",
                     how_often="Två gånger i veckan", responsible=KOMMUN),
            ),
            went="Oftast tre besök, men i oktober blev det fem.",
        ),
    ),
    summary="Besöken samlas på tisdag och torsdag.",
    follow_up_how="Vi ses igen på vårdcentralen.",
    going_on="Arbetsträningen börjar i vår. Då behöver veckan planeras om.",
)  # fmt: skip
