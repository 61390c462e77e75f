"""Why it takes longer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.agreements.agreement import Agreement
from samsyn.process.initiative.delays.rules import DEADLINES, heading
from samsyn.web.forms import Form, OneOf, Words


class Explain(Form):
    """One date, one reason, and words for the family."""

    deadline = OneOf(_("Vad är det som tar längre tid?"))
    code = OneOf(_("Varför?"))
    words = Words(_("Vill du säga något mer?"), required=False, hint=_("Familjen får läsa det."), rows=3)

    def __init__(self, *args: Any, terms: Agreement, **kwargs: Any):
        super().__init__(*args, **kwargs)
        there = [key for key in DEADLINES if terms.number(key) is not None]
        self.fields["deadline"].choices = [(key, heading(key)) for key in there]
        self.fields["code"].choices = [(row.code, row.label) for row in terms.rows("delay_reasons")]
