"""What our code does not say: promises for later, ways around the checks, another clock, bare texts."""

import ast
import re
from collections.abc import Iterator

from tests.guards.source import Source, called, calls, everything, program

# Written in two parts, so that this file does not hold what it looks for.
LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
AROUND = re.compile(
    r"# no" r"qa|pytest\.mark\.(sk" r"ip|xf" r"ail)|pytest\.(sk" r"ip|xf" r"ail)\(|mark_s" r"afe"
)
CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"}
KEEPS_TIME = ("samsyn/kernel/clock.py", "samsyn/command/", "samsyn/bench/")
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "N_"}
SWEDISH = re.compile("[åäöÅÄÖ]")
# Data, not pages: names of made-up people, a sorting table, how streets are called, what a terminal prints.
SORTING, ADDRESSES = "samsyn/kernel/sorting.py", "samsyn/web/addresses.py"
DATA = ("samsyn/demo/", "samsyn/bench/", "samsyn/command/", SORTING, ADDRESSES)


def test_nothing_is_left_for_later_and_no_check_is_walked_around() -> None:
    found = [
        f"{source.name}:{number} {line.strip()}"
        for source in everything()
        for number, line in enumerate(source.text.splitlines(), 1)
        if LATER.search(line) or AROUND.search(line)
    ]
    assert not found, "\n".join(found)


def test_what_a_page_shows_is_waited_for() -> None:
    """`is_visible()` looks once: what opens with a movement is not there yet. `expect(…)` waits."""
    looks = {"is_visible", "is_hidden"}
    found = [
        f"{source.name}:{call.lineno}"
        for source in everything()
        for call in calls(source.tree)
        if called(call) in looks
    ]
    assert not found, found


def test_the_time_is_asked_of_one_clock() -> None:
    found = [
        f"{source.name}:{call.lineno} {ast.unparse(call.func)}"
        for source in program()
        if not source.name.startswith(KEEPS_TIME)
        for call in calls(source.tree)
        if ast.unparse(call.func) in CLOCKS
    ]
    assert not found, "\n".join(found)


def test_the_clock_is_called_through_its_module() -> None:
    """`from clock import now` would keep the real clock in a test that sets it."""
    found = [
        f"{source.name}:{node.lineno}"
        for source in program()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "samsyn.kernel.clock"
        and {alias.name for alias in node.names} & {"now", "today"}
    ]  # fmt: skip
    assert not found, found


def test_no_table_is_made_behind_our_back() -> None:
    """An automatic many-to-many table has neither scope nor walls; Django's admin walks past the verbs."""
    found = [
        f"{source.name}:{call.lineno}"
        for source in program()
        for call in calls(source.tree)
        if called(call) == "ManyToManyField" or ast.unparse(call.func).startswith("admin.")
    ]
    assert not found, found


def untranslated(source: Source) -> Iterator[str]:
    translated = {
        id(part)
        for call in calls(source.tree)
        if called(call) in TRANSLATES
        for argument in call.args
        for part in ast.walk(argument)
    }
    spoken = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or id(node) in translated | spoken:
            continue
        if isinstance(node.value, str) and SWEDISH.search(node.value):
            yield f"{source.name}:{node.lineno} {node.value[:60]!r}"


def test_every_swedish_text_goes_through_gettext() -> None:
    found = [line for s in program() if not s.name.startswith(DATA) for line in untranslated(s)]
    assert not found, "\n".join(found)
