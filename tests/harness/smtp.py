"""A mail server on this machine, as a test wants it: takes, refuses, hangs, breaks off."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default


@dataclass
class Letter:
    sender: str
    to: str
    raw: bytes

    @property
    def parsed(self) -> EmailMessage | Message:
        return message_from_bytes(self.raw, policy=default)

    @property
    def body(self) -> str:
        return self.parsed.get_content()


@dataclass
class MailServer:
    """`answers`: address → what is said to it: `550`, `451`, `hang`, `break` (after the text), `552 data`."""

    port: int = 0
    letters: list[Letter] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Handler(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self) -> None:
        desk: MailServer = self.server.desk
        sender = to = ""
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, answer = line[:4].upper(), "250 ok"
            if verb == "MAIL":
                sender = line.partition("<")[2].partition(">")[0]
            elif verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                desk.asked.append(to)
                answer = self._answer(desk, to) or answer
            elif verb == "DATA":
                self._say("354 go on")
                letter = Letter(sender, to, self._text())
                wish = desk.answers.get(to, "")
                if wish == "break":
                    return None
                if wish.endswith("data"):
                    answer = wish
                else:
                    desk.letters.append(letter)
            elif verb == "QUIT":
                return self._say("221 bye")
            self._say(answer)
        return None

    def _answer(self, desk: MailServer, to: str) -> str:
        wish = desk.answers.get(to, "")
        if wish == "hang":
            desk.let_go.wait(30)
        return f"{wish} no" if wish.isdigit() else ""

    def _text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    desk: MailServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the test."""


@contextmanager
def mail_server() -> Iterator[MailServer]:
    desk = MailServer()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.desk = desk
        desk.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield desk
        finally:
            desk.let_go.set()
            server.shutdown()
            thread.join()
