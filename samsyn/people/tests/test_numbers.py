"""Numbers as people write them; the `personnummer` package is the oracle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personnummer import personnummer as oracle

from samsyn.kernel import clock
from samsyn.people.models import NumberKind
from samsyn.people.numbers import NumberError, luhn, parse

DAYS = st.dates(date(1890, 1, 1), date(2026, 11, 1))


def written(born: date, serial: int, *, added: int = 0) -> str:
    digits = f"{born.year:04}{born.month:02}{born.day + added:02}{serial:03}"
    return f"{digits}{luhn(digits[2:])}"


@given(DAYS, st.integers(1, 999), st.sampled_from([0, 60]))
def test_every_right_number_is_read_as_the_oracle_reads_it(born: date, serial: int, added: int) -> None:
    text = written(born, serial, added=added)
    number, theirs = parse(text), oracle.parse(text)
    assert number.born == born == theirs.get_date()
    assert (number.kind == NumberKind.SAMORDNINGSNUMMER) == theirs.is_coordination_number()
    assert number.text == f"{text[:8]}-{text[8:]}"


@given(DAYS, st.integers(1, 999))
def test_the_short_form_means_the_same(born: date, serial: int) -> None:
    text = written(born, serial)
    older = clock.today().year - born.year >= 100
    if clock.today().year - born.year <= 199:
        assert parse(f"{text[2:8]}{'+' if older else '-'}{text[8:]}") == parse(text)


@given(st.text("0123456789+- ", max_size=14))
def test_what_we_accept_the_oracle_accepts(text: str) -> None:
    try:
        number = parse(text)
    except NumberError:
        return
    assert oracle.valid(text.replace(" ", "")), number


@given(DAYS, st.integers(1, 999), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(born: date, serial: int, place: int, more: int) -> None:
    text = written(born, serial)
    if place < 2:  # the century is not covered by the check digit
        return
    wrong = f"{text[:place]}{(int(text[place]) + more) % 10}{text[place + 1 :]}"
    with pytest.raises(NumberError):
        parse(wrong)


@pytest.mark.parametrize(
    "text", ["20120312-2385", "201203122385", "120312-2385", " 2012 03 12 – 2385 ", "1203122385"]
)
def test_skatteverkets_test_numbers_in_every_way_of_writing(text: str) -> None:
    assert parse(text).text == "20120312-2385"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "tio eller tolv siffror"),
        ("Adam", "tio eller tolv siffror"),
        ("20120312-000", "tio eller tolv siffror"),
        ("20120312-2386", "någon siffra är fel"),
        ("20121341-2385", "någon siffra är fel"),
        (written(date(2012, 2, 1), 238, added=29), "datum som inte finns"),
        ("20120312–23850", "tio eller tolv siffror"),
        ("２０１２０３１２２３８５", "tio eller tolv siffror"),
        ("x" * 20_000, "tio eller tolv siffror"),
    ],
)
def test_a_refusal_says_what_to_do(text: str, says: str) -> None:
    with pytest.raises(NumberError, match=says):
        parse(text)


def test_nobody_is_born_tomorrow() -> None:
    with pytest.raises(NumberError, match="inte har varit än"):
        parse(written(clock.today() + timedelta(days=1), 238))


def test_twenty_ninth_of_february_only_in_leap_years() -> None:
    assert parse(written(date(2012, 2, 29), 238)).born == date(2012, 2, 29)
    digits = "20130229238"
    with pytest.raises(NumberError, match="datum som inte finns"):
        parse(f"{digits}{luhn(digits[2:])}")
