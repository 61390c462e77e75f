"""`samsyn agreements`: what the local agreements, the policy rules and the law say, with dates."""

import argparse

from samsyn.command import place


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["load", "show"], help="load adds versions, it changes none")


def run(given: argparse.Namespace) -> int:
    with place.django("owner"):
        from samsyn.agreements import actions

        if given.what == "load":
            actions.load_all()
        else:
            print(actions.show())
    return 0
