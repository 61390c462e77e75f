"""What is taken back is gone in the next statement, also of a transaction that is already open."""

from collections.abc import Callable, Mapping

import psycopg
import pytest

from samsyn.cases.actions import end_access
from samsyn.cases.models import Place, Scope
from samsyn.demo.cast import Member
from tests.harness.database import Databases
from tests.walls.conftest import Known

pytestmark = pytest.mark.slow


def test_withdrawal_reaches_an_open_transaction(
    fresh_database: str, databases: Databases, known: Known, acting: Callable, cast: Mapping[str, Member]
) -> None:
    bup = cast["bup"]
    with psycopg.connect(databases.cluster.url("app", fresh_database)) as open_one:
        settings = {"app.uid": bup.person_id, "app.assignment": bup.assignment_id, "app.case": known.id}
        for name, value in settings.items():
            open_one.execute("select set_config(%s, %s, true)", [name, str(value)])
        asked = "select count(*) from cases_question"
        assert open_one.execute(asked).fetchone() == (1,)
        with acting("coordinator", case=known.ref):
            end_access(
                Place.objects.get(pk=known.places["bup"]), Scope.objects.filter(pk=known.question.scope_id)
            )
        assert open_one.execute(asked).fetchone() == (0,)
