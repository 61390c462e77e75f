"""Folders that only the one who runs samsyn can enter."""

import os
import subprocess
from pathlib import Path

from samsyn.command import processes
from samsyn.command.failure import Failure


def make_private(folder: Path, entered_by_nobody: bool = False) -> None:
    """Refuses a folder somebody else made first, which matters for names others could guess."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    nobody = processes.gives_up_root()
    allowed = {os.geteuid(), processes.NOBODY} if nobody else {os.geteuid()}
    if folder.is_symlink() or folder.lstat().st_uid not in allowed:
        raise Failure(f"The folder {folder} belongs to somebody else; choose another with --data.")
    if nobody and not entered_by_nobody:
        os.chown(folder, processes.NOBODY, processes.NOBODY)
    folder.chmod(0o711 if nobody and entered_by_nobody else 0o700)


def hand_over_to_nobody(files: Path, programs: Path) -> None:
    """Only where root may not have a user namespace: PostgreSQL's files then belong to `nobody`."""
    if not processes.gives_up_root():
        return
    files.mkdir(mode=0o700, exist_ok=True)
    for path in (files, *files.rglob("*")):
        os.chown(path, processes.NOBODY, processes.NOBODY, follow_symlinks=False)
    reach = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$0/postgres" && cd "$1"', programs, files],
        check=False,
        preexec_fn=processes.become_nobody,
    )
    if reach.returncode != 0:
        raise Failure(
            f"As root, PostgreSQL must run as `nobody` here, who cannot reach {programs} and {files}: "
            "run samsyn as an ordinary user, or from a folder that others may enter."
        )
