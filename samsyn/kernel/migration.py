"""Operations of migrations that every layer may use."""

from pathlib import Path

from django.db.migrations import RunSQL


def sql_file(migration: str, name: str) -> RunSQL:
    """The SQL that stands in the app's `sql/` folder, named as the migration that runs it.

    A file that has been released is never edited; a change is a new file and a new migration.
    """
    text = (Path(migration).resolve().parents[1] / "sql" / name).read_text(encoding="utf-8")
    return RunSQL(text, RunSQL.noop)
