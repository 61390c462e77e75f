"""`samsyn demo` as a stranger meets it: a program that is started, visited and stopped."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from samsyn.audit import anchors
from samsyn.command import checks, secret
from samsyn.command.cluster import Cluster

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def environment() -> dict[str, str]:
    """Without what a test run itself has set."""
    ours = ("DATABASE_", "SAMSYN_", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


class Demo:
    """A running `samsyn demo`."""

    def __init__(self, data: Path, port: int) -> None:
        command = [sys.executable, "-m", "samsyn", "demo", "--data", str(data), "--port", str(port)]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
            start_new_session=True,
        )
        self.said = ""

    def wait_until_greeted(self) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if found := re.search(r"samsyn: (http://\S+)", line):
                return found[1]
        raise AssertionError(f"the demo ended without an address:\n{self.said}")

    def family(self) -> list[psutil.Process]:
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


Start = Callable[[Path, int], Demo]


def visit(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def refusal(start: Start, data: Path, port: int) -> tuple[int, str]:
    second = start(data, port)
    said, _nothing = second.process.communicate(timeout=60)
    return second.process.returncode, said


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a demo; also one whose test failed is stopped."""
    started: list[Demo] = []

    def begin(data: Path, port: int) -> Demo:
        started.append(Demo(data, port))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.stop(signal.SIGTERM)


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="sip-"))
    yield folder / "demo"
    shutil.rmtree(folder)


def test_the_first_start_ends_with_a_page_and_ctrl_c_with_nothing(start: Start, data: Path) -> None:
    demo = start(data, port := free_port())
    address = demo.wait_until_greeted()
    assert address == f"http://127.0.0.1:{port}"
    assert visit(address + "/") == 200
    with psycopg.connect(Cluster(data).url("app")) as connection:
        assert [*checks.of_role(connection), *checks.of_tables(connection)] == []
    family = demo.family()
    assert len(family) > 3  # samsyn, the web server and its workers, PostgreSQL and its helpers
    assert demo.stop(signal.SIGINT) == 0
    assert psutil.wait_procs(family, timeout=15)[1] == []


def test_a_second_start_repeats_nothing_and_refuses_a_third(start: Start, data: Path) -> None:
    demo = start(data, port := free_port())
    address = demo.wait_until_greeted()
    assert "…" not in demo.said  # no step was needed
    assert visit(address + "/") == 200
    code, said = refusal(start, data, free_port())
    assert code == 1 and "already runs" in said and said.count("\n") == 1
    code, said = refusal(start, data.parent / "other", port)
    assert code == 1 and f"Port {port} is taken" in said and said.count("\n") == 1
    assert visit(address + "/") == 200
    assert demo.stop(signal.SIGTERM) == 0


def test_verify_passes_until_a_word_is_changed(data: Path) -> None:
    with Cluster(data) as cluster:
        addresses = {"DATABASE_URL": cluster.url("app"), "DATABASE_OWNER_URL": cluster.url("owner")}
        addresses |= secret.read(data)

        def verify() -> tuple[int, str]:
            command = [sys.executable, "-m", "samsyn", "verify"]
            done = subprocess.run(
                command, env={**environment(), **addresses}, capture_output=True, text=True, check=False
            )
            return done.returncode, done.stdout + done.stderr

        assert verify() == (0, "Allt stämmer.\n")
        assert anchors.read(data / secret.ANCHORS)  # the demo seals too
        with psycopg.connect(cluster.url("postgres")) as connection:
            connection.execute("set session_replication_role = replica")  # past the triggers, as an intruder
            name, number = connection.execute(
                "update audit_event set verb = verb || 'x' where id = (select max(id) from audit_event)"
                " returning chain, seq"
            ).fetchone()
        code, said = verify()
        assert code == 1 and f"{name}, nummer {number}: " in said
        with psycopg.connect(cluster.url("postgres")) as connection:
            connection.execute("set session_replication_role = replica")
            connection.execute(
                "update audit_event set verb = left(verb, -1) where (chain, seq) = (%s, %s)", [name, number]
            )
        assert verify()[0] == 0


def test_a_killed_demo_starts_again_and_leaves_no_process(start: Start, data: Path) -> None:
    demo = start(data, free_port())
    demo.wait_until_greeted()
    family = demo.family()
    demo.process.kill()
    demo.process.communicate(timeout=60)
    assert psutil.wait_procs(family, timeout=30)[1] == []
    again = start(data, free_port())
    assert visit(again.wait_until_greeted() + "/") == 200
    assert "…" not in again.said
    assert again.stop(signal.SIGHUP) == 0
