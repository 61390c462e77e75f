"""The web server: granian, WSGI, as its own group of processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from samsyn.command import processes
from samsyn.command.failure import Failure, WrongUse

WORKERS, THREADS = 2, 4
# Beyond `backpressure` requests a worker lets new ones hang without a word. A large meeting is a
# thousand screens that ask once a second.
BACKLOG, BACKPRESSURE = 4096, 2048
READY_SECONDS, STOP_SECONDS = 60, 10
HIGHEST_PORT = 65535


def command(host: str, port: int) -> list[str]:
    flags = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": WORKERS,
        "blocking-threads": THREADS,
        "backlog": BACKLOG,
        "backpressure": BACKPRESSURE,
        "log-level": "warning",
        "workers-kill-timeout": "5s",
    }
    given = [part for name, value in flags.items() for part in (f"--{name}", str(value))]
    return [sys.executable, "-m", "granian", *given, "--respawn-failed-workers", "samsyn.wsgi:application"]


def require_free(host: str, port: int) -> None:
    """Asked beforehand: the server's own complaint is a traceback in each worker."""
    if not 0 < port <= HIGHEST_PORT:
        raise WrongUse(f"{port} is no port: choose one from 1 to {HIGHEST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = "is not allowed for you" if isinstance(error, PermissionError) else "is taken"
            raise Failure(f"Port {port} {reason}: choose another with --port, or PORT=… make demo.") from None


class Server:
    """The server as a child of this process."""

    def __init__(self, host: str, port: int, env: dict[str, str]) -> None:
        self.host, self.port = host, port
        self.address = f"http://{host}:{port}"
        self.process = subprocess.Popen(
            command(host, port),
            stdin=subprocess.DEVNULL,
            env={**os.environ, **env},
            start_new_session=True,  # Ctrl-C is for us alone; we stop the server before the database
            preexec_fn=processes.die_with_parent,
        )

    def wait_until_ready(self) -> None:
        """Any answer will do: a worker that can say 404 is up."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Failure("The web server stopped while starting; its reason stands above.")
            try:
                connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
                connection.request("GET", "/halsa")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.05)
        raise Failure(f"The web server did not answer within {READY_SECONDS} seconds.")

    def wait(self) -> None:
        code = self.process.wait()
        raise Failure(f"The web server stopped by itself (code {code}); its reason stands above.")

    def stop(self) -> None:
        """First politely; then the whole group, so that no worker is left behind."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
