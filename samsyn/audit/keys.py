"""The keys of the seals: `SAMSYN_SEAL_KEY` signs, known to the worker alone; `SAMSYN_SEAL_PUBLIC` checks.

Both are `id:base64`. Of the public ones there may be several, separated by commas: old seals keep their key.
"""

import base64
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


class NoKey(Exception):
    """There is nothing to sign with."""


@dataclass(frozen=True)
class Key:
    """What signs, and the name under which it is found again."""

    name: str
    private: Ed25519PrivateKey

    def sign(self, text: str) -> str:
        return base64.b64encode(self.private.sign(text.encode())).decode()

    def public(self) -> str:
        """As it stands in `SAMSYN_SEAL_PUBLIC`."""
        return f"{self.name}:{base64.b64encode(self.private.public_key().public_bytes_raw()).decode()}"


def new_key(name: str) -> tuple[str, Key]:
    """A key, and the text for `SAMSYN_SEAL_KEY`."""
    private = Ed25519PrivateKey.generate()
    return f"{name}:{base64.b64encode(private.private_bytes_raw()).decode()}", Key(name, private)


def signing_key() -> Key:
    """Raises `NoKey`."""
    name, _, text = settings.SAMSYN_SEAL_KEY.partition(":")
    if not text:
        raise NoKey("SAMSYN_SEAL_KEY is not set.")
    return Key(name, Ed25519PrivateKey.from_private_bytes(base64.b64decode(text)))


def is_signed(name: str, text: str, signature: str) -> bool | None:
    """None when there is no key of that name to ask."""
    public = _public_keys().get(name)
    if public is None:
        return None
    try:
        public.verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _public_keys() -> dict[str, Ed25519PublicKey]:
    found = {}
    for pair in filter(None, settings.SAMSYN_SEAL_PUBLIC.split(",")):
        name, _, text = pair.partition(":")
        found[name] = Ed25519PublicKey.from_public_bytes(base64.b64decode(text))
    if settings.SAMSYN_SEAL_KEY:
        mine = signing_key()
        found.setdefault(mine.name, mine.private.public_key())
    return found
