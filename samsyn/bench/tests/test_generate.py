"""Synthetic cases: every key is asked, and the real pages show them as any other case."""

import psycopg
import pytest
from django.db import transaction
from psycopg import sql

from samsyn.bench.figure import Unmeasured
from samsyn.bench.synthetic import generate as generating
from samsyn.bench.synthetic.generate import generate
from samsyn.bench.walls import Reader, signed_in
from samsyn.cases.actions import enter_case
from samsyn.cases.models import Case
from samsyn.kernel.ref import is_case_number
from samsyn.people.actor import speak_as
from samsyn.process.plans import rules as plans
from samsyn.process.plans.models import Measure
from tests.harness.database import SUPERUSER, Databases

COUNT = 30
KEYS = """
select c.conrelid::regclass::text, c.confrelid::regclass::text,
       array(select a.attname from unnest(c.conkey) with ordinality k(n, i)
             join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by i),
       array(select a.attname from unnest(c.confkey) with ordinality k(n, i)
             join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by i)
  from pg_constraint c where c.contype = 'f'
"""


@pytest.fixture
def synthetic(fresh_database: str, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """The owner's address of a database with synthetic cases, written by several processes."""
    name = fresh_database
    monkeypatch.setattr(generating, "ALONE", 10)
    monkeypatch.setattr(generating, "BATCH", 8)
    generate(databases.cluster.url(SUPERUSER, name), COUNT)
    return databases.cluster.url("owner", name)


def orphans(connection: psycopg.Connection) -> list[str]:
    found = []
    for child, parent, columns, keys in connection.execute(KEYS).fetchall():
        given = sql.SQL(" and ").join(
            sql.SQL("c.{} is not null").format(sql.Identifier(one)) for one in columns
        )
        same = sql.SQL(" and ").join(
            sql.SQL("p.{} = c.{}").format(sql.Identifier(key), sql.Identifier(one))
            for one, key in zip(columns, keys, strict=True)
        )
        query = sql.SQL("select count(*) from {} c where {} and not exists (select from {} p where {})")
        row = connection.execute(query.format(sql.SQL(child), given, sql.SQL(parent), same)).fetchone()
        if row and row[0]:
            found.append(f"{child} {columns} -> {parent}: {row[0]}")
    return found


@pytest.mark.slow
def test_what_is_written_holds_every_key_and_shows_on_the_real_pages(
    synthetic: str,
) -> None:
    with psycopg.connect(synthetic) as owner:
        assert orphans(owner) == []
        people, refs = owner.execute(
            "select (select count(*) from cases_place), (select array_agg(ref) from cases_case)"
        ).fetchone()
        assert people == 8 * COUNT and len(refs) == COUNT
        person, account = owner.execute(
            "select p.person_id, a.id from cases_place p join people_account a using (person_id)"
            " join cases_case c on c.id = p.case_id where c.ref = %s and p.kind = 'guardian'", [refs[7]],
        ).fetchone()  # fmt: skip
    with signed_in(Reader(person, account, "")) as client:
        assert "Möter vid grinden varje morgon" in client.get(f"/sip/{refs[7]}/plan/").content.decode()
        assert client.get(f"/sip/{refs[8]}/plan/").status_code == 404


@pytest.mark.slow
def test_a_plan_is_as_it_was_established_and_each_sees_the_own_part(synthetic: str) -> None:
    with psycopg.connect(synthetic) as owner:
        case_id, ref, number = owner.execute(
            "select id, ref, number from cases_case order by id limit 1"
        ).fetchone()
        places = owner.execute(
            "select person_id, assignment_id, kind from cases_place where case_id = %s order by id", [case_id]
        ).fetchall()
    assert is_case_number(number)
    seen = []
    for person, assignment, _kind in places:
        with transaction.atomic():
            speak_as(person, assignment)
            enter_case(ref)
            case = Case.objects.get(ref=ref)
            assert plans.verify_plan(plans.established(case)) == []
            seen.append(Measure.objects.filter(case=case).count())
    assert seen[:3] == [12, 12, 12] and seen[3] == 12 and 0 < seen[-1] < 12


@pytest.mark.slow
def test_a_second_time_adds_and_real_cases_go_on_after(
    synthetic: str, databases: Databases, fresh_database: str
) -> None:
    generate(databases.cluster.url(SUPERUSER, fresh_database), 3)
    with psycopg.connect(synthetic) as owner:
        assert owner.execute("select count(*), count(distinct number) from cases_case").fetchone() == (
            COUNT + 3,
            COUNT + 3,
        )
        assert owner.execute("select nextval(pg_get_serial_sequence('cases_case', 'id'))").fetchone() == (
            owner.execute("select max(id) + 1 from cases_case").fetchone()
        )


def test_a_role_that_may_not_is_told_what_to_do(fresh_database: str, databases: Databases) -> None:
    with pytest.raises(Unmeasured, match="grant set on parameter"):
        generate(databases.cluster.url("owner", fresh_database), 1)
