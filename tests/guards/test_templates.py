"""Templates: every text translated, nothing inline, nothing unescaped, dates through our filters."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.guards.source import ROOT, templates
from tests.harness.page import Reader as PageReader

TRANSLATED = re.compile(r"{%\s*blocktrans(late)?\b.*?{%\s*endblocktrans(late)?\s*%}", re.S)
REMARK = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", re.S)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
# The same in every language; and the sizes of the design system.
NAMES = {"samsyn", "SIP", "kl", "lg", "md"}
FORBIDDEN = {
    r"\|\s*safe\b": "|safe",
    r"{%\s*autoescape off": "autoescape off",
    r"\|\s*(date|time|timesince)\b": "Django's date filters",
    r"{%\s*csrf_token": "csrf_token alone ({% tokens %} holds once too)",
    r"\bhx-(?<!data-hx-)": "hx- without data-",
    r"javascript:": "javascript:",
}


class Texts(HTMLParser):
    """What a reader would read or hear, once the template's own tags are gone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        for name, value in attrs:
            if name in SPOKEN and value:
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent and set(LETTERS.findall(data)) - NAMES:
            self.found.append(" ".join(data.split()))


def bare(path: Path) -> str:
    text = REMARK.sub("", path.read_text(encoding="utf-8"))
    return TAG.sub(" ", TRANSLATED.sub(" ", text))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", templates(), ids=named)
def test_every_text_is_translated(path: Path) -> None:
    texts = Texts()
    texts.feed(bare(path))
    assert not texts.found, texts.found


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_is_inline(path: Path) -> None:
    reader = PageReader()
    reader.feed(bare(path))
    # Forms get their tokens when rendered; the test client asks for them then.
    found = [fault for fault in reader.faults if "POST form" not in fault and "twice" not in fault]
    assert not found, found


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_walks_past_escaping_or_our_filters(path: Path) -> None:
    text = REMARK.sub("", path.read_text(encoding="utf-8"))
    assert not [what for pattern, what in FORBIDDEN.items() if re.search(pattern, text)]
