"""The plan's words are only read when they say it plainly."""

from datetime import time

import pytest

from samsyn.process.everyday import rhythm


@pytest.mark.parametrize(
    ("how_often", "when", "times", "weeks", "days"),
    [
        ("En gång i veckan", "Torsdagar klockan 15", 1, 1, (3,)),
        ("2 gånger i månaden", "", 2, 4, ()),
        ("Två gånger i veckan", "", 2, 1, ()),
        ("Varannan vecka", "tisdagar", 1, 2, (1,)),
        ("Var tredje vecka", "", 1, 3, ()),
        ("Varje månad", "", 1, 4, ()),
        ("Varje dag", "Klockan 8.15", 7, 1, ()),
        ("Varje skoldag", "", 5, 1, ()),
        ("En helg i månaden", "", 1, 4, ()),
        ("", "Måndagar och onsdagar", 2, 1, (0, 2)),
    ],
)
def test_the_words_are_read(how_often, when, times, weeks, days):
    found = rhythm.read(how_often, when)
    assert (found.times, found.weeks, found.days) == (times, weeks, days)


@pytest.mark.parametrize("said", ["", "Två besök", "Vid behov", "När det går", "En gång i terminen"])
def test_nothing_is_guessed(said):
    assert rhythm.read(said) is None


def test_a_time_of_day_is_found():
    assert rhythm.read("En gång i veckan", "Torsdagar klockan 15.30").starts == time(15, 30)
    assert rhythm.read("En gång i veckan", "klockan 99").starts is None


def test_the_kind_of_help_is_read_from_its_stem():
    assert rhythm.kind_of("Samtal om sömn och oro") == "Sömn"
    assert rhythm.kind_of("Avlösare i hemmet") == "Avlastning"
    assert rhythm.kind_of("Hej") == ""
