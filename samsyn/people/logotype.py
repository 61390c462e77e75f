"""An organisation's mark: what was uploaded is drawn anew as a small PNG, and nothing else is kept."""

from __future__ import annotations

import io
import warnings
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image

from samsyn.kernel.decision import Refused, refuse

READ = ("PNG", "JPEG", "GIF", "WEBP")
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PNG = 200 * 1024
BOXES = [(600, 240), (400, 160), (240, 96)]


def redrawn(upload: BinaryIO) -> bytes:
    """The picture as PNG, at most 600 × 240 pixels and 200 kB. Raises `Refused`."""
    raw = upload.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise Refused(refuse(_("Bilden är större än 10 MB. Välj en mindre bild.")))
    for box in BOXES:
        drawn = _png(_picture(raw), box)
        if len(drawn) <= LARGEST_PNG:
            return drawn
    raise Refused(refuse(_("Bilden går inte att göra liten nog. Välj en enklare bild.")))


def _picture(raw: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=READ)
            return picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        sentence = _(
            "Filen går inte att läsa som bild. Välj en bild som slutar på .png, .jpg, .gif eller .webp."
        )
        raise Refused(refuse(sentence)) from None


def _png(picture: Image.Image, box: tuple[int, int]) -> bytes:
    picture.thumbnail(box)
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)  # leaves behind everything but the pixels
    written = io.BytesIO()
    bare.save(written, "PNG", optimize=True)
    return written.getvalue()
