"""What the page does not ask, the database refuses too."""

from collections.abc import Callable

import pytest
from django.db import connection

from samsyn.agreements.models import Version
from samsyn.agreements.tests.test_changes import in_days, kommun
from samsyn.people.actor import Actor
from tests.harness.database import denied

pytestmark = pytest.mark.django_db

Become = Callable[..., Actor]


@pytest.mark.parametrize(
    "statement",
    [
        "update agreements_change set removed_at = now()",
        "insert into agreements_change default values",
        "delete from agreements_change",
        "select _compose_agreement(1, current_date)",
        "select _own_agreement(1, current_date)",
        "select name_agreement_keeper((select ref from people_organisation order by id limit 1))",
    ],
)
def test_the_database_refuses_what_the_program_would_not_ask(become: Become, statement: str) -> None:
    become("administrator")
    with denied(), connection.cursor() as cursor:
        cursor.execute(statement)


CALL = "select change_agreement('0123456789abcdef', %s, %s, %s, %s, %s)"


@pytest.mark.parametrize(
    ("who", "shared", "key", "words", "since"),
    [
        ("administrator", True, "meeting_within", '{"value": 21, "source": "x"}', 1),
        ("coordinator", True, "meeting_within", '{"value": 21, "source": "x"}', 1),
        ("coordinator", False, "meeting_within", '{"value": 21, "source": "x"}', 1),
        ("administrator", False, "meeting_within", '{"value": 31, "source": "x", "unit": "calendar"}', 1),
        ("operator", True, "meeting_within", '{"value": 21, "source": "x"}', -1),
        ("operator", True, "meeting_within", '{"value": 21, "source": ""}', 1),
        ("operator", True, "meeting_within", '{"value": "many", "source": "x"}', 1),
        ("operator", True, "meeting_within", '{"value": 21, "source": "x", "stricter": "higher"}', 1),
        ("operator", True, "no_such", '{"value": 21, "source": "x"}', 1),
    ],
)
def test_the_database_asks_once_more(
    become: Become, who: str, shared: bool, key: str, words: str, since: int
) -> None:
    become(who)
    with denied(), connection.cursor() as cursor:
        cursor.execute(CALL, [kommun().ref, shared, key, words, in_days(since)])
    assert Version.objects.filter(loaded=False).count() == 0
