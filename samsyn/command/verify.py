"""`samsyn verify`: reads every chain again and names the first row that does not fit."""

import argparse
import json

from samsyn.command import place


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", nargs="?", metavar="CASE", help="a ref or a case number; without it, all")
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    with place.django("owner"):
        from samsyn.audit.verify import verify

        findings = verify(case=given.case)
    if given.json:
        print(json.dumps([vars(finding) for finding in findings], default=str, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(finding)
        print("Nothing is changed or missing." if not findings else f"Findings: {len(findings)}.")
    return 1 if findings else 0
