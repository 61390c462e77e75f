"""`samsyn requirements`: every requirement, and the tests that proved it in the last full run."""

import argparse
import json
import re
from pathlib import Path

from samsyn.command.failure import Failure
from samsyn.command.place import CLONE

LIST = CLONE / "docs" / "requirements.md"
RESULTS = CLONE / ".samsyn" / "requirements.json"
LINE = re.compile(r"^\W*(C\d{3})\b[\s|*:.–-]*(.*?)[\s|]*$")

Results = dict[str, dict[str, object]]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    wanted = listed(LIST)
    results = read(RESULTS)
    if given.json:
        print(json.dumps(standing(wanted, results), ensure_ascii=False, indent=2))
        return 0
    for name, sentence in wanted.items():
        result = results.get(name, {})
        print(f"{name}  {'proved' if result.get('proved') else 'open  '}  {sentence}")
        for test in result.get("tests", []):
            print(f"        {test}")
    proved = sum(bool(result["proved"]) for result in standing(wanted, results).values())
    print(f"{proved} of {len(wanted)} proved in the last full run.")
    return 0


def listed(path: Path) -> dict[str, str]:
    """The ids in the order of the page, each with its line."""
    if not path.exists():
        raise Failure(f"{path} is missing.")
    found = (LINE.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {match[1]: match[2] for match in found if match}


def read(path: Path) -> Results:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def standing(wanted: dict[str, str], results: Results) -> Results:
    return {name: results.get(name, {"proved": False, "tests": []}) for name in wanted}


def write(path: Path, results: Results) -> None:
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(dict(sorted(results.items())), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
