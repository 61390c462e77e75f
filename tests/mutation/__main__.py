"""`make mutation`: each module's faults against its own fast tests; ends with those that nobody noticed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

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
    "samsyn.process.consent.opening": [f"{CONSENT}/test_opening.py", f"{CONSENT}/test_written_ahead.py"],
    "samsyn.process.consent.asked": [f"{CONSENT}/test_opening.py", f"{CONSENT}/test_written_ahead.py"],
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
# A test that fails is all one wants to know: why it did takes ten times as long to tell.
BRIEFLY = ["-qq", "-s", "--tb=native", "--assert=plain", "-p", "no:cacheprovider"]


def run(module: str, tests: list[str]) -> dict[str, Any]:
    """One session; what it left behind."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        how = [*BRIEFLY, "-p", "tests.mutation.plugin", "-m", MARKS]
        told = {"MODULE": module, "ANSWER": str(answer), "ABOUT": " ".join(ABOUT.get(module, []))}
        named = {f"SAMSYN_MUTATION_{name}": value for name, value in told.items()}
        subprocess.run([sys.executable, "-m", "pytest", *how, *tests], env=os.environ | named, check=False)
        return json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else {}


def explained() -> dict[str, dict[str, str]]:
    """Module → fault → why no test needs to notice it."""
    return yaml.safe_load((HERE / "survivors.yaml").read_text(encoding="utf-8")) or {}


def chosen(names: list[str]) -> list[str]:
    """By the whole name or its end: `consent.rules`."""
    return [one for one in MODULES if not names or any(f".{one}".endswith(f".{name}") for name in names)]


def report(module: str, found: dict[str, Any], reasons: dict[str, str]) -> int:
    """What is left to mend: survivors without a reason, and reasons for what a test notices after all."""
    left = found["survivors"]
    new = [f"no reason: {name}" for name in left if name not in reasons]
    stale = [f"not needed: {name}" for name in reasons if name not in left]
    kept = [f"{name}: {why}" for name, why in reasons.items() if name in left]
    noticed = found["made"] - len(left)
    print(f"\n{module}: {found['made']} faults, {noticed} noticed ({found['ended']} of them by not running),")
    print(f"  {len(kept)} survive with a reason, {len(new)} without")
    print("".join(f"  {line}\n" for line in [*kept, *new, *stale]), end="", flush=True)
    return len(new) + len(stale)


def main(names: list[str]) -> int:
    reasons, left = explained(), 0
    for module in chosen(names):
        found = run(module, MODULES[module])
        if found:
            left += report(module, found, reasons.get(module, {}))
        else:
            print(f"{module}: could not be run", flush=True)
            left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
