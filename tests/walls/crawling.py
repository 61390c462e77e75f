"""All that one person can fetch from the start page on, but for what differs between any two answers."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from statistics import median

from django.http import HttpResponse

from tests.harness.client import StrictClient

MOST = 500  # pages; more than anybody in these tests has: one who has more fails
# What is new in every answer: tokens of forms, and the key of the session's own request.
CHANGING = re.compile(
    rb'name="(?:once|csrfmiddlewaretoken)"[^>]*?value="[^"]*"|value="[^"]*"[^>]*?name="(?:once|csrfmiddlewaretoken)"'
)
ELSEWHERE = ("/static/", "/logga-ut/", "/byt/", "/lamna")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src", "data-hx-get"):
            address = (given.get(name) or "").split("#")[0]
            if address.startswith("/") and not address.startswith(("//", *ELSEWHERE)):
                self.found.append(address)


Answer = tuple[int, bytes, tuple]
# Drawn anew for each row that is made: what two cases made in two worlds never have in common.
DRAWN = re.compile(r"\b[0-9a-hjkmnp-tv-z]{16}\b|\bSIP-\w{4}-\w{4}\b")


def answer_of(client: StrictClient, address: str) -> Answer:
    """Status, body, and headers with the names of the cookies; the size counts the tokens too."""
    return _seen(client.get(address))


def _seen(response: HttpResponse) -> Answer:
    kept = [(k, v) for k, v in response.headers.items() if k not in {"Set-Cookie", "ETag", "Content-Length"}]
    size = len(response.content)
    named = [*kept, ("cookies", ",".join(sorted(response.cookies))), ("size", str(size))]
    return response.status_code, CHANGING.sub(b"", response.content), tuple(sorted(named))


def as_any(response: HttpResponse) -> Answer:
    """An answer about a case made in this world only, without what was drawn for it."""
    status, body, headers = _seen(response)
    told = tuple((name, DRAWN.sub("…", value)) for name, value in headers)
    return status, DRAWN.sub("…", body.decode()).encode(), told


def crawl(client: StrictClient, *starts: str) -> dict[str, Answer]:
    """Address → status, body and headers."""
    seen: dict[str, Answer] = {}
    waiting = list(starts)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen[address] = answer_of(client, address)
        if seen[address][0] == 200:
            links = Links()
            links.feed(seen[address][1].decode("utf-8", "replace"))
            waiting += links.found
        elif 300 <= seen[address][0] < 400:
            waiting += [v for k, v in seen[address][2] if k == "Location" and v.startswith("/")]
    assert len(seen) < MOST
    return seen


def differences(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    """Where the two worlds are not the same, in a line each."""
    found = [f"{address} is in one world only" for address in sorted(before.keys() ^ after.keys())]
    for address in sorted(before.keys() & after.keys()):
        one, other = before[address], after[address]
        if one != other:
            said = _first(one[1], other[1])
            found.append(f"{address}: {one[0]} and {other[0]}; {said} {_of_headers(one, other)}")
    return found


def _of_headers(one: Answer, other: Answer) -> str:
    return str(sorted(set(one[2]) ^ set(other[2]))) if one[2] != other[2] else ""


def _first(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    around = slice(max(0, place - 80), place + 80)
    return f"…{one[around].decode('utf-8', 'replace')}… and …{other[around].decode('utf-8', 'replace')}…"


TIMES = 30


def pace(get: Callable[[str], object], address: str) -> float:
    """The median of so many answers, in seconds."""
    taken = []
    for _each in range(TIMES):
        started = time.perf_counter()
        get(address)
        taken.append(time.perf_counter() - started)
    return median(taken)
