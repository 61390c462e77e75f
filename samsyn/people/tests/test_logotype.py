"""Whatever is uploaded, what is kept is a small PNG of ours."""

import io

import pytest
from PIL import Image, PngImagePlugin

from samsyn.kernel.decision import Refused
from samsyn.kernel.picture import LARGEST_FILE
from samsyn.people import logotype


def picture(kind: str, size: tuple[int, int] = (900, 300), **saved: object) -> io.BytesIO:
    written = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(written, kind, **saved)
    return io.BytesIO(written.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_becomes_a_small_png(kind: str) -> None:
    drawn = logotype.redrawn(picture(kind))
    assert len(drawn) <= logotype.LARGEST_PNG
    made = Image.open(io.BytesIO(drawn))
    assert made.format == "PNG"
    assert made.width <= 600 and made.height <= 240


def test_nothing_but_the_pixels_is_kept() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Sara Lind")
    exif = Image.Exif()
    exif[0x010E] = "Sara Lind"
    for upload in (picture("PNG", pnginfo=said), picture("JPEG", exif=exif)):
        assert b"Sara" in upload.getvalue()
        assert b"Sara" not in logotype.redrawn(upload)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        picture("PNG").getvalue()[:500],
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(raw: bytes) -> None:
    with pytest.raises(Refused, match="Välj en bild som slutar på"):
        logotype.redrawn(io.BytesIO(raw))


def test_a_picture_that_unpacks_without_end_is_refused() -> None:
    written = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(written, "PNG")
    with pytest.raises(Refused):
        logotype.redrawn(io.BytesIO(written.getvalue()))


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(Refused, match="10 MB"):
        logotype.redrawn(io.BytesIO(b"x" * (LARGEST_FILE + 1)))
