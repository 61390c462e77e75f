"""The database roles and what each may reach before any table exists."""

import psycopg
from psycopg import sql

DATABASE = "samsyn"
# No role but the bootstrap one is a superuser or walks past row security.
ROLES = {
    "samsyn_owner": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE",
    "samsyn_app": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT",
    "samsyn_reader": "NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "samsyn_poll": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
    "samsyn_jobs": "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
}
SHORT = {name.removeprefix("samsyn_"): name for name in ROLES}


def make_roles(superuser_url: str) -> None:
    """Safe to repeat at each start."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("select rolname from pg_roles")}
        for name, rights in ROLES.items():
            verb = "alter" if name in known else "create"
            connection.execute(sql.SQL(f"{verb} role {{}} {rights}").format(sql.Identifier(name)))
        # On GET the web process becomes the reader for one transaction; it inherits nothing from it.
        connection.execute("grant samsyn_reader to samsyn_app with inherit false, set true")
        # A reading that was acknowledged must survive a crash.
        connection.execute("alter role samsyn_app set synchronous_commit = on")
        # The owner makes the databases of the tests.
        connection.execute("alter role samsyn_owner createdb")


def make_database(superuser_url: str, name: str) -> None:
    """A database owned by the owner, unless it is there."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return
        connection.execute(
            sql.SQL("create database {} owner samsyn_owner template template0").format(sql.Identifier(name))
        )


def drop_database(superuser_url: str, name: str) -> None:
    """Only when asked for by name, or when its own making was interrupted."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def close_schema(database_url: str) -> None:
    """Nobody but the owner may make anything; the others only enter."""
    others = ", ".join(name for name in ROLES if name != "samsyn_owner")
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("alter schema public owner to samsyn_owner")
        connection.execute("revoke all on schema public from public")
        connection.execute(sql.SQL(f"grant usage on schema public to {others}"))
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("revoke all on database {} from public").format(name))
        connection.execute(sql.SQL(f"grant connect on database {{}} to {others}").format(name))
