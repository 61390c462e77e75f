"""What comes back hours after it was sent: found by its own name, and somebody rings."""

from __future__ import annotations

import mailbox
from collections.abc import Mapping
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from samsyn.notices import actions, returned, sending
from samsyn.notices.kinds import Detail, OutletName, Reason, State
from samsyn.notices.models import way_of
from samsyn.notices.tests.conftest import Desk
from tests.harness.smtp import Letter, MailServer

HOME = "maria@hemma.example"


@pytest.fixture
def box(tmp_path: Path, settings: object) -> mailbox.Maildir:
    settings.SAMSYN_RETURNED = str(tmp_path / "returned")
    return mailbox.Maildir(settings.SAMSYN_RETURNED)


def report(letter: Letter, *, to: str | None = None, action: str = "failed", headers: bool = False) -> bytes:
    """What a mail server answers (RFC 3464): in words, for machines, and what was sent."""
    sent = letter.raw.partition(b"\r\n\r\n")[0].decode() if headers else letter.raw.decode()
    kind = "text/rfc822-headers" if headers else "message/rfc822"
    return f"""Return-Path: <>
To: {to or letter.sender}
From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Hej.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {letter.to}
Action: {action}
Status: {"5.1.1" if action == "failed" else "4.4.1"}

--x
Content-Type: {kind}

{sent}
--x--
""".encode()


def told_and_sent(desk: Desk, post: MailServer, cast: Mapping) -> Letter:
    desk.mail_to("guardian", HOME, Detail.NEUTRAL)
    desk.tell("guardian", cast)
    assert desk.send() == 1
    return post.letters[-1]


def read(desk: Desk) -> int:
    with desk.as_worker():
        return returned.read_returned()


@pytest.mark.parametrize("headers", [False, True])
@pytest.mark.parametrize("to", [None, "sip@exempel.se"])
def test_what_comes_back_is_rung_about(
    to: str | None, headers: bool, desk: Desk, post: MailServer, cast: Mapping, box: mailbox.Maildir
) -> None:
    """By where it came back to; or by its name, where the mail server knows no `+`."""
    box.add(report(told_and_sent(desk, post, cast), to=to, headers=headers))
    assert desk.newest().state == State.SENT
    assert read(desk) == 1 and not list(box.keys())
    notice = desk.newest()
    assert (notice.state, notice.reason, notice.done_at) == (State.BOUNCED, Reason.ADDRESS, None)
    with desk.acting("guardian") as by:
        assert way_of(by).failed_at is not None
    desk.tell("guardian", cast)  # the next one is not mailed to that address
    assert desk.send() == 0 and desk.newest().reason == Reason.NO_ADDRESS


def test_the_telephone_list_shows_it(
    desk: Desk, post: MailServer, cast: Mapping, box: mailbox.Maildir, client_as: object
) -> None:
    here = f"/sip/{desk.ref}/skicka/"
    letter = told_and_sent(desk, post, cast)
    leader = client_as("coordinator")
    assert "Adressen tog inte emot mejlet." not in leader.get(here).content.decode()
    box.add(report(letter))
    read(desk)
    page = leader.get(here).content.decode()
    assert "Ring dem" in page and "Adressen tog inte emot mejlet." in page and HOME not in page


def test_a_delay_an_answer_and_a_strangers_letter_change_nothing(
    desk: Desk, post: MailServer, cast: Mapping, box: mailbox.Maildir
) -> None:
    letter = told_and_sent(desk, post, cast)
    box.add(report(letter, action="delayed"))
    box.add(f"To: {letter.sender}\nSubject: Frånvaro\n\nJag är ledig.".encode())
    box.add(
        report(letter, to="sip+aaaaaaaaaaaaaaaa@exempel.se").replace(letter.sender[4:20].encode(), b"a" * 16)
    )
    box.add(b"\x00\xff not a letter")
    assert read(desk) == 0 and not list(box.keys())
    assert desk.newest().state == State.SENT


def test_a_trial_that_comes_back_is_seen_by_whoever_tried(
    desk: Desk, post: MailServer, cast: Mapping, box: mailbox.Maildir
) -> None:
    desk.mail_to("guardian", HOME)
    with desk.acting("guardian") as by:
        actions.ask_for_test(by=by)
    with desk.as_worker():
        assert sending.send_tests() == 1
    box.add(report(post.letters[-1]))
    assert read(desk) == 1
    with desk.acting("guardian") as by:
        way = way_of(by)
        assert way.test_result == "refused" and way.failed_at and way.outlet == OutletName.MAIL


def test_without_a_box_nothing_is_read(desk: Desk, settings: object, tmp_path: Path) -> None:
    settings.SAMSYN_RETURNED = ""
    assert read(desk) == 0
    settings.SAMSYN_RETURNED = str(tmp_path / "none")
    assert read(desk) == 0


def test_a_report_is_told_from_other_mail() -> None:
    plain: Message = message_from_bytes(b"Subject: x\nAction: failed\n\nfailed")
    assert not returned.has_failed(plain)
