"""Rows are written in actions.py and models.py alone."""

import ast
from collections.abc import Iterator

from tests.guards.source import Source, called, calls, program

PLACES = ("actions.py", "models.py")
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create", "acreate"}
WITH_NAMES = {"create", "update", "aupdate"}  # `dict.update(other)` names no column
WITHOUT_PLACES = {"save", "asave", "delete", "adelete"}  # a picture is saved to a place
SQL = ("insert ", "update ", "delete ", "truncate ", "merge ", "copy ")
EXCEPTIONS = {
    "samsyn/kernel/once.py": "belongs to no process step: the answer to a form sent twice",
}
# Tools beside the service, which prepare or measure a database; none of them answers a request.
TOOLS = ("samsyn/command/", "samsyn/bench/")


def writes(source: Source) -> Iterator[str]:
    for call in calls(source.tree):
        name = called(call)
        if not isinstance(call.func, ast.Attribute):
            continue
        if (
            name in ALWAYS
            or (name in WITH_NAMES and call.keywords and not call.args)
            or (name in WITHOUT_PLACES and not call.args)
            or (name in {"execute", "executemany"} and _says_sql(call))
        ):
            yield f"{source.name}:{call.lineno} {name}"


def _says_sql(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    text = first.value if isinstance(first, ast.Constant) else ""
    return isinstance(text, str) and text.lstrip().lower().startswith(SQL)


def test_only_actions_and_models_write() -> None:
    found = [
        line
        for source in program()
        if source.path.name not in PLACES
        and source.name not in EXCEPTIONS
        and not source.name.startswith(TOOLS)
        for line in writes(source)
    ]
    assert not found, "\n".join(found)


def test_each_exception_is_still_needed() -> None:
    kept = {source.name for source in program() if any(writes(source))}
    assert set(EXCEPTIONS) <= kept
