"""Columns that only the web process can read: AES-256-GCM, bound to the row they stand in."""

import base64
import hashlib
import hmac
import os
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models


@cache
def _keys() -> dict[str, bytes]:
    """`SAMSYN_KEYS` is `id:base64,id:base64`; the first one writes, all of them read."""
    pairs = (pair.split(":", 1) for pair in settings.SAMSYN_KEYS.split(","))
    return {name: base64.b64decode(key) for name, key in pairs}


def seal(text: str, place: str) -> str:
    """Encrypt for one place (`table.column:ref`): moved to another row it cannot be opened."""
    name, key = next(iter(_keys().items()))
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, place: str) -> str:
    """Raises `InvalidTag` when the value was written for another place."""
    name, body = sealed.split(":", 1)
    raw = base64.b64decode(body)
    return AESGCM(_keys()[name]).decrypt(raw[:12], raw[12:], place.encode()).decode()


def blind_index(text: str) -> str:
    """A keyed fingerprint to look up by; its key is derived apart from the encrypting one."""
    first = next(iter(_keys().values()))
    key = hmac.new(first, b"blind index", hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class SealedField(models.TextField):
    """Holds what `seal()` made; the model's property opens it, since only it knows the row's ref."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
