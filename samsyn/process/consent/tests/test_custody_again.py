"""Each night the register is asked anew: it opens and shuts nothing, and tells the leader of a difference."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from samsyn.gateways import custody as gateway
from samsyn.gateways.custody import Said
from samsyn.overview.turns import next_turn
from samsyn.process.consent import jobs, rules
from samsyn.process.consent.models import CustodyCheck, Kind
from samsyn.process.consent.tests.cases import Family, family
from tests.harness.database import Databases, point_at


@pytest.fixture
def open_case(fresh_database: str, acting: Callable, become: Callable, cast) -> Family:
    """Both guardians have said yes, and are proved; BUP reads the question. Committed."""
    with transaction.atomic():
        found = family(become, cast)
        found.ask_about("skolan")
        found.wish("bup", "school")
        found.put_question()
        for key in ("guardian", "other_guardian"):
            found.answer(key, Kind.YES)
    return found


@pytest.fixture
def night(fresh_database: str, databases: Databases, monkeypatch, cast) -> Callable[[dict[str, Said]], int]:
    """The worker's round, as a real login of its role, with what the register says that night."""

    def work(says: dict[str, Said]) -> int:
        people = {cast[key].person_id: said for key, said in says.items()}

        def told(self: object, child: int, guardian: int) -> Said:
            return people.get(guardian, Said.GUARDIAN)

        monkeypatch.setattr(gateway.MadeUpRegister, "ask", told)
        point_at(databases.cluster.url("jobs", fresh_database))
        try:
            return jobs.ask_for_custody_again()
        finally:
            point_at(databases.cluster.url("app", fresh_database))

    return work


def led(found: Family) -> tuple[str, bool, set[str]]:
    """What whoever leads reads first, whether custody is proved, and what BUP sees."""
    with transaction.atomic():
        case, by = found.speaks("coordinator")
        turn, proved = next_turn(case, by).happens, bool(rules.Standing(case).custody)
        return turn, proved, found.scopes("bup")


def test_a_night_when_all_is_as_before_leaves_no_trace(open_case, night):
    before = led(open_case)
    assert night({}) == 0 and night({"guardian": Said.NO_ANSWER}) == 0
    assert led(open_case) == before


def test_another_answer_opens_and_shuts_nothing_and_is_the_leaders_to_mend(open_case, night, client_as):
    _turn, proved, opened = led(open_case)
    assert proved and "1" in opened
    assert night({"other_guardian": Said.NOT_GUARDIAN}) == 1
    assert night({"other_guardian": Said.NOT_GUARDIAN}) == 0  # told once
    turn, proved, now_open = led(open_case)
    assert "Registret säger något annat" in turn and not proved
    assert now_open == opened
    page = client_as("coordinator").get(f"/sip/{open_case.ref}/samtycke/vardnad/").content.decode()
    assert "Registret säger något annat än förut" in page and "Skriv in en handling" in page
    link = f"/sip/{open_case.ref}/samtycke/vardnad/"
    assert link in client_as("coordinator").get("/arbete/").content.decode()
    # What it says of him lies between him and whoever leads: her pages are as they were.
    with transaction.atomic():
        case, by = open_case.speaks("guardian")
        assert "Registret" not in next_turn(case, by).happens
        assert {check.place.person_id for check in CustodyCheck.objects.select_related("place")} == {
            by.person.pk
        }
    assert night({}) == 1  # it was a mistake of the register's: he is a guardian again
    assert "Registret" not in led(open_case)[0]


def test_only_the_worker_asks_by_night(open_case):
    for statement in ("select custody_to_ask(0, 1)", "select note_custody_at_night(1, 'guardian', 'x')",
                      "select custody_record_at_night(1, 2)"):  # fmt: skip
        with transaction.atomic():
            open_case.speaks("coordinator")
            with pytest.raises(DatabaseError), transaction.atomic():
                jobs._call(statement)
