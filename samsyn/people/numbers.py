"""Personnummer and samordningsnummer, as people write them. A value, never a key: many children have none.

Skatteverket's test numbers have true dates and check digits, and are read like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samsyn.kernel import clock
from samsyn.people.models import NumberKind

WRITTEN = re.compile(r"(\d\d)?(\d\d)(\d\d)(\d\d)([-+]?)(?!000)(\d{3})(\d)", re.ASCII)
UNIFORM = str.maketrans("–—−", "---", " \u00a0")


class NumberError(ValueError):
    """Not a number that exists. The text says what to do, in the reader's language."""


@dataclass(frozen=True)
class Number:
    """`text` is the one form: `20120312-2385`."""

    text: str
    kind: NumberKind
    born: date

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Number:
    """Ten or twelve digits; `+` from the year one turns a hundred. Raises `NumberError`."""
    written = WRITTEN.fullmatch(text.translate(UNIFORM))
    if written is None:
        raise NumberError(_("Skriv numret med tio eller tolv siffror, till exempel 20120312-2385."))
    century, year, month, day, sign, serial, check = written.groups()
    if luhn(year + month + day + serial) != int(check):
        raise NumberError(_("Numret stämmer inte: någon siffra är fel. Jämför med numret du skriver av."))
    whole = int(century + year) if century else _year(int(year), older=sign == "+")
    added = 60 if int(day) > 60 else 0
    kind = NumberKind.SAMORDNINGSNUMMER if added else NumberKind.PERSONNUMMER
    born = _birthday(whole, int(month), int(day) - added)
    return Number(f"{whole:04}{month}{day}-{serial}{check}", kind, born)


def luhn(digits: str) -> int:
    """The check digit of a row of digits."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def _year(year: int, *, older: bool) -> int:
    now = clock.today().year
    return now - (now - year) % 100 - 100 * older


def _birthday(year: int, month: int, day: int) -> date:
    try:
        born = date(year, month, day)
    except ValueError:
        raise NumberError(
            _("Numret börjar med ett datum som inte finns. Jämför med numret du skriver av.")
        ) from None
    if born > clock.today():
        raise NumberError(
            _("Numret börjar med ett datum som inte har varit än. Skriv året med fyra siffror.")
        )
    return born
