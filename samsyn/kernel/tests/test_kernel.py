"""The small things that everything else leans on."""

from datetime import UTC, date

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from samsyn.kernel import crypto
from samsyn.kernel.clock import midnight
from samsyn.kernel.decision import ALLOWED, Refused, bar, refuse, require
from samsyn.kernel.ref import ALPHABET, is_case_number, new_ref
from samsyn.kernel.text import one_form


def new_case_number():
    """Any seven characters have exactly one that checks them."""
    body = "SIP-" + new_ref()[:7].upper()
    (number,) = [body + char.upper() for char in ALPHABET if is_case_number(body + char)]
    return number


def test_a_ref_is_sixteen_characters_without_a_meaning():
    refs = {new_ref() for _ in range(200)}
    assert len(refs) == 200 and all(len(ref) == 16 and set(ref) <= set(ALPHABET) for ref in refs)


@given(st.integers(0, 6), st.sampled_from(ALPHABET.upper()))
def test_one_wrong_character_in_a_case_number_is_noticed(place, other):
    number = new_case_number()
    body = list(number.removeprefix("SIP-").replace("-", ""))
    assert is_case_number(number) and is_case_number(number.lower().replace("-", " "))
    if body[place] != other:
        body[place] = other
        assert not is_case_number("SIP-" + "".join(body))


def test_two_swapped_neighbours_are_noticed():
    for _ in range(50):
        body = list(new_case_number().removeprefix("SIP-").replace("-", ""))
        for place in range(6):
            swapped = [*body]
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            # Sixteen apart in the alphabet weigh the same: the one slip that cannot be told.
            apart = abs(ALPHABET.index(body[place].lower()) - ALPHABET.index(body[place + 1].lower()))
            if apart not in (0, 16):
                assert not is_case_number("SIP-" + "".join(swapped))


@given(st.text(max_size=200))
def test_a_text_has_one_form(text):
    once = one_form(text)
    assert one_form(once) == once and "\r" not in once
    assert one_form(once.replace("\n", "\r\n")) == one_form(once.replace("\n", "\r")) == once


def test_what_is_sealed_for_one_row_cannot_be_opened_in_another():
    sealed = crypto.seal("20120312-2385", "table.column:one")
    assert crypto.unseal(sealed, "table.column:one") == "20120312-2385"
    assert "2012" not in sealed and sealed != crypto.seal("20120312-2385", "table.column:one")
    with pytest.raises(InvalidTag):
        crypto.unseal(sealed, "table.column:two")


def test_a_blind_index_finds_without_telling():
    assert crypto.blind_index("a") == crypto.blind_index("a") != crypto.blind_index("b")


def test_the_first_no_is_the_one_that_is_told():
    require(ALLOWED, ALLOWED)
    with pytest.raises(Refused) as told:
        require(ALLOWED, refuse("first"), bar("second"))
    assert told.value.decision.reason == "first" and not told.value.decision.barred


def test_midnight_is_stockholms():

    assert midnight(date(2026, 7, 1)).astimezone(UTC).hour == 22
    assert midnight(date(2026, 1, 1)).astimezone(UTC).hour == 23
