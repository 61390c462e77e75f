"""A service that may be killed: its own PostgreSQL, which hurries no disk past, and its own web server."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import unquote_plus, urlencode

import psutil
import psycopg

from samsyn.command.cluster import SUPERUSER, Cluster
from samsyn.command.server import Server

FORM = "application/x-www-form-urlencoded"
CSRF = "k" * 32
PATIENCE = 180  # seconds, on a machine where everything else runs too
WORDS_OF_THE_CASE = ("Adam", "Maria Ek", "Sara Lind", "Milo")
Key = tuple[int, int, str]  # who, which case, which part


@dataclass
class Answer:
    """A page that was shown: the first line of it came."""

    begun: float
    shown: float


@dataclass
class Seen:
    """What those who used the service saw."""

    shown: dict[Key, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    written: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # case → texts, in order
    refusals: int = 0
    leaks: list[str] = field(default_factory=list)
    under_way: set[int] = field(default_factory=set)  # threads that wait for an answer


class Service:
    """PostgreSQL and granian, started, killed and started again."""

    def __init__(self, folder: Path, dump: Path, port: int) -> None:
        self.cluster, self.port = Cluster(folder / "data", fsync=True), port
        self.cluster.start()
        restore = [
            self.cluster.bin / "pg_restore",
            "--exit-on-error",
            "-d",
            self.cluster.url(SUPERUSER),
            dump,
        ]
        subprocess.run(restore, check=True)
        self.serve()

    def serve(self) -> None:
        """Ready when it has answered somebody who stands in the same queue as everybody else, and waits."""
        self.web = Server("127.0.0.1", self.port, {"DATABASE_URL": self.cluster.url("app")})
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            asked = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                asked.request("GET", "/halsa")
                asked.getresponse()
                return
            except (OSError, HTTPException):
                time.sleep(0.05)
            finally:
                asked.close()
        raise AssertionError("the web server did not come back")

    def ask(self, statement: str, *values: object) -> list[tuple]:
        with psycopg.connect(self.cluster.url(SUPERUSER)) as superuser:
            return superuser.execute(statement, values).fetchall()

    def kill_web(self) -> None:
        os.killpg(self.web.process.pid, signal.SIGKILL)
        self.web.process.wait()
        self.serve()

    def kill_postgres(self, what: str) -> None:
        """All of it, the first process alone, or one of those that answer."""
        first = psutil.Process(self.cluster.process.pid)
        children = first.children()
        if what == "backend":
            backends = [one for one in children if "samsyn_app" in " ".join(one.cmdline())]
            secrets.choice(backends or children).kill()  # PostgreSQL then ends all others, and mends itself
            time.sleep(0.2)
        else:
            for one in [first, *(children if what == "all" else [])]:
                one.kill()
            self.cluster.process.wait()
            self.cluster.stop()
            self.cluster.start()
        deadline = time.monotonic() + 60
        while not self.cluster.answers() and time.monotonic() < deadline:
            time.sleep(0.05)

    def stop(self) -> None:
        self.web.stop()
        self.cluster.stop()


class Visitor(threading.Thread):
    """Somebody who asks again and again until told to stop."""

    def __init__(self, service: Service, session: str, seen: Seen, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.seen, self.stopped = service.port, seen, stop
        self.cookies = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=10)

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                self.once()
            except (OSError, HTTPException):
                self.connection.close()
                time.sleep(0.02)

    def once(self) -> None:
        raise NotImplementedError

    def send(self, method: str, path: str, **form: str) -> tuple[int, float, float, str]:
        """Status, when it was asked, when the first line of the answer came, and the body."""
        body = (
            urlencode({"csrfmiddlewaretoken": CSRF, "once": secrets.token_hex(8), **form}) if form else None
        )
        headers = self.cookies | ({"Content-Type": FORM} if form else {})
        me = threading.get_ident()
        begun = time.time()
        self.seen.under_way.add(me)
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            shown = time.time()
            if answer.status == 200:
                self.noted(begun, shown)
            text = answer.read().decode()
        finally:
            self.seen.under_way.discard(me)
        if answer.status >= 500:
            self.seen.refusals += 1
            told = f"{path} {unquote_plus(body or '')}"  # the page gives back what was typed, and no more
            self.seen.leaks += [word for word in WORDS_OF_THE_CASE if word in text and word not in told]
            time.sleep(0.02)
        return answer.status, begun, shown, text

    def noted(self, begun: float, shown: float) -> None:
        """A page came."""


class Reader(Visitor):
    """One person, one page: her readings of that part never overlap, so each has its own row."""

    def __init__(self, *given: object, path: str, key: Key) -> None:
        super().__init__(*given)
        self.path, self.key = path, key

    def once(self) -> None:
        self.send("GET", self.path)

    def noted(self, begun: float, shown: float) -> None:
        self.seen.shown[self.key].append(Answer(begun, shown))


class Writer(Visitor):
    """The one who writes at the meeting: the same box, another text each time."""

    def __init__(self, *given: object, ref: str, case: int, stored: object) -> None:
        super().__init__(*given)
        self.ref, self.case, self.stored, self.number = ref, case, stored, 0
        self.base: str | None = None

    def once(self) -> None:
        if self.base is None:  # after a kill nobody knows what stands there, and asks
            self.base = self.stored(self.case)
        self.number += 1
        text, base, self.base = f"Vi börjar om {self.number} dagar.", self.base, None
        what = {"row": "summary", "field": "text", "base": base, "value": text}
        status, *_rest = self.send("POST", f"/sip/{self.ref}/mote/falt/", **what)
        if status < 400:
            self.seen.written[self.case].append(text)
            self.base = text


class Establisher(Visitor):
    """Presses the button once, and never knows whether it took."""

    def __init__(self, *given: object, ref: str) -> None:
        super().__init__(*given)
        self.ref = ref

    def run(self) -> None:
        try:
            self.send("POST", f"/sip/{self.ref}/mote/faststall/", go="1")
        except (OSError, HTTPException):
            self.connection.close()
