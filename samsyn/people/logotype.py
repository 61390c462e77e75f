"""An organisation's mark: what was uploaded is drawn anew as a small PNG, and nothing else is kept."""

from __future__ import annotations

import io
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image

from samsyn.kernel.decision import Refused, refuse
from samsyn.kernel.picture import opened

LARGEST_PNG = 200 * 1024
BOXES = [(600, 240), (400, 160), (240, 96)]


def redrawn(upload: BinaryIO) -> bytes:
    """The picture as PNG, at most 600 × 240 pixels and 200 kB. Raises `Refused`."""
    picture = opened(upload)
    for box in BOXES:
        drawn = _png(picture, box)
        if len(drawn) <= LARGEST_PNG:
            return drawn
    raise Refused(refuse(_("Bilden går inte att göra liten nog. Välj en enklare bild.")))


def _png(picture: Image.Image, box: tuple[int, int]) -> bytes:
    smaller = picture.copy()
    smaller.thumbnail(box)
    bare = Image.new("RGBA", smaller.size)
    bare.paste(smaller)  # leaves behind everything but the pixels
    written = io.BytesIO()
    bare.save(written, "PNG", optimize=True)
    return written.getvalue()
