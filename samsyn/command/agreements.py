"""`samsyn agreements`: what the local agreements, the policy rules and the law say, with dates."""

import argparse

from samsyn.command import place
from samsyn.command.failure import Failure


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["load", "show"], help="load adds versions, it changes none")


def run(given: argparse.Namespace) -> int:
    with place.django("owner"):
        from samsyn.agreements import actions, reading

        if given.what == "show":
            print(actions.show())
            return 0
        try:
            for one in actions.load_all():
                print(f"{one.code}: version {one.number}{' is new' if one.added else ''}")
        except reading.LoadError as error:
            raise Failure(str(error)) from None
    return 0
