"""The agreement's values in plain Swedish, for pages and for the command line."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.agreements.agreement import Agreement, Row
from samsyn.agreements.keys import KEYS

CHOICES: dict[str, dict[str, Any]] = {
    "who_decides_participants": {
        "guardian": gettext_lazy("Vårdnadshavaren bestämmer själv."),
        "family": gettext_lazy("Barnet och vårdnadshavaren bestämmer tillsammans."),
        "together": gettext_lazy("Barnet, vårdnadshavaren och personalen bestämmer tillsammans."),
    },
    "child_may_ask": {
        "own": gettext_lazy("Ja. Barnet kan be om en SIP på egen hand."),
        "with_approval": gettext_lazy("Ja, om vårdnadshavaren godkänner det. Barnet får alltid ett svar."),
    },
    "refusal": {"exceptional": gettext_lazy("Bara i undantagsfall.")},
    "lead_principal": {
        "coordinators": gettext_lazy("Den huvudman som samordnaren arbetar hos: kommunen eller regionen."),
        "chosen": gettext_lazy("Kommunen eller regionen. Mötet bestämmer vem, och det står i planen."),
    },
}

SECTORS = {
    "health": gettext_lazy("hälso- och sjukvården"),
    "social": gettext_lazy("socialtjänsten"),
    "school": gettext_lazy("skolan"),
    "other": gettext_lazy("andra verksamheter"),
}

STARTING = {
    "duty": gettext_lazy("ska ta initiativ när det behövs"),
    "may": gettext_lazy("får be om en SIP"),
    "with_approval": gettext_lazy("får be om en SIP om familjen godkänner det"),
    "signal": gettext_lazy("kan säga till socialtjänsten eller vården, som startar"),
}

TAKING_PART = {
    "always": gettext_lazy("är alltid med"),
    "may": gettext_lazy("får vara med"),
    "wished": gettext_lazy("får vara med om familjen vill det"),
}

# These numbers say when something is done about a silence, not by when somebody must have acted.
AFTERWARDS = (
    "leader_inactive_days",
    "measure_reminder_days",
    "consent_silence_days",
    "custody_proof_days",
)
BEFOREHAND = ("consent_reminder_days",)


def plain(agreement: Agreement, key: str) -> str:
    """One value as a short sentence or word; empty for a table, whose rows speak for themselves."""
    return WORDS[KEYS[key].form](agreement, key)


def a_number(agreement: Agreement, key: str) -> str:
    n = agreement.number(key)
    if n is None:
        return agreement.text(key)
    if key in BEFOREHAND:
        return beforehand(n)
    return afterwards(n) if key in AFTERWARDS else UNITS[agreement.unit(key)](n)


def afterwards(n: int) -> str:
    return ngettext("Efter %(n)d dag", "Efter %(n)d dagar", n) % {"n": n}


def beforehand(n: int) -> str:
    return ngettext("%(n)d dag före", "%(n)d dagar före", n) % {"n": n}


def calendar_days(n: int) -> str:
    return ngettext("Inom %(n)d dag", "Inom %(n)d dagar", n) % {"n": n}


def working_days(n: int) -> str:
    return ngettext("Inom %(n)d arbetsdag", "Inom %(n)d arbetsdagar", n) % {"n": n}


def years(n: int) -> str:
    return _("Från %(n)d år") % {"n": n}


def questions(n: int) -> str:
    return ngettext("Högst %(n)d fråga", "Högst %(n)d frågor", n) % {"n": n}


UNITS = {"calendar": calendar_days, "working": working_days, "years": years, "questions": questions}


def a_choice(agreement: Agreement, key: str) -> str:
    return str(CHOICES[key][agreement.value(key)])


def sectors(agreement: Agreement, key: str) -> str:
    return listed([str(SECTORS[code]) for code in agreement.value(key)])


def listed(words: list[str]) -> str:
    """a, b och c"""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def yes_or_no(agreement: Agreement, key: str) -> str:
    return _("Ja") if agreement.value(key) else _("Nej")


def a_span(agreement: Agreement, key: str) -> str:
    found = agreement.value(key)
    return ages(found["from_age"], found["to_age"])


def nothing(agreement: Agreement, key: str) -> str:
    return ""


WORDS = {
    "number": a_number,
    "choice": a_choice,
    "choices": sectors,
    "flag": yes_or_no,
    "title": Agreement.title,
    "span": a_span,
    "rows": nothing,
}


def row_text(key: str, row: Row) -> str:
    """A row as one line: whose age, or what that party may do, before its own words."""
    if KEYS[key].ages:
        return f"{ages(row['from_age'], row['to_age'])}: {row.label}"
    if key == "who_may_start":
        return f"{row.label} {STARTING[row['how']]}."
    if key == "who_may_take_part":
        return f"{row.label} {TAKING_PART[row['how']]}."
    letter = row.get("letter")
    return f"{letter}) {row.label}" if letter else row.label


def ages(first: int, last: int | None) -> str:
    if last is None:
        return _("Från %(n)d år") % {"n": first} if first else _("Alla åldrar")
    return _("%(first)d–%(last)d år") % {"first": first, "last": last}
