"""Every verb is atomic, keyword-only, takes `by: Actor`, and says in its docstring what it does."""

import ast
from collections.abc import Iterator

from tests.guards.source import Source, called, calls, program

EXCEPTIONS = {
    "samsyn/audit/actions.py": "writes the log for the verb that calls it, inside that verb's transaction",
    "samsyn/cases/actions.py": "primitives that the verbs call between begin and finish",
    "samsyn/agreements/actions.py": "a load is run by the owner at installation; nobody is signed in",
}


def modules() -> Iterator[Source]:
    return (s for s in program() if s.path.name == "actions.py" and s.name not in EXCEPTIONS)


def complaints(source: Source) -> Iterator[str]:
    for function in source.public_functions():
        where, given = f"{source.name}: {function.name}", function.args
        if not any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list):
            yield f"{where} is not atomic"
        if given.args or given.posonlyargs or given.vararg:
            yield f"{where} takes arguments by position"
        if "by" not in {argument.arg for argument in given.kwonlyargs}:
            yield f"{where} does not take by"
        if not ast.get_docstring(function):
            yield f"{where} has no docstring"


def test_every_verb_is_atomic_keyword_only_with_an_actor_and_a_docstring() -> None:
    found = [line for source in modules() for line in complaints(source)]
    assert not found, "\n".join(found)


def reach(source: Source, function: ast.FunctionDef) -> set[str]:
    """What a function calls, also through the private functions of its module."""
    private = {f.name: f for f in source.functions() if f.name.startswith("_")}
    found: set[str] = set()
    waiting = [function]
    while waiting:
        new = {called(call) for call in calls(waiting.pop())} - found
        found |= new
        waiting += [private[name] for name in new & set(private)]
    return found


def test_a_verb_that_begins_also_finishes() -> None:
    """A verb without its event would be done without a trace."""
    found = [
        f"{source.name}: {function.name}"
        for source in modules()
        for function in source.public_functions()
        if "begin" in (names := reach(source, function)) and "finish" not in names
    ]
    assert not found, found


def test_nobody_else_calls_begin_or_finish() -> None:
    """They are the process' own."""
    found = [
        f"{source.name}:{call.lineno}"
        for source in program()
        if not source.name.startswith(("samsyn/process/", "samsyn/quality/", "samsyn/cases/"))
        or source.path.name != "actions.py"
        for call in calls(source.tree)
        if isinstance(call.func, ast.Name) and called(call) in {"begin", "finish"}
    ]
    assert not found, found
