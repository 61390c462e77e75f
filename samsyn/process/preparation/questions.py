"""The questions that the family gets before the meeting (C040–C043, C197–C203), each worded for who answers.

Both the child and the grown-ups get those about the meeting (C196). A grown-up with a plan of their own is
asked about themselves. Everybody else is asked about the person by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import PlaceKind

CHILD, PERSON, GUARDIAN = PlaceKind.CHILD, PlaceKind.PERSON, PlaceKind.GUARDIAN


@dataclass(frozen=True)
class Wording:
    """A question and what may help to answer it. `%(called)s` is the one the plan is for."""

    ask: Any
    hint: Any = ""

    def ask_about(self, called: str) -> str:
        return str(self.ask) % {"called": called}

    def hint_about(self, called: str) -> str:
        return str(self.hint) % {"called": called}


@dataclass(frozen=True)
class Question:
    """`key` is stored with the answer and never changes; `source` is where the question comes from."""

    key: str
    source: str
    others: Wording  # to a guardian, or to one who speaks for a grown-up
    own: Mapping[PlaceKind, Wording] = field(default_factory=dict)
    child_gets: bool = True

    def wording(self, kind: PlaceKind) -> Wording:
        return self.own.get(kind, self.others)


QUESTIONS = (
    Question(
        "important",
        "C040",
        Wording(_("Vad är viktigt för %(called)s?")),
        {
            GUARDIAN: Wording(_("Vad är viktigt för %(called)s och för er som familj?")),
            PERSON: Wording(_("Vad är viktigt för dig och för dina närmaste?")),
        },
        child_gets=False,
    ),
    Question(
        "needs_help",
        "C041",
        Wording(_("Vilka behov och önskemål har %(called)s som ni vill ha hjälp med?")),
        {PERSON: Wording(_("Vilka behov och önskemål vill du ha hjälp med?"))},
        child_gets=False,
    ),
    Question(
        "works",
        "C042",
        Wording(_("Vad fungerar bra, och vad fungerar mindre bra?")),
        child_gets=False,
    ),
    Question(
        "other",
        "C043",
        Wording(_("Är det något mer som du tycker är viktigt?")),
        child_gets=False,
    ),
    Question(
        "how_meeting",
        "C197",
        Wording(_("Hur vill du att mötet ska vara?"), _("Till exempel få personer, pauser eller tolk.")),
        {CHILD: Wording(_("Hur vill du att mötet ska vara?"), _("Till exempel lugnt, kort eller med paus."))},
    ),
    Question(
        "where",
        "C198",
        Wording(_("Var ska mötet vara?")),
        {CHILD: Wording(_("Var vill du att vi ses?"), _("Till exempel hemma, i skolan eller på video."))},
    ),
    Question(
        "how_long",
        "C199",
        Wording(_("Hur länge ska mötet hålla på?")),
        {CHILD: Wording(_("Hur länge ska mötet hålla på?"), _("Du får gå tidigare om du vill."))},
    ),
    Question(
        "expects",
        "C200",
        Wording(_("Vad behöver, önskar och väntar du dig av mötet?")),
        {CHILD: Wording(_("Vad behöver du? Vad önskar du?"), _("Vad tror du och hoppas du på?"))},
    ),
    Question(
        "how_things",
        "C201",
        Wording(_("Hur vill du att det ska bli för %(called)s?")),
        {
            CHILD: Wording(_("Hur vill du att det ska bli?"), _("Tänk på hemma, skolan och fritiden.")),
            PERSON: Wording(_("Hur vill du att det ska bli?")),
        },
    ),
    Question(
        "how_say",
        "C202",
        Wording(
            _("Hur vill du säga vad du tänker och känner på mötet?"),
            _("Till exempel själv eller med ett brev."),
        ),
        {
            CHILD: Wording(
                _("Hur vill du säga vad du tänker och känner?"),
                _("Du kan prata, rita, skriva ett brev eller låta någon annan säga det."),
            )
        },
    ),
    Question(
        "speaks_for",
        "C203",
        Wording(_("Om du inte kan eller vill vara med: vem ska tala för dig?")),
        {
            CHILD: Wording(
                _("Vem ska prata för dig om du inte är med?"),
                _("Du väljer själv om du vill vara med."),
            )
        },
    ),
)

BY_KEY = {question.key: question for question in QUESTIONS}
SPEAKS_FOR = "speaks_for"
# What is good to know for the one who chooses time and place.
ABOUT_THE_MEETING = ("how_meeting", "where", "how_long", "how_say", SPEAKS_FOR)


def questions_for(kind: PlaceKind) -> list[Question]:
    """In the order they are asked."""
    return [question for question in QUESTIONS if question.child_gets or kind != CHILD]
