"""A layer knows those below it, never those above; the order stands in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.guards.source import ROOT


def test_no_layer_knows_one_above() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
