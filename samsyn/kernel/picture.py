"""A picture that is sent in is drawn anew: only its pixels are kept, least of all where it was taken."""

from __future__ import annotations

import io
import warnings
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from samsyn.kernel.decision import Refused, refuse

READ = ("PNG", "JPEG", "GIF", "WEBP")
LARGEST_FILE = 10 * 1024 * 1024  # bytes


def opened(upload: BinaryIO) -> Image.Image:
    """The picture, the right way up, in RGBA. Raises `Refused` for what is too large or no picture."""
    raw = upload.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise Refused(refuse(_("Bilden är större än 10 MB. Välj en mindre bild.")))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=READ)
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        sentence = _(
            "Filen går inte att läsa som bild. Välj en bild som slutar på .png, .jpg, .gif eller .webp."
        )
        raise Refused(refuse(sentence)) from None
