"""The embedded PostgreSQL: a private server in one folder, reachable through a socket alone."""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, urlencode

import psycopg

from samsyn.command import folders, postgres, processes, roles, silence
from samsyn.command.failure import Failure

SUPERUSER = "postgres"
LONGEST_SOCKET = 100  # sun_path holds 107 bytes on Linux and 103 on macOS
START_SECONDS = 15
PATIENCE = 0.1
UNSAFE_BUT_FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class Cluster:
    """Starts, finds again and stops the server whose files are in `data`."""

    def __init__(self, data: Path, fsync: bool = True) -> None:
        self.data = data.resolve()
        self.files = self.data / "postgres"
        self.log = self.data / "postgres.log"
        self.fsync = fsync
        self.process: subprocess.Popen[bytes] | None = None
        self.lock: int | None = None

    def __enter__(self) -> "Cluster":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # -- addresses

    @property
    def socket_folder(self) -> Path:
        inside = self.data / "socket"
        if len(bytes(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return inside
        mark = hashlib.sha256(bytes(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"samsyn-{os.geteuid()}-{mark}"

    def url(self, role: str = "app", database: str = roles.DATABASE) -> str:
        """The address for a role: owner, app, poll, jobs, or the bootstrap role `postgres`."""
        user = roles.SHORT.get(role, role)
        # PostgreSQL reads a plus as a plus, so a space must not become one.
        where = urlencode({"host": str(self.socket_folder), "user": user}, quote_via=quote)
        return f"postgresql:///{database}?{where}"

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    # -- start

    def start(self) -> None:
        """Ends with a server that answers, with its roles and its database; or with a Failure."""
        self.bin = postgres.bin_folder()
        folders.make_private(self.data, entered_by_nobody=True)
        self._take_lock()
        try:
            self._check_version()
            folders.hand_over_to_nobody(self.files, self.bin)
            self._make_files()
            self._stop_orphan()
            folders.make_private(self.socket_folder)
            self._run()
            self.ensure_roles()
            self.create_database(roles.DATABASE)
        except BaseException:
            self.stop()
            raise

    def _take_lock(self) -> None:
        """Held as long as this process lives, however it ends: a file alone would survive a kill."""
        self.lock = os.open(self.data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self.lock)
            self.lock = None
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            raise Failure(f"samsyn already runs on {self.data}: stop it first, or use --data.") from None

    def _check_version(self) -> None:
        marker = self.files / "PG_VERSION"
        if not marker.exists():
            return
        theirs, ours = marker.read_text().strip(), postgres.major_version(self.bin)
        if theirs != str(ours):
            raise Failure(
                f"{self.files} was written by PostgreSQL {theirs} and this is PostgreSQL {ours}: nothing was "
                f"changed; set SAMSYN_PG_BIN to version {theirs}, or start on another folder with --data."
            )

    def _make_files(self) -> None:
        """Made beside and moved in place: an interrupted first start leaves nothing half made."""
        if (self.files / "PG_VERSION").exists():
            return
        half = self.files / "new" if processes.gives_up_root() else self.data / "postgres.new"
        shutil.rmtree(half, ignore_errors=True)
        # C.UTF-8 knows å, ä and ö everywhere; the provider inside PostgreSQL exists from 17.
        builtin = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        locale = builtin if postgres.major_version(self.bin) >= 17 else ["--locale=C.UTF-8"]
        # `trust` lets in whoever reaches the socket, and only this user can enter its 0700 folder.
        options = ["--auth=trust", "--encoding=UTF8", "--data-checksums", *locale]
        self._call("initdb", "-D", half, "-U", SUPERUSER, *options, *([] if self.fsync else ["--no-sync"]))
        (half / "pg_hba.conf").write_text("local all all trust\n")
        if processes.gives_up_root():
            for path in half.iterdir():
                path.rename(self.files / path.name)
            half.rmdir()
        else:
            half.rename(self.files)

    def _pid_in_file(self) -> int | None:
        try:
            return int((self.files / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _stop_orphan(self) -> None:
        """A server whose samsyn was killed still runs, or is on its way down by itself: see it end."""
        pid = self._pid_in_file()
        if not pid or not self._is_ours(pid):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + 60
        while self._is_ours(pid):
            if time.monotonic() > deadline:
                raise Failure(
                    f"PostgreSQL {pid} on {self.data} does not stop; its own words are in {self.log}."
                )
            time.sleep(PATIENCE)

    def _is_ours(self, pid: int) -> bool:
        command = processes.command_of(pid)
        return "postgres" in command and str(self.files) in command

    def _run(self) -> None:
        """Tries again for a while: after a kill -9 the old children still hold the shared memory."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            self.process = self._launch()
            while self.process.poll() is None:
                if self.answers():
                    return
                if time.monotonic() > deadline + 45:
                    raise Failure(f"PostgreSQL does not answer; its own words are in {self.log}.")
                time.sleep(0.02)
            if time.monotonic() > deadline:
                raise Failure(f"PostgreSQL does not start: {self._last_words()} (see {self.log}).")
            time.sleep(PATIENCE)

    def _launch(self) -> subprocess.Popen[bytes]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **silence.SILENT,
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [
            self.bin / "postgres",
            "-D",
            self.files,
            *settings,
            *([] if self.fsync else UNSAFE_BUT_FAST),
        ]
        # A stale postmaster.pid whose number now belongs to something else would stop PostgreSQL for ever.
        # It forgives the number of its own grandparent, and still checks the shared memory itself.
        env = {**os.environ, "LC_ALL": "C", "PG_GRANDPARENT_PID": str(self._pid_in_file() or 0)}
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=env,
                start_new_session=True,  # Ctrl-C in the terminal is for us; we stop the server last
                preexec_fn=processes.database_child(),
            )

    def _last_words(self) -> str:
        fatal = re.findall(r"(?:FATAL|PANIC): +(.*)", self.log.read_text(errors="replace"))
        return fatal[-1] if fatal else "it said nothing"

    def _call(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self.bin / program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
            preexec_fn=processes.short_lived_child(),
        )
        if done.returncode != 0:
            words = (done.stderr.strip() or done.stdout.strip()).splitlines() or ["no reason given"]
            raise Failure(f"{program} failed in {self.data}: {words[-1]}")

    # -- what a running server holds

    def ensure_roles(self) -> None:
        roles.make_roles(self.url(SUPERUSER, "postgres"))

    def create_database(self, name: str) -> None:
        """Safe to repeat: a first start may have been interrupted between the two."""
        roles.make_database(self.url(SUPERUSER, "postgres"), name)
        roles.close_schema(self.url(SUPERUSER, name))

    # -- stop

    def stop(self) -> None:
        """Lets nobody new in, ends the connections, writes everything down, leaves no process."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # what `pg_ctl stop -m fast` sends
            self.process.wait(60)
        self.process = None
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None
