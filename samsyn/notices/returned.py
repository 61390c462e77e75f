"""Mail that comes back hours later: read where the mail server lays it, so that somebody rings instead.

The mail server lays what is sent to `SAMSYN_MAIL_FROM` and to `name+…@` in a Maildir (`SAMSYN_RETURNED`).
Each letter is read once and taken away: nothing of what others' servers or people write is kept or logged.
"""

from __future__ import annotations

import logging
import mailbox
import re
from collections.abc import Iterator
from email.message import Message

from django.conf import settings
from django.db import connection

TOKEN = re.compile(r"[0-9a-z]{16}")
TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
MOST = 100  # in a round: other work gets its turn
log = logging.getLogger(__name__)


def read_returned() -> int:
    """How many notices came back. As the role `samsyn_jobs`; a letter goes when that is written down."""
    if not settings.SAMSYN_RETURNED:
        return 0
    try:
        box = mailbox.Maildir(settings.SAMSYN_RETURNED, create=False)
    except mailbox.NoSuchMailboxError:
        log.warning("SAMSYN_RETURNED is no Maildir: returned mail is not read")
        return 0
    back = 0
    for key in box.keys()[:MOST]:
        letter = box[key]
        if has_failed(letter):
            back += any(_came_back(token) for token in tokens(letter))
        box.remove(key)
    return back


def has_failed(letter: Message) -> bool:
    """A report that the address is not reached, for good (RFC 3464): no delay, and nobody's answer."""
    if letter.get_content_type() != "multipart/report":
        return False
    blocks = [part for part in letter.walk() if part.get("Action")]
    return any(part["Action"].strip().lower() == "failed" for part in blocks)


def tokens(letter: Message) -> list[str]:
    """Which of ours it may be: where it came back to, and the name of the mail that lies in it."""
    name, _at, domain = settings.SAMSYN_MAIL_FROM.lower().rpartition("@")
    back_to = re.compile(rf"{re.escape(name)}\+({TOKEN.pattern})@{re.escape(domain)}")
    named = re.compile(rf"<({TOKEN.pattern})@{re.escape(domain)}>")
    found = [hit for text in _said(letter, TO) for hit in back_to.findall(text)]
    found += [hit for text in _inside(letter) for hit in named.findall(text)]
    return list(dict.fromkeys(found))


def _said(letter: Message, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from (str(value).lower() for value in letter.get_all(name, []))


def _inside(letter: Message) -> Iterator[str]:
    """The head of what was sent, whole or as text."""
    for part in letter.walk():
        if part.get_content_type() == "text/rfc822-headers":
            yield str(part.get_payload()).lower()
        elif part is not letter:
            yield from _said(part, ("Message-ID",))


def _came_back(token: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select bounce_notice(%s)", [token])
        return cursor.fetchone()[0]
