"""Who leads after the plan is established, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samsyn.process.plans.tests.cases import fill, meeting

pytestmark = pytest.mark.django_db


def test_a_coordinator_still_leads_when_the_consent_has_run_out(become, cast, at):
    ek = meeting(become, cast)
    fill(ek, coordinator="bup")
    ek.establish()
    at(timezone.now() + timedelta(days=400))
    assert {"frame", "family"} <= ek.scopes("bup")
