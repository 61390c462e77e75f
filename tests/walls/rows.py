"""All rows of all cases: as the owner knows them, and as one person finds them as the web's role."""

from __future__ import annotations

import psycopg
from django.db import connection

from samsyn.demo.cast import Member
from samsyn.people.actor import speak_as
from tests.guards.catalogue import columns, tables_of_cases
from tests.walls.sql import ask
from tests.walls.told import Room

# Heads of chains hold no scope and are read by nobody but the owner: a guard of the log asks for them.
WITHOUT_SCOPE = {"audit_chainhead"}
OWNED = """
create or replace function test.everything() returns table (t text, id text, scope bigint)
  language sql security definer set search_path = public, pg_temp as $$ {union} $$;
create or replace function test.rooms()
  returns table (id bigint, whole text) language sql security definer set search_path = public, pg_temp as
  $$ select id, row_to_json(s)::text from cases_scope s $$;
grant execute on all functions in schema test to samsyn_app;
"""
Row = tuple[str, str]  # table, key


def walled() -> list[str]:
    """Every table that holds something of a case; one without a scope must be known here."""
    found = []
    for table in tables_of_cases():
        if table in WITHOUT_SCOPE:
            continue
        assert table == "cases_scope" or "scope_id" in columns(table), f"{table} has no scope"
        found.append(table)
    return found


def _union(tables: list[str]) -> str:
    parts = []
    for table in tables:
        scope = "id" if table == "cases_scope" else "scope_id"
        key = "id" if "id" in columns(table) else "ctid"
        of_case = "" if table in ("cases_case", "cases_scope") else " where case_id > 0"
        parts.append(f"select '{table}'::text, {key}::text, {scope}::bigint from {table}{of_case}")
    return " union all ".join(parts)


def prepare(owner: psycopg.Connection) -> None:
    """Lets the test see all rows of its own transaction; and plans the question that everybody asks."""
    union = _union(walled())
    owner.execute(OWNED.format(union=union))
    ask(f"prepare oracle as {union}")


def everything() -> dict[Row, int]:
    """Each row there is → its scope."""
    return {(table, key): scope for table, key, scope in ask("select * from test.everything()")}


def found_by(member: Member, *, unlocked: int = 0, reading: bool = False) -> set[Row]:
    """What that person finds, in that duty or privately; `unlocked`: the case the own code was given for."""
    speak_as(member.person_id, member.assignment_id, reading=reading)
    given = f"{member.person_id}:{unlocked}" if unlocked else ""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.unlocked', %s, true)", [given])
        cursor.execute("execute oracle")
        found = {(table, key) for table, key, _scope in cursor.fetchall()}
        cursor.execute("select set_config('app.unlocked', '', true)")
    return found


def rooms_of(rows: dict[int, dict], people: dict[int, str], units: dict[int, str]) -> dict[int, Room]:
    """Each scope in the words of the reference."""

    def room(one: dict) -> Room:
        like = room(rows[one["base_id"]]) if one["base_id"] else None
        owner, without = people.get(one["owner_id"]), people.get(one["without_id"])
        return Room(
            one["kind"], owner, units.get(one["unit_id"]), one["question"], like, without, one["locked"]
        )

    return {pk: room(one) for pk, one in rows.items()}
