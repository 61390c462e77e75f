"""Where nothing can be written down, nothing is shown."""

from collections.abc import Callable, Mapping

import psycopg
import pytest
from django.urls import reverse

from samsyn.cases.models import Case
from tests.guards.urls import addresses, in_case
from tests.harness.client import StrictClient

pytestmark = pytest.mark.slow
SECRETS = ("Adam", "SIP-", "Maria Ek", "Sara Lind", "BUP Hallstad")


def test_without_the_reading_table_every_page_of_a_case_is_503(
    fresh_database: str,
    owner: psycopg.Connection,
    cases: Mapping[str, str],
    acting: Callable,
    client_as: Callable[[str], StrictClient],
) -> None:
    """The pages of a case and the lists of cases; for staff, guardian and child."""
    for who, start in (("coordinator", "at_work"), ("guardian", "family"), ("child", "mine")):
        client = client_as(who)
        paths = [reverse(f"overview:{start}"), *paths_of(cases["planned"], who, acting)]
        shown = [path for path in paths if client.get(path).status_code == 200]
        assert paths[0] in shown
        assert len(shown) > 3
        owner.execute("alter table audit_reading rename to gone")
        for path in shown:
            response = client.get(path)
            assert response.status_code == 503, f"{who} {path}: {response.status_code}"
            assert not [word for word in SECRETS if word in response.content.decode()], path
        owner.execute("alter table gone rename to audit_reading")
        assert client.get(paths[0]).status_code == 200


def paths_of(ref: str, who: str, acting: Callable) -> list[str]:
    with acting(who, case=ref):
        case = Case.objects.get(ref=ref)
        return [in_case(a, case) for a in addresses() if a.of_case]
