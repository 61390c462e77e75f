"""`samsyn verify`: reads every chain and seal again and names the first row that does not fit.

What it finds is told in Swedish, like all that is said about cases.
"""

import argparse
import json
from pathlib import Path

from samsyn.command import place
from samsyn.command.failure import Failure


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", nargs="?", metavar="CASE", help="a ref or a case number; without it, all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--anchors", type=Path, help="a copy of the anchors that somebody kept, to hold against"
    )


def run(given: argparse.Namespace) -> int:
    with place.django("owner"):
        from samsyn.audit.verify import verify
        from samsyn.quality.logreview.verifying import faults_of_decisions

        findings = verify(case_id(given.case) if given.case else None, given.anchors)
        findings += [] if given.case else faults_of_decisions()
    if given.json:
        print(json.dumps([one.as_dict() for one in findings], ensure_ascii=False, indent=2))
    else:
        for one in findings:
            print(f"{one.chain}, nummer {one.seq}: {one.what}")
        print(f"Fel: {len(findings)}." if findings else "Allt stämmer.")
    return 1 if findings else 0


def case_id(name: str) -> int:
    """The key of the case with this ref or this number to read aloud."""
    from django.db.models import Q

    from samsyn.cases.models import Case

    found = Case.objects.filter(Q(ref=name.lower()) | Q(number=name.upper())).values_list("pk", flat=True)
    if not found:
        raise Failure(f"There is no case {name}.")
    return found[0]
