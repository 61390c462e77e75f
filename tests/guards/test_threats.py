"""The documents about threats and needs say what the tables, the database and the tests say."""

import re
from collections.abc import Mapping

import psycopg

from samsyn.cases.models import PlaceKind, ScopeKind
from samsyn.command import needs
from tests.guards.source import ROOT
from tests.harness.database import Databases

NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
OPENED = """
select distinct p.kind, s.kind from cases_access a
  join cases_place p on p.id = a.place_id join cases_scope s on s.id = a.scope_id
"""


def test_each_kind_of_place_has_its_needs_and_risks() -> None:
    told = needs.reasons()
    assert told.keys() == set(PlaceKind.values)
    for kind, one in told.items():
        assert one.keys() == {"need", "reads", "risks", "done", "ends"}, kind
        assert set(one["reads"]) <= set(ScopeKind.values) and one["risks"] and one["done"], kind


def test_the_analysis_is_fresh() -> None:
    assert (ROOT / "docs/needs.md").read_text(encoding="utf-8") == needs.page(), "run `make docs`"


def test_nobody_has_more_open_than_the_analysis_says(
    database: str, databases: Databases, cases: Mapping[str, str]
) -> None:
    with psycopg.connect(databases.cluster.url("owner", database)) as owner:
        found = owner.execute(OPENED).fetchall()
    told = needs.reasons()
    assert found
    assert not [(place, scope) for place, scope in found if scope not in told[place]["reads"]]


def test_every_test_that_a_threat_names_is_there() -> None:
    named = NAMED.findall((ROOT / "docs/threats.md").read_text(encoding="utf-8"))
    assert len(named) > 40
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert not missing, missing
