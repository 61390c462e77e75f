"""Words of people, dates in words, tokens, telephone numbers."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation

from samsyn.web import dates

DAY = date(2026, 3, 12)
# 23.30 UTC is already the next day in Stockholm.
LATE = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)


def shown(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load web %}" + source).render(context)


def test_dates_are_written_out_on_stockholms_clock() -> None:
    assert shown("{{ day|datum }}", day=DAY) == "torsdag 12 mars 2026"
    assert shown("{{ day|kortdatum }}", day=DAY) == "12 mars 2026"
    assert shown("{{ late|datum }}", late=LATE) == "fredag 13 mars 2026"
    assert shown("{{ late|klockslag }}", late=LATE) == "00.30"
    assert shown("{{ late|datumtid }}", late=LATE) == "fredag 13 mars 2026 klockan 00.30"
    summer = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
    assert shown("{{ moment|klockslag }}", moment=summer) == "13.00"


def test_no_date_is_no_text() -> None:
    assert shown("{{ day|datum }}{{ day|kortdatum }}{{ day|datumtid }}{{ day|klockslag }}", day=None) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "torsdag 12 mars 2026"),
        ("sv-simple", "torsdag 12 mars 2026"),
        ("rmn", "torsdag 12 mars 2026"),
        ("en", "Thursday, 12 March 2026"),
        ("fa-af", "پنجشنبه 12 مارچ 2026"),
        ("nonsense", "torsdag 12 mars 2026"),
    ],
)
def test_every_language_gets_its_own_months(language: str, words: str) -> None:
    with translation.override(language):
        assert re.sub(r",? ", " ", dates.datum(DAY)) == re.sub(r",? ", " ", words)


def test_words_are_shown_and_never_run() -> None:
    html = shown("{% words text 'ar' %}", text="<script>alert(1)</script>")
    assert html == '<bdi class="words" dir="auto" lang="ar">&lt;script&gt;alert(1)&lt;/script&gt;</bdi>'


def test_words_keep_their_lines_and_their_language() -> None:
    assert shown("{% words text %}", text="a\nb") == (
        '<bdi class="words words-block" dir="auto" lang="sv">a\nb</bdi>'
    )
    assert shown("{% words text %}", text="") == shown("{% words text %}", text=None) == ""


def test_a_number_can_be_pressed() -> None:
    assert shown("{% phone number %}", number="+46 70-123 45 67") == (
        '<a class="ds-link tel" href="tel:+46701234567"><bdi dir="ltr">+46 70-123 45 67</bdi></a>'
    )
    assert shown("{% phone number %}", number="") == ""


def test_each_form_has_its_own_once() -> None:
    html = shown("{% tokens %}{% tokens %}", csrf_token="t")
    first, second = re.findall(r'name="once" value="([0-9a-z]{16})"', html)
    assert first != second
    assert html.count('name="csrfmiddlewaretoken" value="t"') == 2
