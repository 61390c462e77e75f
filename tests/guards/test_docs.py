"""Pages that are made from code, or that code reads, say what the code says."""

import re

from samsyn.command.requirements import LIST, listed
from tests.guards.source import ROOT
from tests.harness.content import module

# The items this version answers for.
WANTED = """
C003-C008 C010-C015 C017 C019 C020 C022 C026-C035 C039-C043 C049-C052 C056 C066 C070 C084-C086 C092-C094
C100 C103 C105-C110 C112 C114-C117 C120 C123 C133-C136 C139 C141-C144 C146 C148 C149 C151 C158-C162
C168-C174 C183 C185 C189 C196-C203 C207 C211-C214 C216
"""


def wanted() -> set[str]:
    found = set()
    for part in WANTED.split():
        first, *last = (int(number) for number in re.findall(r"C(\d{3})", part))
        found |= {f"C{number:03}" for number in range(first, (last or [first])[0] + 1)}
    return found


def test_every_requirement_says_how_one_sees_it() -> None:
    lines = listed(LIST)
    assert wanted() <= set(lines)
    assert all(" — " in line and len(line.split(" — ", 1)[1]) > 20 for line in lines.values())


def test_what_is_made_from_the_two_tables_is_fresh() -> None:
    docs = module("samsyn.cases.docs")
    for name, make in docs.PAGES.items():
        path = ROOT / "docs" / name
        assert path.exists(), f"docs/{name} is missing"
        assert path.read_text(encoding="utf-8") == make(), f"docs/{name} is stale"
