"""The wall around persons, asked by SQL as the web's role."""

from collections.abc import Callable, Mapping
from datetime import date

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from samsyn.demo.cast import CAST, Member
from samsyn.kernel.decision import Refused
from samsyn.kernel.ref import new_ref
from samsyn.people import actions
from samsyn.people.models import PersonNumber
from samsyn.people.numbers import Number, luhn, parse
from tests.harness.database import denied

Cast = Mapping[str, Member]

PERSONS = ["people_person", "people_personnumber", "people_guardianship", "people_account"]
FAMILY = ["child", "sister", "guardian", "other_guardian", "adult", "god_man"]


def rows(statement: str, *given: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(given))
        return cursor.fetchall() if cursor.description else []


def unknown_number(serial: int = 981) -> Number:
    digits = f"20110101{serial}"
    return parse(f"{digits}{luhn(digits[2:])}")


def test_without_a_person_everything_is_an_error(database: str) -> None:
    for table in PERSONS:
        with denied():
            rows(f"select * from {table}")


@pytest.mark.parametrize(
    "who", ["stranger", "colleague", "coordinator", "administrator", "operator", "nurse_private"]
)
def test_staff_see_no_family_member(who: str, become: Callable, cast: Cast) -> None:
    """Nor does the one who entered them, nor the one who keeps the organisation."""
    become(who)
    family = [cast[key].person_id for key in FAMILY]
    assert rows("select id from people_person where id = any(%s)", family) == []
    assert rows("select id from people_personnumber") == []
    seen = {row[0] for row in rows("select child_id from people_guardianship")}
    assert seen == ({cast["nurse_child"].person_id} if who == "nurse_private" else set())
    assert rows("select person_id from people_account") == [(cast[who].person_id,)]


def test_a_guardian_sees_oneself_the_children_and_staff(become: Callable, cast: Cast) -> None:
    become("guardian")
    seen = {row[0] for row in rows("select id from people_person where not staff")}
    assert seen == {cast[key].person_id for key in ("guardian", "child", "sister")}
    assert cast["coordinator"].person_id in {row[0] for row in rows("select id from people_person")}
    assert rows("select person_id from people_personnumber") == [(cast["guardian"].person_id,)]
    wards = {row[0] for row in rows("select child_id from people_guardianship")}
    assert wards == {cast["child"].person_id, cast["sister"].person_id}


def test_one_guardian_is_not_shown_the_other(become: Callable, cast: Cast) -> None:
    become("guardian")
    assert rows("select 1 from people_guardianship where guardian_id <> %s", cast["guardian"].person_id) == []


@pytest.mark.parametrize("who", ["stranger", "guardian", "coordinator"])
def test_nobody_without_that_duty_enters_anything(who: str, become: Callable, cast: Cast) -> None:
    become(who)
    me = cast[who].person_id
    unit = rows("select id, organisation_id from people_unit where name = 'Ljungskolan'")[0]
    attempts = [
        ("insert into people_person (ref, name, staff) values (%s, 'x', true)", [new_ref()]),
        ("insert into people_organisation (ref, name, kind, agreement, logotype_text)"
         " values (%s, 'x', 'operator', 'x', '')", [new_ref()]),
        ("insert into people_unit (ref, organisation_id, name, kind, telephone, receives_requests)"
         " values (%s, %s, 'x', 'bup', '1', false)", [new_ref(), unit[1]]),
        ("insert into people_assignment (ref, person_id, unit_id, title, telephone, receives, administers,"
         " valid) values (%s, %s, %s, 'x', '1', true, true, '[2020-01-01,)')",
         [new_ref(), me, unit[0]]),
        ("insert into people_personnumber (person_id, kind, sealed, blind) values (%s, 'x', 'x', 'x')",
         [me]),
        ("insert into people_guardianship (child_id, guardian_id, authority, evidence, valid)"
         " values (%s, %s, 'guardian', 'x', '[2020-01-01,)')", [cast["child"].person_id, me]),
        ("insert into people_account (ref, person_id) values (%s, %s)", [new_ref(), me]),
        ("insert into people_lookup (at, person_id) values (now(), 1)", []),
        ("delete from people_lookup", []),
        ("select new_staff(%s, 'x')", [new_ref()]),
        ("select first_administrator(array['a','b','c','d'], 'x', 'x', 'x', 'x', '')", []),
    ]  # fmt: skip
    for statement, given in attempts:
        with denied():
            rows(statement, *given)


