"""Letting a mail out: plain text over SMTP, and what is known afterwards of whether it left."""

from __future__ import annotations

import re
import smtplib
import ssl
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from enum import Enum
from urllib.parse import unquote, urlsplit

from django.conf import settings

from samsyn.kernel import clock
from samsyn.notices.wording import Message

WAIT = 20  # seconds for each answer of the mail server
LINE_DOT = re.compile(rb"(?m)^\.")


class Outcome(Enum):
    SENT = "sent"
    LATER = "later"  # the server does not take it now; nothing has left
    AWAY = "away"  # no server answers; nothing has left, and nothing else will either
    REFUSED = "refused"  # the address takes no mail
    UNSURE = "unsure"  # the text was handed over and nothing was said: it is not sent again


def works() -> bool:
    """Does this installation send mail at all?"""
    return bool(settings.SAMSYN_SMTP)


def letter(message: Message, to: str, token: str) -> EmailMessage:
    """Nothing in its head says which case, or what it is about beside the subject. Its name is the token."""
    made = EmailMessage(policy=policy.SMTP)
    sender = settings.SAMSYN_MAIL_FROM
    made["From"], made["To"], made["Subject"] = sender, to, message.subject
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{token}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made["Content-Language"] = "sv"
    made.set_content(message.body, charset="utf-8", cte="quoted-printable")
    return made


def bounce_address(token: str) -> str:
    """Where a mail that does not arrive comes back to: the notice's own token, which says nothing else."""
    name, _at, domain = settings.SAMSYN_MAIL_FROM.rpartition("@")
    return f"{name}+{token}@{domain}"


def deliver(message: Message, to: str, token: str) -> Outcome:
    """Hand one mail over. Never raises for what the other side does."""
    try:
        server = _connected()
    except (OSError, smtplib.SMTPException):
        return Outcome.AWAY
    try:
        return _handed_over(server, letter(message, to, token), to, token)
    finally:
        server.close()


def _connected() -> smtplib.SMTP:
    where = urlsplit(settings.SAMSYN_SMTP)
    if where.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            where.hostname, where.port or 465, timeout=WAIT, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(where.hostname, where.port or 25, timeout=WAIT)
    try:
        server.ehlo()
        if where.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def _handed_over(server: smtplib.SMTP, made: EmailMessage, to: str, token: str) -> Outcome:
    """Until the text is handed over nothing has left; after that only the server's yes or no is sure."""
    try:
        steps = [
            lambda: server.mail(bounce_address(token)),
            lambda: server.rcpt(to),
            lambda: server.docmd("data"),
        ]
        for step in steps:
            code = step()[0]
            if code >= 400:
                return _no(code)
    except (OSError, smtplib.SMTPException):
        return Outcome.AWAY
    try:
        server.send(LINE_DOT.sub(b"..", made.as_bytes()) + b".\r\n")
        code = server.getreply()[0]
    except (OSError, smtplib.SMTPException):
        return Outcome.UNSURE
    if code < 400:
        return Outcome.SENT
    return _no(code)


def _no(code: int) -> Outcome:
    return Outcome.REFUSED if code >= 500 else Outcome.LATER
