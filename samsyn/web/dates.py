"""Dates and times in words, by Babel: Django's own month names are wrong in three of our languages."""

from datetime import date, datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.kernel.clock import local

# Our codes whose dates CLDR keeps under another name. Romani has none there: Swedish dates.
LOCALES = {"en": "en_GB", "fa-af": "fa_AF", "sv-simple": "sv"}


@cache
def locale_of(language: str) -> Locale:
    """CLDR's locale for one of our language codes."""
    try:
        return Locale.parse(LOCALES.get(language, language), sep="-" if language not in LOCALES else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("sv")


def _here() -> Locale:
    return locale_of((get_language() or "sv").lower())


def _day(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def datum(value: date | datetime) -> str:
    """torsdag 12 mars 2026"""
    return format_date(_day(value), "full", locale=_here())


def kortdatum(value: date | datetime) -> str:
    """12 mars 2026"""
    return format_date(_day(value), "long", locale=_here())


def veckodag(value: date | datetime) -> str:
    """torsdag"""
    return format_date(_day(value), "EEEE", locale=_here())


def dagmanad(value: date | datetime) -> str:
    """12 mars"""
    return format_date(_day(value), "d MMMM", locale=_here())


def kortdag(value: date | datetime) -> str:
    """tors 12"""
    return format_date(_day(value), "EEE d", locale=_here()).replace(".", "")


def klockslag(value: datetime) -> str:
    """13.00"""
    here = _here()
    return format_time(local(value).time(), "HH.mm" if here.language == "sv" else "short", locale=here)


def datumtid(value: datetime) -> str:
    """torsdag 12 mars 2026 klockan 13.00"""
    return _("%(day)s klockan %(time)s") % {"day": datum(value), "time": klockslag(value)}


def month_number(text: str) -> int | None:
    """3, 03, mars and mar are the same month."""
    if text.isdecimal():
        return int(text)
    names = _here().months["format"]
    found = [number for width in ("wide", "abbreviated") for number, name in names[width].items()
             if text and text == name.lower().rstrip(".")]  # fmt: skip
    return found[0] if found else None
