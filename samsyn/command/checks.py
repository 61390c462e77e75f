"""What must hold before real people's data is served: each broken rule is one sentence."""

from collections.abc import Iterator, Mapping

import psycopg

from samsyn import settings
from samsyn.command import silence

# Tables without row security, each with its reason. Everything else must have it.
OPEN_TABLES = {
    "django_migrations": "which migrations have run; no persons",
    "django_content_type": "names of the tables",
    "django_session": "read by its secret key only, before we know who asks",
    "auth_permission": "Django's names of rights; not used for cases",
    "auth_group": "empty",
    "auth_group_permissions": "empty",
}
OPEN_PREFIXES = {"agreements_": "local agreements and law are public"}
# Written by definer functions alone.
NEVER_WRITTEN = (
    *("audit_event", "audit_reading", "audit_seal", "audit_sealedhead"),
    *("cases_party", "cases_place", "cases_access", "audit_miss"),
    *("logreview_extract", "logreview_supportsession"),
    *("logreview_review", "logreview_reviewrow", "logreview_rowdecision"),
    *("logreview_alarm", "logreview_alarmtick", "logreview_alarmmail"),
)
SHORTEST_SECRET = 40


def of_settings(environment: Mapping[str, str]) -> Iterator[str]:
    if environment.get("SAMSYN_DEBUG") == "1":
        yield "SAMSYN_DEBUG is on: pages would show what must stay inside."
    if environment.get("SAMSYN_DEMO") == "1":
        yield "SAMSYN_DEMO is on: anybody could sign in as anybody."
    secret = environment.get("SAMSYN_SECRET", settings.UNSAFE_SECRET)
    if secret == settings.UNSAFE_SECRET or len(secret) < SHORTEST_SECRET:
        yield f"SAMSYN_SECRET is missing or shorter than {SHORTEST_SECRET} characters."
    if environment.get("SAMSYN_KEYS", settings.UNSAFE_KEYS) == settings.UNSAFE_KEYS:
        yield "SAMSYN_KEYS is missing: numbers and addresses could not be encrypted."
    if environment.get("SAMSYN_HTTPS") != "1":
        yield "SAMSYN_HTTPS is not 1: cookies would travel in the open."
    if "DATABASE_OWNER_URL" in environment:
        yield "DATABASE_OWNER_URL is set: the web server must not know how to become the owner."
    if environment.get("SAMSYN_SEAL_KEY"):
        yield "SAMSYN_SEAL_KEY is set: who serves pages must not be able to seal the log; it is the worker's."
    if "DATABASE_URL" not in environment:
        yield "DATABASE_URL is missing."
    # Real sign-in (OIDC, SAML, BankID) comes with its own setting; until then there is none to choose.
    yield "SAMSYN_SIGN_IN names no way to sign in that this version knows; only `samsyn demo` can be used."


def of_worker(environment: Mapping[str, str]) -> Iterator[str]:
    """The one who seals has the key and a place outside the database; and is not the owner."""
    if "DATABASE_OWNER_URL" in environment:
        yield "DATABASE_OWNER_URL is set: the worker must not know how to become the owner."
    if not environment.get("SAMSYN_SEAL_KEY"):
        yield "SAMSYN_SEAL_KEY is missing: nothing could be sealed (`samsyn worker --new-key` makes one)."
    if not environment.get("SAMSYN_ANCHORS"):
        yield "SAMSYN_ANCHORS is missing: the seals must be kept in a file outside the database too."


def of_role(connection: psycopg.Connection) -> Iterator[str]:
    name, superuser, bypasses, makes_roles = connection.execute(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
    ).fetchone()
    if superuser or bypasses or makes_roles:
        yield f"The database role {name} may walk past row security: use samsyn_app."
    owned = _names(connection, "select c.relname from pg_class c where c.relowner = %s::regrole", [name])
    if owned or _holds(connection, "select pg_has_role(current_user, 'samsyn_owner', 'member')"):
        yield f"The database role {name} is or can become the owner of the tables: use samsyn_app."
    if _holds(connection, "select has_schema_privilege('public', 'create')"):
        yield f"The database role {name} may make tables: revoke create on schema public."
    if connection.execute("show synchronous_commit").fetchone()[0] not in ("on", "remote_apply"):
        yield f"synchronous_commit is off for {name}: what was said to be noted could be lost in a crash."


def of_log(connection: psycopg.Connection) -> Iterator[str]:
    """What people write must not stand in the server's log."""
    asked = "select name, setting from pg_settings where name = any(%s) order by name"
    for name, value in connection.execute(asked, [list(silence.SILENT)]):
        if not silence.is_silent(name, value):
            wanted = silence.SILENT[name]
            yield f"PostgreSQL's {name} is {value}: what people write could stand in its log; set {wanted}."


def of_tables(connection: psycopg.Connection) -> Iterator[str]:
    ours = "from pg_class c where c.relnamespace = 'public'::regnamespace"
    for name in _names(connection, f"select relname {ours} and relkind in ('r', 'p') and not relrowsecurity"):
        if name not in OPEN_TABLES and not name.startswith(tuple(OPEN_PREFIXES)):
            yield f"The table {name} has no row security."
    invoker = "coalesce(reloptions::text, '') ~ 'security_invoker=(true|on|1)'"
    for name in _names(connection, f"select relname {ours} and relkind = 'v' and not {invoker}"):
        yield f"The view {name} shows what its owner sees: it needs security_invoker."
    for name in _names(connection, f"select relname {ours} and relkind = 'm'"):
        yield f"{name} is a materialised view, which no row security protects."
    for name in _names(connection, f"select relname {ours} and has_table_privilege(c.oid, 'truncate')"):
        yield f"The table {name} may be emptied by the web server's role."
    writable = f"{ours} and relname = any(%s) and has_table_privilege(c.oid, 'insert, update, delete')"
    for name in _names(connection, f"select relname {writable}", [list(NEVER_WRITTEN)]):
        yield f"The table {name} may be written by the web server's role; only its functions may."


def _names(connection: psycopg.Connection, query: str, values: list[object] | None = None) -> list[str]:
    return sorted(row[0] for row in connection.execute(query, values))


def _holds(connection: psycopg.Connection, query: str) -> bool:
    return bool(connection.execute(query).fetchone()[0])
