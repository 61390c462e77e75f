"""A letter or picture as it is kept: JPEG, small enough for any telephone, nothing but its pixels."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from samsyn.kernel.picture import opened

MEDIA_TYPE = "image/jpeg"
BOX = (2400, 2400)  # pixels: a photographed page of A4 stays readable


@dataclass(frozen=True)
class Drawn:
    """`body`: the file; `width` and `height` in pixels."""

    body: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def redrawn(upload: BinaryIO) -> Drawn:
    """Raises `Refused` for what is larger than 10 MB or no picture."""
    picture = opened(upload)
    picture.thumbnail(BOX)
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return Drawn(written.getvalue(), *paper.size)
