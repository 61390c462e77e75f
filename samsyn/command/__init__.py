"""The command line: `samsyn COMMAND`. One file a command; nothing here imports Django before it must."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from samsyn.command.failure import Failure

COMMANDS = {
    "demo": "start everything on this machine, with made-up people and cases",
    "serve": "start the web server, for real use",
    "worker": "do what is done again and again: seals, letters, reminders",
    "migrate": "bring the database to this version",
    "install": "make the first administrator in an empty database",
    "db": "open psql on the database, or print its address",
    "requirements": "list the requirements and the tests that prove them",
    "agreements": "load or show the local agreements, the policy rules and the law",
    "verify": "check that nothing in the log has been changed or removed",
    "generate": "write synthetic cases, to measure with",
    "bench": "measure, each figure beside what it is compared to",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 what was asked about does not hold, 2 wrong use."""
    given = parser(arguments or sys.argv[1:]).parse_args(arguments)
    try:
        return int(importlib.import_module(f"samsyn.command.{given.command}").run(given) or 0)
    except Failure as failure:
        print(f"samsyn: {failure}", file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not is_database_away(error):
            raise
        print(f"samsyn: The database does not answer: {str(error).splitlines()[0]}.", file=sys.stderr)
        return 1


def is_database_away(error: Exception) -> bool:
    """psycopg's error or Django's of the same name; asked without importing either."""
    return any(kind.__name__ == "OperationalError" for kind in type(error).__mro__)


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Only the command that is asked for is imported: a first start should not wait for the others."""
    whole = argparse.ArgumentParser(prog="samsyn", description=__doc__ and "Samordnad individuell plan.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, does in COMMANDS.items():
        one = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
        if name in arguments:
            importlib.import_module(f"samsyn.command.{name}").options(one)
    return whole
