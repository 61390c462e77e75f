"""The demo's own secrets: made once, kept beside its database, readable by nobody else."""

import base64
import json
import os
import secrets
from pathlib import Path

FILE = "secrets.json"
ANCHORS = "anchors.txt"  # beside the database, not in it; for real use on another machine


def read(data: Path) -> dict[str, str]:
    """The secrets as environment variables; empty when the demo never ran here."""
    path = data / FILE
    if not path.exists():
        return {}
    return json.loads(path.read_text()) | {"SAMSYN_ANCHORS": str(data / ANCHORS)}


def read_or_make(data: Path) -> dict[str, str]:
    """An older folder lacks what came later: only that is made."""
    found = read(data)
    made = {
        "SAMSYN_ANCHORS": str(data / ANCHORS),
        "SAMSYN_SECRET": secrets.token_urlsafe(50),
        "SAMSYN_KEYS": f"demo:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "SAMSYN_SEAL_KEY": f"demo:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    } | found
    if made == found:
        return found
    half = data / f"{FILE}.new"
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w") as file:
        json.dump(made, file)
    half.rename(data / FILE)
    return made
