"""The one way a table below a case gets its walls."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations import RunSQL
from django.db.migrations.state import ProjectState

SCOPED = "scope_id = any((select my_scopes())::bigint[])"
# What is written begins without those it is kept from (0019_kept_from gives it to earlier tables).
BEGINS_APART = """
do $$ begin
  if to_regprocedure('public._begin_apart()') is not null then
    create trigger begins_apart before insert or update of scope_id on {table}
      for each row execute function public._begin_apart();
  end if;
end $$"""


class CaseTable(RunSQL):
    """Row security by scope, composite keys, grants; optionally a parent and append-only.

    `parent` is `(table, column)`: the row stays in its parent's case and scope, and moves with it.
    `update` names the columns that may be changed (True: all of them, False: none).
    Foreign keys do not ask policies: the composite keys are what stops a row from being attached to
    another case's scope or parent.
    """

    def __init__(
        self,
        table: str,
        *,
        parent: tuple[str, str] | None = None,
        update: bool | list[str] = True,
        append_only: bool = False,
    ):
        self.table, self.parent, self.update, self.append_only = table, parent, update, append_only
        super().__init__("\n".join(self._statements()), RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        kwargs = {"parent": self.parent, "update": self.update, "append_only": self.append_only}
        return type(self).__name__, [self.table], kwargs

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        for column, other in self._ways_into_the_case(to_state.apps):
            key = f"foreign key ({column}, case_id) references {other} (id, case_id)"
            schema_editor.execute(f"alter table {self.table} add {key}")
        schema_editor.execute(BEGINS_APART.format(table=self.table))

    def _ways_into_the_case(self, apps: Any) -> Iterator[tuple[str, str]]:
        """Every other reference to a row that lies in a case: it must be the same case."""
        model = next(m for m in apps.get_models() if m._meta.db_table == self.table)
        kept = {"case_id", "scope_id", self.parent[1] if self.parent else ""}
        for field in model._meta.get_fields():
            if field.many_to_one and field.column not in kept:
                other = field.related_model._meta
                if any(f.name == "case" for f in other.get_fields()):
                    yield field.column, other.db_table

    def _statements(self) -> list[str]:
        table = self.table
        statements = [
            f"alter table {table} add unique (id, case_id);",
            f"alter table {table} add unique (id, case_id, scope_id);",
            f"alter table {table} add foreign key (scope_id, case_id) references cases_scope (id, case_id);",
            f"alter table {table} enable row level security;",
            f"create policy scoped on {table} for all to samsyn_app, samsyn_reader"
            f" using ({SCOPED}) with check ({SCOPED});",
            f"grant select on {table} to samsyn_app, samsyn_reader;",
            f"grant insert on {table} to samsyn_app;",
        ]
        if self.parent:
            parent, column = self.parent
            # What is append-only cannot move: a parent that has such a row stays where it is.
            moves = "" if self.append_only else " on update cascade"
            statements.append(
                f"alter table {table} add foreign key ({column}, case_id, scope_id)"
                f" references {parent} (id, case_id, scope_id){moves};"
            )
        if self.append_only:
            statements.append(
                f"create trigger append_only before update or delete on {table}"
                f" for each statement execute function refuse_change();"
            )
        elif self.update:
            columns = "" if self.update is True else f" ({', '.join(self.update)})"
            statements.append(f"grant update{columns} on {table} to samsyn_app;")
        return statements