@pytest.mark.parametrize("who", ["coordinator", "guardian", "stranger"])
def test_nobody_makes_oneself_administrator(who: str, become: Callable, cast: Cast) -> None:
    """An update that finds no row is no error, and changes nothing."""
    become(who)
    rows("update people_assignment set administers = true")
    rows("update people_organisation set name = 'x'")
    rows("update people_unit set name = 'x'")
    assert not rows(
        "select 1 from people_assignment where administers and person_id = %s", cast[who].person_id
    )
    assert not rows(
        "select 1 from people_organisation where name = 'x' union select 1 from people_unit where name = 'x'"
    )


def test_who_keeps_one_organisation_reaches_no_other(become: Callable, cast: Cast) -> None:
    become("administrator")
    rows("update people_unit set telephone = 'x'")
    changed = {row[0] for row in rows("select o.name from people_unit u join people_organisation o"
                                      " on o.id = u.organisation_id where u.telephone = 'x'")}  # fmt: skip
    assert changed == {"Hallstad kommun"}
    for column, value in [("kind", "'operator'"), ("ref", "'x'"), ("id", "1")]:
        with denied():
            rows(f"update people_organisation set {column} = {value}")
    for statement in [
        "update people_unit set organisation_id = 1",
        "update people_assignment set person_id = 1",
    ]:
        with denied():
            rows(statement)
    elsewhere = rows("select id from people_unit where name = %s", "BUP Hallstad")[0][0]
    with denied():
        rows("update people_assignment set unit_id = %s", elsewhere)


def test_the_reader_of_a_page_writes_nothing(become: Callable) -> None:
    become("administrator", reading=True)
    for statement in ["update people_unit set name = 'x'", "select new_staff('x', 'x')",
                      "select person_without_number('x', 'x', null)"]:  # fmt: skip
        with denied():
            rows(statement)


def test_a_number_gets_the_same_kind_of_answer_whether_known_or_not(become: Callable, cast: Cast) -> None:
    """The answer is a ref either way; the name given does not change the one who is known."""
    by = become("stranger")
    known = actions.person_by_number(by=by, number=CAST["child"].number, name="Someone")
    fresh = actions.person_by_number(by=by, number=unknown_number(), name="Someone")
    assert known == cast["child"].ref
    assert len(known) == len(fresh) == 16 and known != fresh
    assert actions.person_by_number(by=by, number=unknown_number(), name="Other") == fresh
    assert rows("select 1 from people_person where ref = any(%s)", [known, fresh]) == []
    become("child")
    assert rows("select name from people_person where ref = %s", known) == [(CAST["child"].name,)]


def test_look_ups_are_written_down_and_sixty_an_hour(
    fresh_database: str, acting: Callable, owner: psycopg.Connection
) -> None:
    def count() -> int:
        return owner.execute("select count(*) from people_lookup l join people_person p on p.id = l.person_id"
                             " where p.name = %s", [CAST["stranger"].name]).fetchone()[0]  # fmt: skip

    for _each in range(60):
        with acting("stranger") as by:
            actions.person_by_number(by=by, number=CAST["child"].number, name="x")
    assert count() == 60
    with pytest.raises(Refused, match="Vänta en stund"), acting("stranger") as by:
        actions.person_by_number(by=by, number=CAST["child"].number, name="x")
    with acting("bup") as by:
        actions.person_by_number(by=by, number=CAST["child"].number, name="x")


def test_a_look_up_cannot_be_read_back(become: Callable) -> None:
    by = become("stranger")
    actions.person_by_number(by=by, number=unknown_number(), name="x")
    with denied():
        rows("select * from people_lookup")


def test_nobody_makes_oneself_a_guardian(become: Callable, cast: Cast) -> None:
    given = {"child": cast["child"].ref, "evidence": "x", "since": date(2024, 1, 1)}
    for who in ["nurse", "stranger", "god_man"]:
        by = become(who)
        with pytest.raises(Refused) if by.assignment is None else denied():
            actions.record_guardianship(by=by, guardian=cast[who].ref, **given)
    with denied():
        rows("select record_guardianship(%s, %s, 'guardian', 'x', now(), null)",
             cast["sister"].ref, cast["god_man"].ref)  # fmt: skip


def test_a_number_moved_to_another_person_cannot_be_opened(
    fresh_database: str, owner: psycopg.Connection, acting: Callable, cast: Cast
) -> None:
    with acting("child"):
        assert PersonNumber.objects.select_related("person").get().shown() == CAST["child"].number.text
    move = """update people_personnumber set sealed =
        (select sealed from people_personnumber where person_id = %s) where person_id = %s"""
    owner.execute(move, [cast["child"].person_id, cast["sister"].person_id])
    with acting("sister"), pytest.raises(InvalidTag):
        PersonNumber.objects.select_related("person").get().shown()
