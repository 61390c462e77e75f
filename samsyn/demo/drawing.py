"""A child's drawing, so that there is one to look at."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from samsyn.cases.models import ScopeKind
from samsyn.demo.cast import acting
from samsyn.demo.story import Story
from samsyn.process.files import actions


def hand_in_drawing(story: Story) -> None:
    """The one it is about shows everybody a house, a sun and a way to school."""
    with acting(story.content.subject) as by:
        case = story.case(by)
        whole = case.scope_of(ScopeKind.WHOLE)
        actions.attach(case=case, by=by, scope=whole, title="Min väg till skolan, teckning", upload=drawn())


def drawn() -> io.BytesIO:
    picture = Image.new("RGB", (600, 400), "#fdfaf2")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((470, 30, 560, 120), fill="#f2c230")
    pen.rectangle((60, 190, 200, 330), outline="#8a2f2f", width=8)
    pen.line((40, 195, 130, 100, 220, 195), fill="#8a2f2f", width=8, joint="curve")
    pen.line((130, 330, 200, 370, 330, 340, 430, 370, 560, 330), fill="#4a6b3a", width=12, joint="curve")
    pen.ellipse((300, 250, 330, 280), outline="#24466b", width=6)
    pen.line((315, 280, 315, 325), fill="#24466b", width=6)
    written = io.BytesIO()
    picture.save(written, "PNG")
    written.seek(0)
    return written
