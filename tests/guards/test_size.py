"""Small parts: a reader holds one in the head."""

from tests.guards.source import PACKAGE, ROOT, everything, length, program, templates

FUNCTION, FILE, VIEW = 40, 250, 20
DRAWERS = {"utils", "common", "helpers", "services", "mixins", "managers", "signals", "misc"}


def test_no_function_is_longer_than_forty_lines() -> None:
    found = [
        f"{source.name}: {function.name} {length(function)}"
        for source in everything()
        for function in source.functions()
        if length(function) > FUNCTION
    ]
    assert not found, "\n".join(found)


def test_no_file_is_longer_than_250_lines() -> None:
    files = {source.name: source.text for source in everything()}
    files |= {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in templates()}
    found = [f"{name} {text.count(chr(10))}" for name, text in files.items() if text.count("\n") > FILE]
    assert not found, "\n".join(found)


def test_no_view_is_longer_than_twenty_lines() -> None:
    found = [
        f"{source.name}: {function.name} {length(function)}"
        for source in program()
        if source.path.name == "views.py"
        for function in source.functions()
        if length(function) > VIEW
    ]
    assert not found, "\n".join(found)


def test_no_module_is_a_drawer() -> None:
    found = [path for path in PACKAGE.rglob("*") if path.stem in DRAWERS and "vendor" not in path.parts]
    assert not found, found
