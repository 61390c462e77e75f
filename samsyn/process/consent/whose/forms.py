from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import Place, Question
from samsyn.people.models import Assignment
from samsyn.process.consent.models import AuthorityKind
from samsyn.process.consent.whose.rules import ABOUT, Told
from samsyn.web.forms import Day, Form, Line, OneOf, Some, Words, Yes

KINDS = [(kind, AuthorityKind(kind).label) for kind in ABOUT]


class Record(Form):
    kind = OneOf(_("Vad gäller?"), choices=KINDS, missing=_("Välj vad som gäller."))
    place = OneOf(_("Vem gäller det?"), missing=_("Välj vem det gäller."))
    source = Line(
        _("Vem har bestämt det?"),
        hint=_("Till exempel tingsrätten, socialnämnden eller överförmyndaren."),
        missing=_("Skriv vem som har bestämt det."),
    )
    document = Line(
        _("Vilken handling står det i?"),
        hint=_("Nummer eller datum på domen, beslutet eller registerutdraget."),
        missing=_("Skriv vilken handling det står i."),
    )
    decided_on = Day(_("Vilken dag bestämdes det?"), missing=_("Skriv vilken dag det bestämdes."))
    valid_to = Day(
        _("Till och med vilken dag gäller det?"),
        required=False,
        hint=_("Behövs när någon inte går att nå, vid beslut i stället för ett ja, och för god man."),
    )
    questions = Some(
        _("Vilka frågor gäller beslutet?"),
        required=False,
        hint=_(
            "Bara för ett beslut enligt föräldrabalken 6 kap. 13 a §. Om de andra frågorna behövs ett ja."
        ),
    )
    ground = Words(
        _("Vad har ni gjort?"),
        required=False,
        rows=3,
        hint=_("Till exempel hur ni har försökt nå personen. Bara den det gäller och du läser det."),
    )

    def __init__(self, *args: Any, people: Sequence[Place], questions: Iterable[Question], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {place.ref: place for place in people}
        about = {place.kind for place in people}
        self.fields["kind"].choices = [(kind, label) for kind, label in KINDS if ABOUT[kind] & about]
        self.fields["place"].choices = [(place.ref, place.called) for place in people]
        self.fields["questions"].choices = [(asked.ref, asked.text) for asked in questions]

    @property
    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        kind, place = given.pop("kind"), self.people[given.pop("place")]
        told = Told(**(given | {"questions": tuple(given["questions"])}))
        return {"kind": kind, "place": place, "told": told}


class Maturity(Form):
    judged_by = Line(
        _("Vem har bedömt det?"),
        hint=_("Namn, yrke och verksamhet."),
        missing=_("Skriv vem som har bedömt det."),
    )
    on = Day(_("Vilken dag?"), missing=_("Skriv vilken dag bedömningen gjordes."))
    ground = Words(
        _("Hur har ni sett det?"),
        rows=3,
        hint=_("Bara barnet och den som leder arbetet läser det."),
        missing=_("Skriv på vilken grund."),
    )
    alone = Yes(_("Barnet är moget nog att själv säga ja eller nej, utan vårdnadshavarna"), required=False)

    @property
    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ByHand(Form):
    """For one whom the register does not answer for."""

    place = OneOf(_("Vem gäller det?"), missing=_("Välj vem det gäller."))
    document = Line(_("Vilken handling har du sett?"), missing=_("Skriv vilken handling du har sett."))
    source = Line(_("Vem har utfärdat den?"), missing=_("Skriv vem som har utfärdat handlingen."))
    valid_to = Day(_("Till och med vilken dag gäller det?"), missing=_("Skriv en sista dag."))
    second = OneOf(
        _("Vem mer ska se handlingen?"),
        hint=_("Två personer ska ha sett den. Den du väljer får frågan på sin sida."),
        missing=_("Välj en kollega."),
    )

    def __init__(self, *args: Any, people: Sequence[Place], colleagues: Sequence[Assignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {place.ref: place for place in people}
        self.colleagues = {duty.ref: duty for duty in colleagues}
        self.fields["place"].choices = [(place.ref, place.called) for place in people]
        self.fields["second"].choices = [(d.ref, f"{d.person.name}, {d.title}") for d in colleagues]

    @property
    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {
            "place": self.people[given["place"]],
            "second": self.colleagues[given["second"]],
        }


class EndWaiting(Form):
    tried = Words(
        _("Vad har ni gjort för att nå personen, och när?"),
        rows=4,
        missing=_("Skriv vad ni har gjort för att nå personen, och när."),
    )
    not_decisive = Yes(
        _("Det som ska göras avgör inte barnets framtid på ett ingripande sätt"),
        hint=_("Då får den andra vårdnadshavaren bestämma ensam (föräldrabalken 6 kap. 13 §)."),
        missing=_("Är det avgörande för barnet räcker inte den andras ja. Vänd er till socialnämnden."),
    )

    @property
    def said(self) -> dict[str, Any]:
        return {"tried": self.cleaned_data["tried"]}


class EndUnanswered(Form):
    tried = Words(
        _("Vad har ni gjort för att få ett svar, och när?"),
        rows=4,
        hint=_("Den det gäller kan läsa det här."),
        missing=_("Skriv vad ni har gjort för att få ett svar, och när."),
    )
