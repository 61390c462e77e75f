"""That a number, a person or a case exists is itself secret: every answer is the same."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.demo.cast import Member
from samsyn.kernel import identity
from samsyn.kernel.ref import is_case_number, new_ref
from tests.harness.cast import enter
from tests.harness.database import denied
from tests.walls.conftest import Known
from tests.walls.sql import ask

NUMBERED = "select person_for_number('X', '2011-01-01', 'personnummer', 'sealed', %s)"


@pytest.mark.parametrize("who", ["stranger", "colleague", "nurse_private", "sister"])
def test_an_unseen_case_is_an_unknown_one(who: str, known: Known, become: Callable) -> None:
    become(who)
    assert enter(known.ref) is None
    unseen = ask("select current_setting('app.case')")
    assert enter(new_ref()) is None
    assert ask("select current_setting('app.case')") == unseen


def arguments(function: str) -> str:
    return ask("select pg_get_function_arguments(%s::regproc)", function)[0][0]


def test_nobody_tries_case_numbers(known: Known) -> None:
    """Opening a case of one's own must not tell which numbers are taken: the database draws them."""
    assert "number text" not in arguments("new_case")
    with denied("22P02", "42883", "42501"):
        ask("select _new_case_number()")


def test_a_number_drawn_by_the_database_can_be_read_aloud(known: Known) -> None:
    assert is_case_number(known.number)
    assert known.number.startswith("SIP-")


def test_a_known_personal_number_is_not_told_from_a_new_one(
    become: Callable, cast: Mapping[str, Member]
) -> None:
    """The one who asks names no ref, so that none comes back changed."""
    become("guardian")
    blind = ask("select blind from people_personnumber")[0][0]
    become("stranger")
    known, new = (ask(NUMBERED, value)[0][0] for value in (blind, "0" * 64))
    assert known == cast["guardian"].ref
    assert len(new) == len(known)
    assert "ref" not in arguments("person_for_number")


def test_the_clock_of_a_real_database_cannot_be_set() -> None:
    """Only the test database's owner puts in a clock that tests may set."""
    assert "app_now() returns timestamptz" in identity.SQL
    assert "current_setting" not in identity.SQL.split("create function app_uid")[0]


def test_nobody_chooses_the_time_of_a_reading(known: Known, become: Callable) -> None:
    become("coordinator", case=known.ref)
    assert "timestamp" not in arguments("note_readings")
    ask("select note_readings(array[%s]::bigint[], array['case'], true)", known.id)
    become("guardian", case=known.ref)
    now = "at between now() and statement_timestamp()"
    assert ask(f"select count(*) from audit_reading where {now} and part = 'case'") == [(1,)]
