"""`samsyn db`: psql as one of the roles, or the address to give to another program."""

import argparse
import subprocess

from samsyn.command import place, postgres


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=sorted(place.URL_OF), default="app")
    parser.add_argument("--url", action="store_true", help="print the address and stop")


def run(given: argparse.Namespace) -> int:
    with place.database(given.role) as address:
        if given.url:
            print(address)
            return 0
        return subprocess.run([postgres.bin_folder() / "psql", address], check=False).returncode
