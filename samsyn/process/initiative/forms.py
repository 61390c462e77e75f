"""What is asked when somebody has noticed a need. First of all whether someone must not know."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samsyn.agreements.agreement import Agreement
from samsyn.cases.access import GUARDIAN
from samsyn.cases.models import Place, PlaceKind
from samsyn.kernel import clock
from samsyn.people import numbers
from samsyn.people.models import Authority, Guardianship, Sector, Unit
from samsyn.process.initiative.models import NoticedBy
from samsyn.process.safety.models import MustNotKnow
from samsyn.web.forms import Day, Form, Line, OneOf, Some, Words, Yes

# Read by everybody, also by a grown-up who asks for help of one's own.
MUST_NOT_KNOW = _("Är det någon som inte får veta var personen eller familjen är?")
ANOTHER = "another"
MYSELF = "myself"


class Worry(Form):
    """The questions that everybody gets."""

    must_not_know = OneOf(
        MUST_NOT_KNOW,
        choices=MustNotKnow.choices,
        hint=_("Skriv inte adress, ort eller skola här."),
    )
    indicators = Some(_("Vad stämmer?"), required=False, hint=_("Välj alla som passar."))
    why = Words(_("Vad är det som gör att hjälpen behöver samordnas?"), hint=_("Berätta med egna ord."))

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["indicators"].choices = [(row.code, row.label) for row in agreement.rows("indicators")]


class Known(Form):
    """Who somebody is: a number, or a name and a birthday."""

    called = Line(_("Namn"), missing=_("Skriv personens namn."))
    number = Line(
        _("Personnummer eller samordningsnummer"),
        required=False,
        hint=_("Till exempel 20120312-2385. Lämna tomt om det inte finns."),
    )
    born = Day(_("Född"), required=False, hint=_("Behövs bara när det inte finns något nummer."))

    def clean_number(self) -> numbers.Number | None:
        typed = self.cleaned_data["number"]
        if not typed:
            return None
        try:
            return numbers.parse(typed)
        except numbers.NumberError as error:
            raise ValidationError(str(error)) from error

    def clean_born(self) -> Any:
        born = self.cleaned_data["born"]
        if born and born > clock.today():
            raise ValidationError(_("Födelsedagen ligger i framtiden. Skriv den dag då personen föddes."))
        return born

    def number_or_birthday(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """One of the two is needed, to tell how old somebody is."""
        if not self.errors and not cleaned["number"] and not cleaned["born"]:
            self.add_error("born", _("Skriv ett personnummer, eller den dag då personen föddes."))
        return cleaned


class AtWork(Known, Worry):
    """Staff note a worry."""

    noticed_by = OneOf(_("Vem såg behovet?"), choices=NoticedBy.choices)
    noticed_on = Day(_("När?"))
    after_hospital = Yes(
        _("Personen skrivs ut från sjukhuset och har nya behov"),
        required=False,
        hint=_("Då ska öppenvården erbjuda en SIP, och den fasta vårdkontakten kalla inom lagens tid."),
    )
    field_order = (
        "must_not_know", "called", "number", "born", "noticed_by", "noticed_on", "indicators", "why",
        "after_hospital",
    )  # fmt: skip

    def __init__(self, *args: Any, sector: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if sector != Sector.HEALTH:
            del self.fields["after_hospital"]

    def clean_noticed_on(self) -> Any:
        if self.cleaned_data["noticed_on"] > clock.today():
            raise ValidationError(_("Dagen ligger i framtiden. Skriv när behovet märktes."))
        return self.cleaned_data["noticed_on"]

    def clean(self) -> dict[str, Any]:
        return self.number_or_birthday(super().clean())


class AtHome(Worry):
    """A guardian, a young person or a grown-up asks for a SIP."""

    about = OneOf(_("Vem gäller det?"))
    called = Line(
        _("Vad heter den det gäller?"), required=False, hint=_("Om personen inte finns i listan här ovanför.")
    )
    born = Day(_("När är den personen född?"), required=False)
    unit = OneOf(_("Vem vill du fråga?"), hint=_("Välj någon som ni redan har kontakt med, om ni har det."))
    telephone = Line(_("Vilket nummer kan vi ringa dig på?"), kind="tel", autocomplete="tel")
    field_order = ("must_not_know", "about", "called", "born", "indicators", "why", "unit", "telephone")

    def __init__(self, *args: Any, wards: Sequence[Guardianship], units: Sequence[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [
            *((ward.child.ref, ward.child.name) for ward in wards),
            (MYSELF, _("Mig själv")),
            (ANOTHER, _("Någon som inte står här")),
        ]
        self.fields["unit"].choices = [(unit.ref, f"{unit.name}, {unit.organisation.name}") for unit in units]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("about") == ANOTHER:
            for name, what in (
                ("called", _("Skriv namnet på den det gäller.")),
                ("born", _("Skriv födelsedagen för den det gäller.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, what)
        return cleaned


class Talked(Form):
    talked_with = Line(
        _("Vem i familjen pratade du med?"),
        hint=_("När du sparar får familjen läsa det du har skrivit, när de kommer in i ärendet."),
    )


FAMILY_KINDS = [
    (PlaceKind.GUARDIAN, Authority.GUARDIAN.label),
    (PlaceKind.REPRESENTATIVE, _("God man eller förvaltare")),
    (PlaceKind.CLOSE, _("Närstående som familjen vill ha med")),
]


class FamilyMember(Known):
    """A guardian, a grown-up's representative or somebody close comes into the case (C058, C095)."""

    kind = OneOf(_("Är"), choices=FAMILY_KINDS)
    evidence = Line(
        _("Hur har du kontrollerat det?"),
        hint=_("Till exempel: folkbokföringen i dag, beslut från överförmyndaren, eller vem som bad om det."),
    )
    said_yes = Some(
        _("Vilka vill att en närstående är med?"),
        required=False,
        hint=_("Bara för en närstående. Den som planen gäller och de andra i familjen behöver ha sagt ja."),
    )
    safe = Yes(_("Det är säkert att den här personen är med. Jag har frågat familjen."), required=False)
    field_order = ("kind", "called", "number", "born", "evidence", "said_yes", "safe")

    def __init__(self, *args: Any, grown_up: bool, family: Sequence[Place] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.family = {place.ref: place for place in family}
        self.fields["said_yes"].choices = [(place.ref, place.called) for place in family]
        # Nobody is the guardian of a grown-up (C222).
        kinds = [kind for kind in FAMILY_KINDS if not (grown_up and kind[0] == GUARDIAN)]
        self.fields["kind"].choices = kinds


class Start(Form):
    said_by = Line(_("Vem i familjen sa ja till en SIP?"))
    both_needed = OneOf(
        _("Behövs hjälp från både socialtjänsten och hälso- och sjukvården?"),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
    )


class Decline(Form):
    said_by = Line(_("Vem sa nej?"))
    reason = Words(_("Vill ni säga varför?"), required=False, hint=_("Ni behöver inte förklara er."), rows=3)


class Second(Form):
    """To the other huvudman, after a no: in the family's own words."""

    must_not_know = OneOf(MUST_NOT_KNOW, choices=MustNotKnow.choices)
    why = Words(_("Vad är det som gör att hjälpen behöver samordnas?"), hint=_("Berätta med egna ord."))
    unit = OneOf(_("Vem vill du fråga?"), hint=_("Välj någon som ni redan har kontakt med, om ni har det."))
    tell_reason = Yes(
        _("Berätta vilket skäl vi fick när vi fick nej"),
        required=False,
        hint=_("Annars får de bara veta att den andra har sagt nej."),
    )
    telephone = Line(_("Vilket nummer kan vi ringa dig på?"), kind="tel", autocomplete="tel")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.ref, f"{unit.name}, {unit.organisation.name}") for unit in units]


class Refuse(Form):
    decided_by = Line(_("Vem har bestämt det? Namn och titel"))
    reason = Words(_("Varför startar vi ingen SIP?"), hint=_("Den som frågade får läsa det. Skriv enkelt."))
