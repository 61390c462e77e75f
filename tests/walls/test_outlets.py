"""A yes is taken back: nothing more goes out, whichever way.

The ways are read from their registries, so that one added later has its proof here or fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from samsyn.cases.models import Case, Place
from samsyn.documents.kinds import KINDS
from samsyn.notices.kinds import NoticeKind
from samsyn.notices.outlets import OUTLETS
from samsyn.notices.telling import About, tell
from samsyn.process.consent.actions import withdraw
from samsyn.process.consent.tests.cases import Family, family
from tests.walls.sql import ask


@pytest.fixture
def agreed(become: Callable, cast: Mapping) -> Family:
    """Two questions; BUP and the school have everybody's yes to both."""
    ek = family(become, cast)
    ek.ask_about("skolan", "sömnen")
    ek.wish("bup", "school")
    ek.put_question()
    for key in ("guardian", "other_guardian"):
        ek.answer(key, "yes")
    return ek


def said_to(ek: Family, place: Place, outlet: str) -> list[str]:
    """All that the outlet could say to that place now, asked as whoever leads."""
    case, _by = ek.speaks("coordinator")
    return OUTLETS[outlet].attempt(case, place)


@pytest.mark.requirement("C016")
@pytest.mark.parametrize("outlet", sorted(OUTLETS))
def test_after_withdrawal_no_outlet_says_anything(outlet: str, agreed: Family) -> None:
    """C016: what is shared follows the consent."""
    bup, school = agreed.place("bup"), agreed.place("school")
    before = said_to(agreed, bup, outlet)
    agreed.withdraw("guardian")
    assert said_to(agreed, bup, outlet) == said_to(agreed, school, outlet) == []
    assert before or outlet == "ring"  # nobody but whoever leads is asked to ring


@pytest.mark.django_db
@pytest.mark.parametrize("outlet", sorted(OUTLETS))
def test_every_outlet_asks_the_database_again(outlet: str) -> None:
    """By a function that is there, at the moment of sending."""
    asks = OUTLETS[outlet].asks
    assert ask("select count(*) from pg_proc where proname = %s", asks) == [(1,)]
    claim = ask("select prosrc from pg_proc where proname = 'claim_notice'")[0][0]
    assert asks in claim or OUTLETS[outlet].deliver is None


@pytest.mark.parametrize("kind", list(NoticeKind), ids=str)
def test_what_waited_to_be_sent_is_not(kind: str, agreed: Family) -> None:
    """Written while there was a yes; claimed by the worker after it was taken back."""
    bup = agreed.place("bup")
    case, _by = agreed.speaks("coordinator")
    assert tell(case, kind, bup, About(case.scope_id)) is not None
    agreed.withdraw("guardian")
    case, _by = agreed.speaks("coordinator")
    assert tell(case, kind, bup, About(case.scope_id)) is None


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_after_withdrawal_no_document_opens(
    kind: str, cases: Mapping[str, str], become: Callable, client_as: Callable
) -> None:
    """Every document of the plan in force, asked for by the party that could until now."""
    ref, document = cases["planned"], KINDS[kind]
    become("coordinator", case=ref)
    case = Case.objects.get(ref=ref)
    document.addresses(case)  # as whoever leads knows them
    get = client_as("bup").get
    before = document.attempt(get, case)
    by = become("guardian", case=ref)
    mother = next(place for place in case.people if place.person_id == by.person.pk)
    withdraw(case=case, by=by, place=mother)
    become("coordinator", case=ref)
    assert document.attempt(get, case) == []
    assert before or kind not in {"plan", "week"}
