"""`samsyn generate`: synthetic cases, to measure with."""

import argparse
import sys
from pathlib import Path

from samsyn.command import place
from samsyn.command.failure import Failure


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the database")


def run(given: argparse.Namespace) -> int:
    if given.cases < 1:
        raise Failure("--cases must be at least 1.")
    with place.database("postgres", given.data) as address, place.django("owner", given.data):
        from samsyn.bench.figure import Unmeasured
        from samsyn.bench.synthetic.generate import generate

        try:
            seconds = generate(address, given.cases, lambda text: print(text, file=sys.stderr))
        except Unmeasured as why:
            raise Failure(str(why)) from None
    print(f"{given.cases} cases in {seconds:.1f} s.")
    return 0
