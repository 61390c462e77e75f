"""The verbs, where a page cannot show it: events, the first administrator, duties over time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

import psycopg
import pytest

from samsyn.demo.cast import Member, build_cast
from samsyn.demo.parts import CAST, KOMMUN, SCHOOL, turned
from samsyn.kernel.clock import STOCKHOLM
from samsyn.kernel.decision import Refused
from samsyn.people import actions
from samsyn.people.actor import actor_of
from samsyn.people.models import Account, Assignment, Guardianship, Organisation, Unit
from tests.harness.database import Databases, denied

EVENTS = "select verb from audit_event where chain = %s order by seq"


def test_what_is_done_to_an_organisation_is_chained_to_it(
    fresh_database: str, acting: Callable, owner: psycopg.Connection
) -> None:
    with acting("administrator") as by:
        kommun = Organisation.objects.get(name=KOMMUN)
        unit = actions.add_unit(by=by, organisation=kommun, name="Ny", kind="lss", telephone="031-390 06 50")
        duty = actions.add_staff(
            by=by, unit=unit, name="Bo", title="Chef", telephone="031-390 06 51", since=date(2026, 1, 1)
        )
        actions.end_assignment(by=by, duty=duty, last=date(2026, 2, 1))
        actions.close_unit(by=by, unit=unit)
    verbs = [row[0] for row in owner.execute(EVENTS, [f"organisation:{kommun.pk}"])]
    assert verbs[-4:] == ["add_unit", "add_assignment", "end_assignment", "close_unit"]


def test_an_event_that_cannot_be_written_undoes_the_verb(become: Callable) -> None:
    """The second wall: were the rule forgotten, the database still says no."""
    by = become("stranger")
    with denied():
        Unit.objects.create(
            organisation=Organisation.objects.get(name=KOMMUN), name="x", kind="lss", telephone="1"
        )
    with pytest.raises(Refused):
        actions.add_unit(
            by=by, organisation=Organisation.objects.get(name=KOMMUN), name="x", kind="lss", telephone="1"
        )


def test_there_is_one_first_administrator(
    fresh_database: str, databases: Databases, owner: psycopg.Connection
) -> None:
    """Asked again, nothing is made: neither by the demo nor by `samsyn migrate`."""
    count = "select count(*) from people_person"
    before = owner.execute(count).fetchone()
    again = build_cast(databases.cluster.url("owner", fresh_database))
    assert owner.execute(count).fetchone() == before
    assert again["operator"].name == CAST["operator"].name


def test_a_duty_opens_on_its_first_day_and_not_after_its_last(
    become: Callable, cast: Mapping[str, Member], at: Callable[[datetime], None]
) -> None:
    by = become("administrator")
    unit = Unit.objects.select_related("organisation").get(name=SCHOOL)
    duty = actions.add_staff(
        by=by, unit=unit, name="Bo", title="Vikarie", telephone="031-390 06 51",
        since=date(2027, 3, 1), last=date(2027, 3, 28),
    )  # fmt: skip
    for moment, works in [
        (datetime(2027, 2, 28, 23, 59, tzinfo=STOCKHOLM), False),
        (datetime(2027, 3, 1, 0, 0, tzinfo=STOCKHOLM), True),
        (datetime(2027, 3, 28, 23, 59, tzinfo=STOCKHOLM), True),  # the night the clock is moved
        (datetime(2027, 3, 29, 0, 0, tzinfo=STOCKHOLM), False),
    ]:
        at(moment)
        assert (actor_of(duty.person_id, duty.pk) is not None) == works, moment


def test_a_guardianship_of_a_child_ends_at_eighteen(become: Callable, cast: Mapping[str, Member]) -> None:
    become("guardian")
    kept = Guardianship.objects.get(child_id=cast["child"].person_id, guardian_id=cast["guardian"].person_id)
    assert kept.valid.upper.astimezone(STOCKHOLM).date() == turned(14, 3, 12).replace(
        year=turned(14, 3, 12).year + 18
    )
    become("god_man")
    assert Guardianship.objects.get().valid.upper is None


def test_children_have_accounts_too(become: Callable, cast: Mapping[str, Member]) -> None:
    for key in ("child", "sister", "adult"):
        become(key)
        assert Account.objects.get().pk == cast[key].account_id


def test_the_cast_has_the_age_the_stories_say(cast: Mapping[str, Member], become: Callable) -> None:
    for key, age in {"child": 14, "sister": 9, "adult": 30}.items():
        assert become(key).person.age() == age


def test_a_person_without_a_number(become: Callable) -> None:
    """Never the key: two children of one name are two."""
    by = become("coordinator")
    first, second = (actions.person_without_number(by=by, name="Alex Ek", born=None) for _each in range(2))
    assert first != second
    assert not Assignment.objects.filter(person__ref=first).exists()
