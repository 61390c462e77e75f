"""Starting PostgreSQL so that it accepts to run, also as root, and does not outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
NOBODY = 65534
LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def enter_user_namespace() -> None:
    """PostgreSQL refuses uid 0; in a namespace of its own the same user is called 65534."""
    if LIBC is None or LIBC.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


@cache
def namespaces_work() -> bool:
    """Tried in a child; some containers forbid it."""
    child = os.fork()
    if child == 0:
        try:
            enter_user_namespace()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def gives_up_root() -> bool:
    """True where root must become another user, because it cannot have a namespace."""
    return is_root() and not namespaces_work()


def become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def die_with_parent() -> None:
    """If we are killed without a chance to clean up, the child is asked to stop."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def database_child() -> Callable[[], None]:
    """What a PostgreSQL process does between fork and exec. Last the signal: a new user clears it."""
    leave_root = [] if not is_root() else [become_nobody if gives_up_root() else enter_user_namespace]

    def prepare() -> None:
        for step in (*leave_root, die_with_parent):
            step()

    return prepare


def short_lived_child() -> Callable[[], None] | None:
    """The same for initdb and pg_ctl."""
    if not is_root():
        return None
    return become_nobody if gives_up_root() else enter_user_namespace


def command_of(pid: int) -> str:
    """The command line of a process; empty when there is none or it cannot be read."""
    if LINUX:
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    asked = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()
