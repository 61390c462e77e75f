"""A change stands in the log of the organisation, and a load goes below what was changed on a page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from samsyn.agreements import actions, rules
from samsyn.agreements.models import Change
from samsyn.agreements.reading import PROFILES
from samsyn.demo.parts import KOMMUN
from samsyn.kernel import clock
from samsyn.people.models import Organisation
from tests.harness.database import Databases, point_at

SAID = {"value": 21, "unit": "calendar", "source": "x", "verified": True, "label": {}, "text": {}}
EVENTS = "select verb, subject from audit_event where chain = %s order by seq"


@pytest.fixture
def changed(fresh_database: str, acting: Callable) -> str:
    """Twenty-one days from ten days ahead; returns the chain of the organisation."""
    since = clock.today() + timedelta(days=10)
    with acting("operator") as by:
        kommun = Organisation.objects.get(name=KOMMUN)
        actions.change_value(
            by=by, organisation=kommun, shared=True, key="meeting_within", said=SAID, since=since
        )
        one = Change.objects.get()
        actions.change_value(
            by=by, organisation=kommun, shared=True, key="reply_within", said=SAID, since=since
        )
        actions.remove_change(by=by, organisation=kommun, change=Change.objects.get(key="reply_within"))
        assert one.ref
    return f"organisation:{kommun.pk}"


def test_each_change_is_chained_to_the_organisation(changed: str, owner: psycopg.Connection) -> None:
    verbs = [verb for verb, _subject in owner.execute(EVENTS, [changed])]
    assert verbs[-3:] == ["change_agreement", "change_agreement", "remove_agreement_change"]


def test_a_load_goes_below_what_was_changed_on_a_page(
    changed: str, fresh_database: str, databases: Databases, tmp_path: Path
) -> None:
    point_at(databases.cluster.url("owner", fresh_database))
    rules.forget()
    assert not any(loaded.added for loaded in actions.load_all())
    later = clock.today() + timedelta(days=10)
    text = (PROFILES / "halland.yaml").read_text("utf-8")
    text = text.replace("from: 2010-01-01\nto: null\nvalues", f"from: {clock.today()}\nto: null\nvalues", 1)
    path = tmp_path / "halland.yaml"
    path.write_text(
        text.replace('sv: "samordnare"', 'sv: "planhållare"').replace("value: 30", "value: 28"), "utf-8"
    )
    assert actions.load(path).added
    now, then = rules.in_force("halland", clock.today()), rules.in_force("halland", later)
    assert (now.number("meeting_within"), then.number("meeting_within")) == (28, 21)
    assert now.title("coordinator_title") == then.title("coordinator_title") == "planhållare"
    rules.forget()
