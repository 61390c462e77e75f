"""Names that may leave the database: random refs in addresses, and case numbers that can be read aloud."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to mistake


def new_ref() -> str:
    """16 random base32 characters (80 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


class RefField(models.CharField):
    """A row's name in addresses, form values and HTML ids; keys stay inside."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs |= {"max_length": 16, "unique": True, "default": new_ref, "editable": False}
        super().__init__(*args, **kwargs)


def is_case_number(text: str) -> bool:
    """Is this a case number without a slip of the tongue?"""
    return case_number(text) is not None


def case_number(text: str) -> str | None:
    """The one form, `SIP-7K3M-9QXT`, of a number as people write or say it; None when it is not one."""
    bare = text.strip().upper().removeprefix("SIP").replace("-", "").replace(" ", "")
    if len(bare) != 8 or any(c.lower() not in ALPHABET for c in bare) or _check(bare[:7]) != bare[7]:
        return None
    return f"SIP-{bare[:4]}-{bare[4:]}"


def numbered(number: int) -> str:
    """`7K3M-9QXT`: what counts as `number`, modulo 32 to the seventh, as a case number says it."""
    body = "".join(ALPHABET[number >> 5 * place & 31] for place in range(7)).upper()
    return f"{body[:4]}-{body[4:]}{_check(body)}"


def _check(body: str) -> str:
    # The weights differ (odd, so none is lost modulo 32): one wrong or two swapped neighbours are noticed.
    total = sum((2 * place + 1) * ALPHABET.index(char.lower()) for place, char in enumerate(body))
    return ALPHABET[total % len(ALPHABET)].upper()
