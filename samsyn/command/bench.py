"""`samsyn bench`: figures, each beside what it is compared to in the same run."""

import argparse
import importlib.util
import os

from samsyn.command import place
from samsyn.command.failure import Failure


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="which figures; without it, all")
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    if importlib.util.find_spec("samsyn.bench") is None:
        raise Failure("This version has no measurements.")
    with (
        place.database("owner") as owner,
        place.database("postgres") as superuser,
        place.django("app"),
    ):
        from samsyn import bench

        if superuser != owner:
            os.environ.setdefault("SAMSYN_SUPERUSER_URL", superuser)
        os.environ["SAMSYN_DEMO"] = "1"  # made-up families, made-up register of custody
        os.environ["DATABASE_OWNER_URL"] = owner  # for what is measured without walls
        return bench.run(given.names, given.json) or 0
