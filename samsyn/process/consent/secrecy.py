"""Which secrecy holds with each kind of party, as far as it is known: `secrecy.yaml`, row by row."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from samsyn.people.models import OrganisationKind, Unit

FILE = Path(__file__).with_name("secrecy.yaml")
UNKNOWN, SOURCE_LANGUAGE = "unknown", "sv"


@cache
def rows() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def of_unit(unit: Unit) -> dict[str, Any]:
    """By the kind of unit, else by its sector; for a private body its own row, else nothing is known."""
    body = "private" if unit.organisation.kind == OrganisationKind.PRIVATE else "public"
    found = (rows().get(name, {}).get(body) for name in (unit.kind, unit.sector))
    return next(filter(None, found), rows()[UNKNOWN][body])


def told(unit: Unit) -> dict[str, str]:
    """To the one who is asked: the sentence and the paragraph, or that one has to ask."""
    row = of_unit(unit)
    text = row["text"]
    said = text.get(get_language() or SOURCE_LANGUAGE, text[SOURCE_LANGUAGE])
    return {"text": said, "source": row["paragraph"]}
