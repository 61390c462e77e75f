"""`samsyn serve`: the web server for real use. It would rather not start than start unsafe."""

import argparse
import os
import sys

import psycopg

from samsyn.command import checks, server


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))


def run(given: argparse.Namespace) -> int:
    found = list(complaints())
    for sentence in found:
        print(f"samsyn: {sentence}", file=sys.stderr)
    if found:
        return 1
    server.require_free(given.host, given.port)
    web = server.Server(given.host, given.port, {})
    try:
        web.wait()
    finally:
        web.stop()
    return 0


def complaints() -> list[str]:
    found = list(checks.of_settings(os.environ))
    if address := os.environ.get("DATABASE_URL"):
        try:
            with psycopg.connect(address, connect_timeout=10) as connection:
                found += [
                    *checks.of_role(connection),
                    *checks.of_tables(connection),
                    *checks.of_log(connection),
                ]
        except psycopg.OperationalError as error:
            found.append(f"The database does not answer: {str(error).splitlines()[0]}.")
    return found
