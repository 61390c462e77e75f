"""A private provider is a body of its own, and works for a huvudman that answers for the measure."""

import pytest

from samsyn.demo.parts import KOMMUN, REGION
from samsyn.kernel.decision import Refused
from samsyn.people import actions, rules
from samsyn.people.models import Organisation

PROVIDER, POLICE = "Stödkraft AB", "Polismyndigheten"


def named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def test_whoever_runs_samsyn_says_whom_a_provider_works_for(become, client_as):
    become("operator")
    path = f"/admin-lokal/organisation/{named(PROVIDER).ref}/"
    page = client_as("operator").get(path).content.decode()
    assert KOMMUN in page and "Ändra vem de arbetar för" in page
    sent = client_as("operator").post(path + "huvudman/", {"principal": named(REGION).ref})
    assert sent.status_code == 302
    become("operator")
    assert named(PROVIDER).principal == named(REGION)
    assert client_as("operator").post(path + "huvudman/", {"principal": ""}).status_code == 302
    become("operator")
    assert named(PROVIDER).principal is None


def test_nobody_else_says_it(become, client_as):
    become("operator")
    path = f"/admin-lokal/organisation/{named(PROVIDER).ref}/huvudman/"
    assert client_as("administrator").get(path).status_code in (403, 404)
    by = become("administrator")
    with pytest.raises(Refused):
        actions.set_principal(by=by, organisation=named(PROVIDER), principal=named(REGION))


@pytest.mark.parametrize(
    ("kind", "principal", "holds"),
    [("private", REGION, True), ("private", POLICE, False), ("state", KOMMUN, False), ("state", None, True)],
)
def test_only_a_huvudman_answers_for_a_provider(become, kind, principal, holds):
    become("operator")
    assert bool(rules.may_answer_for(kind, named(principal) if principal else None)) is holds
