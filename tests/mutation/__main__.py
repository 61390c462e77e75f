"""`make mutation`: each module's faults against its own fast tests; ends with those that nobody noticed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
CONSENT = ["samsyn/process/consent/tests", "samsyn/process/succession/tests"]
# Module → the tests that are about it, the quickest first.
MODULES: dict[str, list[str]] = {
    "samsyn.cases.ages": ["samsyn/process/succession/tests", "samsyn/cases/tests"],
    "samsyn.cases.access": ["tests/walls/test_matrix.py", "samsyn/cases/tests"],
    "samsyn.cases.stages": ["tests/walls/test_matrix.py"],
    "samsyn.process.consent.rules": CONSENT,
    "samsyn.process.consent.opening": CONSENT,
    "samsyn.process.consent.anew": CONSENT,
    "samsyn.process.consent.conditions": CONSENT,
    "samsyn.process.consent.asked": CONSENT,
}
MARKS = "not browser and not slow and not soak"


def run(module: str, tests: list[str]) -> dict:
    """One session; what it left behind."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        how = ["-q", "-s", "-p", "tests.mutation.plugin", "-m", MARKS]
        command = [sys.executable, "-m", "pytest", *how, *tests]
        told = os.environ | {"SAMSYN_MUTATION_MODULE": module, "SAMSYN_MUTATION_ANSWER": str(answer)}
        subprocess.run(command, env=told, check=False)
        return json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else {}


def explained() -> dict[str, dict[str, str]]:
    """Module → fault → why no test needs to notice it."""
    return yaml.safe_load((HERE / "survivors.yaml").read_text(encoding="utf-8")) or {}


def main(chosen: list[str]) -> int:
    reasons, left = explained(), 0
    for module in chosen or MODULES:
        found = run(module, MODULES[module])
        if not found:
            print(f"{module}: could not be run")
            left += 1
            continue
        new = [name for name in found["survivors"] if name not in reasons.get(module, {})]
        killed = found["made"] - len(found["survivors"])
        print(f"\n{module}: {found['made']} faults, {killed} noticed, {len(new)} survivors without a reason")
        print("\n".join(f"  {name}" for name in new))
        left += len(new)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
