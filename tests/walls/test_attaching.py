"""Nothing of one case can be hung on another, by hand, by those who may write in the first."""

from collections.abc import Callable, Mapping

import pytest

from samsyn.demo.cast import Member
from samsyn.kernel.ref import new_ref
from tests.harness.cast import enter
from tests.harness.database import denied
from tests.walls.conftest import Known, fill, open_case_as
from tests.walls.sql import ask

FOREIGN_KEY = "23503"
QUESTION = """
insert into cases_question (ref, case_id, scope_id, number, text, language) values (%s, %s, %s, 7, 'x', 'sv')
"""
DISCLOSURE = """
insert into cases_disclosure (ref, case_id, scope_id, kind, what, fingerprint, party_id, basis, at, by_id)
select %s, %s, %s, 'plan', 'x', 'x', party_id, 'x', now(), %s from cases_place where id = %s
"""


@pytest.fixture
def mine(known: Known, become: Callable, cast: Mapping[str, Member]) -> Known:
    """A case that the coordinator leads too: she sees both, and may still not mix them."""
    case = open_case_as(become("coordinator"), cast["sister"])
    return fill(case, cast)


def test_a_row_takes_no_scope_of_another_case(mine: Known, known: Known, become: Callable) -> None:
    become("coordinator")
    for case, scope in ((mine.id, known.scopes["frame"]), (known.id, mine.scopes["frame"])):
        with denied(FOREIGN_KEY):
            ask(QUESTION, new_ref(), case, scope)


def test_a_row_does_not_move_to_another_case(mine: Known, known: Known, become: Callable) -> None:
    become("coordinator")
    for change in ("scope_id = %s", "case_id = %s"):
        value = known.scopes["frame"] if change.startswith("scope") else known.id
        with denied(FOREIGN_KEY):
            ask(f"update cases_question set {change} where id = %s", value, mine.question.pk)


def test_a_row_is_not_by_a_place_of_another_case(mine: Known, known: Known, become: Callable) -> None:
    become("coordinator")
    own, other = mine.places["coordinator"], known.places["coordinator"]
    for party, by in ((own, other), (other, own)):
        with denied(FOREIGN_KEY):
            ask(DISCLOSURE, new_ref(), mine.id, mine.scopes["frame"], by, party)


def test_unknown_and_foreign_are_the_same_error(mine: Known, known: Known, become: Callable) -> None:
    """Else a guess would tell which places there are."""
    become("stranger")
    own = fill_own(become)
    for by in (known.places["coordinator"], 10**9):
        with denied(FOREIGN_KEY):
            ask(DISCLOSURE, new_ref(), own[0], own[1], by, own[2])


def fill_own(become: Callable) -> tuple[int, int, int]:
    """The stranger's own case: id, frame, own place."""
    by = become("stranger")
    case = open_case_as(by, _member(by))
    enter(case.ref)
    return case.pk, case.scope_id, ask("select id from cases_place where assignment_id is not null")[0][0]


def _member(by: object) -> Member:
    person = by.person
    return Member("self", person.name, "", "", person.ref, person.pk, 0)


def test_without_access_a_row_is_refused_before_its_keys_are_looked_at(
    known: Known, become: Callable
) -> None:
    become("stranger")
    for case in (known.id, 10**9):
        with denied():
            ask(QUESTION, new_ref(), case, known.scopes["frame"])
