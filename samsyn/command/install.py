"""`samsyn install`: the first one who can enter others; everything after that is done on pages."""

import argparse

from samsyn.command import place
from samsyn.command.failure import Failure


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="the person who enters the other organisations")
    parser.add_argument("--organisation", required=True, help="the organisation that runs samsyn")
    parser.add_argument("--telephone", default="")


def run(given: argparse.Namespace) -> int:
    with place.django("owner"):
        from samsyn.people.install import first_administrator

        made = first_administrator(given.name, given.organisation, given.telephone)
    if made is None:
        raise Failure("Somebody already has that duty here; ask them to enter you under /admin-lokal/.")
    print(f"{given.name} can now enter organisations, units and staff under /admin-lokal/.")
    return 0
