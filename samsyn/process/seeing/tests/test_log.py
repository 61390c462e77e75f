"""The chain holds although what is hidden has moved; and no other move is taken for one."""

from collections.abc import Callable, Mapping

import psycopg
import pytest
from django.db import transaction

from samsyn.audit.verify import chains
from samsyn.cases.models import Case
from samsyn.demo.owner import as_owner
from samsyn.process.plans.tests.cases import meeting
from samsyn.process.seeing.tests.conftest import Ek
from tests.harness.database import Databases

pytestmark = pytest.mark.slow


def test_the_chain_holds_what_has_moved_and_nothing_else(
    fresh_database: str, databases: Databases, become: Callable, cast: Mapping, owner: psycopg.Connection
):
    with transaction.atomic():
        made = meeting(become, cast)
        ek = Ek(made.ref, become, cast)
        need = ek.add("need", text="Prata utan mamma")
        ek.hide("need", need.ref, "guardian")
        case_id = Case.objects.get(ref=ek.ref).pk
    url = databases.cluster.url("owner", fresh_database)
    with as_owner(url):
        assert chains(case_id) == []
    owner.execute("update audit_event set scope_id = (select max(id) from cases_scope where kind = 'talk')"
                  " where verb = 'call'")  # fmt: skip
    with as_owner(url):
        assert [one.chain for one in chains(case_id)] == [f"case:{case_id}"]
