"""What looks like an address, and what does not."""

import pytest
from django.core.exceptions import ValidationError

from samsyn.web import addresses
from samsyn.web.forms import Line, Words


@pytest.mark.parametrize("text", ["Vi bor på Storgatan 5", "Ekvägen 12 B", "271 34 Ystad", "Norra torget 3"])
def test_looks_like_an_address(text: str) -> None:
    assert addresses.looks_like_address(text)


@pytest.mark.parametrize(
    "text", ["070-123 45 67", "Klockan 13 på torget", "En plan för 2026", "SIP-7K3M-9QXT", "Väg ihop allt"]
)
def test_does_not(text: str) -> None:
    assert not addresses.looks_like_address(text)


@pytest.mark.parametrize("field", [Words(), Line()])
def test_only_where_it_is_watched(field: Words | Line) -> None:
    assert field.clean("Storgatan 5") == "Storgatan 5"
    addresses.watch(True)
    try:
        with pytest.raises(ValidationError, match="ser ut som en adress"):
            field.clean("Storgatan 5")
    finally:
        addresses.watch(False)
