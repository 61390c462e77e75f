"""What is unusual, as settings: none of it is law (interop P24, P20). Said in words on the guide's page."""

import json

from django.conf import settings


def limits() -> dict[str, int]:
    return dict(settings.SAMSYN_REVIEW)


def as_json(**other: int) -> str:
    """As the database's functions take them, with `other` values instead."""
    return json.dumps(limits() | other)
