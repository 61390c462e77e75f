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
CASES, CONSENT = "samsyn/cases/tests", "samsyn/process/consent/tests"
# Module → the tests that are about it. What decides is asked without a database, so that each takes no time.
MODULES: dict[str, list[str]] = {
    "samsyn.cases.access": [f"{CASES}/test_tables.py"],
    "samsyn.cases.stages": [f"{CASES}/test_tables.py"],
    "samsyn.cases.wall": [f"{CASES}/test_request.py"],
    "samsyn.cases.ages": [f"{CASES}/test_ages.py"],
    "samsyn.agreements.rules": ["samsyn/agreements/tests/test_ages.py"],
    "samsyn.cases.guarding": [f"{CASES}/test_guarded.py"],
    "samsyn.process.consent.rules": [f"{CONSENT}/test_standing.py"],
    "samsyn.process.consent.agreeing": [f"{CONSENT}/test_deciders.py"],
    "samsyn.process.consent.deciders": [f"{CONSENT}/test_deciders.py"],
    "samsyn.process.consent.anew": [f"{CONSENT}/test_anew.py"],
    "samsyn.process.consent.conditions": [f"{CONSENT}/test_conditions.py"],
    "samsyn.process.consent.models": [f"{CONSENT}/test_answers.py"],
    "samsyn.process.consent.opening": [f"{CONSENT}/test_opening.py"],
    "samsyn.process.consent.asked": [f"{CONSENT}/test_opening.py"],
    "samsyn.process.consent.custody": [f"{CONSENT}/test_proof.py"],
    "samsyn.process.consent.changing": [f"{CONSENT}/test_changing_minds.py"],
    "samsyn.process.consent.wishes.rules": [f"{CONSENT}/test_changing_minds.py"],
    "samsyn.process.consent.terms": [f"{CONSENT}/test_opening.py"],
    "samsyn.process.consent.whose.rules": [f"{CONSENT}/test_whose_rules.py"],
    "samsyn.process.consent.talks.rules": [f"{CONSENT}/test_whose_rules.py"],
    "samsyn.process.seeing.rules": ["samsyn/process/seeing/tests/test_rules.py"],
    "samsyn.process.seeing.step": ["samsyn/process/seeing/tests/test_rules.py"],
    "samsyn.process.safety.rules": ["samsyn/process/safety/tests/test_rules.py"],
    "samsyn.process.succession.growing": ["samsyn/process/succession/tests/test_rules.py"],
    "samsyn.process.succession.rules": ["samsyn/process/succession/tests/test_rules.py"],
}
# Of a module that says other things too: what is about consent and age.
ABOUT = {
    "samsyn.agreements.rules": [
        "whose_yes",
        "age_when_unknown",
        "who_sees",
        "needs_child_approval",
        "covers",
    ],
}
MARKS = "not browser and not slow and not soak"


def run(module: str, tests: list[str]) -> dict:
    """One session; what it left behind."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        how = ["-qq", "-s", "-p", "tests.mutation.plugin", "-m", MARKS]
        command = [sys.executable, "-m", "pytest", *how, *tests]
        about = " ".join(ABOUT.get(module, []))
        told = (
            os.environ
            | {"SAMSYN_MUTATION_ABOUT": about}
            | {"SAMSYN_MUTATION_MODULE": module, "SAMSYN_MUTATION_ANSWER": str(answer)}
        )
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
