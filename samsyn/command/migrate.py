"""`samsyn migrate`: as the owner of the tables, the only role that may change them."""

import argparse

from samsyn.command import place


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say whether something is left to do")


def run(given: argparse.Namespace) -> int:
    with place.django("owner"):
        from django.core.management import call_command

        if given.check:
            return pending()
        call_command("migrate", interactive=False, verbosity=0)
        make_months()
    return 0


def make_months() -> None:
    """Room for the readings of the coming year; the worker makes it too."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select make_reading_months()")


def pending() -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    for migration, _backwards in plan:
        print(f"not yet run: {migration}")
    return 1 if plan else 0
