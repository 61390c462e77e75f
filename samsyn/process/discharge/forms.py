"""What is known of a stay in hospital."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.kernel import clock
from samsyn.people.models import Assignment
from samsyn.process.discharge import rules
from samsyn.process.discharge.actions import Stay
from samsyn.process.discharge.models import Discharge, Needs
from samsyn.web.forms import Day, Form, Moment, OneOf, Words, Yes

NOBODY = "nobody"


class Note(Form):
    """Only the day of admission has to be known."""

    admitted_on = Day(_("När kom personen till sjukhuset?"))
    expected_on = Day(_("När tror ni att personen skrivs ut?"), required=False)
    ready_at = Moment(
        _("När kom beskedet att personen är klar att skrivas ut?"),
        required=False,
        hint=_("Från beskedet räknas lagens tid att kalla. Lämna tomt om beskedet inte har kommit."),
    )
    called_on = Day(
        _("Har kallelsen skickats i ett annat system?"),
        required=False,
        hint=_("Skriv i så fall vilken dag. Kallar ni här behöver du inte skriva något."),
    )
    contact = OneOf(
        _("Vem är fast vårdkontakt?"),
        hint=_("Öppenvården utser den fasta vårdkontakten före utskrivningen. Det är den som kallar."),
    )
    needs = OneOf(_("Finns det nya behov efter tiden på sjukhuset?"), choices=Needs.choices)
    informed = Words(_("Vilka har fått inskrivningsmeddelandet?"), required=False, rows=2)
    compulsory = Yes(
        _("Personen får öppen psykiatrisk tvångsvård eller öppen rättspsykiatrisk vård"), required=False
    )

    def __init__(self, *args: Any, contacts: Sequence[Assignment], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.contacts = {duty.ref: duty for duty in contacts}
        named = [(duty.ref, f"{duty.person.name}, {duty}") for duty in contacts]
        self.fields["contact"].choices = [*named, (NOBODY, _("Ingen är utsedd än"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            ready = cleaned["ready_at"]
            ready_on = clock.local(ready).date() if ready else None
            decision = rules.in_order(cleaned["admitted_on"], cleaned["expected_on"], ready_on)
            if not decision:
                self.add_error("ready_at" if ready else "admitted_on", decision.reason)
            if not (decision := rules.not_ahead(cleaned["called_on"])):
                self.add_error("called_on", decision.reason)
        return cleaned

    @property
    def stay(self) -> Stay:
        """What was written, as the verb takes it."""
        answers = dict(self.cleaned_data)
        return Stay(**answers | {"contact": self.contacts.get(answers["contact"])})


def known(stay: Discharge | None) -> dict[str, Any]:
    """The newest note, to write on from."""
    if stay is None:
        return {}
    return {
        "admitted_on": stay.admitted_on,
        "expected_on": stay.expected_on,
        "ready_at": stay.ready_at,
        "called_on": stay.called_on,
        "contact": stay.contact.ref if stay.contact else NOBODY,
        "needs": stay.needs,
        "informed": stay.informed,
        "compulsory": stay.compulsory,
    }
