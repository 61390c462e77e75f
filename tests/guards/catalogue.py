"""What the database says of itself."""

from typing import Any

from django.db import connection

TABLES = """
select c.relname from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
 order by 1
"""
# Every table from which foreign keys lead, in one or more steps, to a case.
REACH = """
with recursive below(id) as (
  select 'cases_case'::regclass::oid
  union
  select k.conrelid from pg_constraint k join below b on k.confrelid = b.id where k.contype = 'f'
)
select c.relname from below b join pg_class c on c.oid = b.id where not c.relispartition order by 1
"""
COLUMNS = """
select a.attname, a.attnotnull from pg_attribute a
 where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
"""


def rows(query: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return cursor.fetchall()


def names(query: str, *values: object) -> list[str]:
    return [row[0] for row in rows(query, *values)]


def columns(table: str) -> dict[str, bool]:
    """Column → must it have a value."""
    return dict(rows(COLUMNS, table))


def tables() -> list[str]:
    return names(TABLES)


def tables_of_cases() -> list[str]:
    """Those that hold something of a case: by a column, with or without a foreign key."""
    with_column = {table for table in tables() if "case_id" in columns(table)}
    return sorted(with_column | set(names(REACH)))
