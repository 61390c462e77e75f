"""Where staff read, print or copy what one in the family does not know, it says so; to that one, nothing."""

import pytest

from samsyn.process.plans.models import Measure

pytestmark = pytest.mark.django_db
UNKNOWN = "Det här vet inte Maria Ek."
STAFF = ("plan/", "plan/utskrift/", "vecka/", "vecka/utskrift/", "insatser/", "uppfoljning/")
FAMILY = (*STAFF, "", "lasningar/", "kopior/")


@pytest.fixture
def hidden(written):
    """A need with its goal and measures, kept from her before the plan is established."""
    case, _by = written.speaks("coordinator")
    found = Measure.objects.filter(case=case).select_related("goal__need").order_by("pk")
    measure = found[0]
    written.hide("need", measure.goal.need.ref, "guardian")
    written.establish()
    return written, measure


def test_staff_read_beside_it_who_does_not_know(hidden, client_as):
    written, measure = hidden
    leader = client_as("coordinator")
    for path in (*STAFF, f"insatser/{measure.ref}/", f"vecka/skriv/{measure.ref}/"):
        page = leader.get(f"/sip/{written.ref}/{path}")
        assert page.status_code == 200 and UNKNOWN in page.content.decode(), path


def test_what_a_unit_copies_into_its_own_journal_says_it_too(hidden, client_as):
    written, _measure = hidden
    text = client_as("coordinator").get(f"/sip/{written.ref}/kopior/journal/").content.decode()
    assert UNKNOWN in text


def test_she_finds_neither_it_nor_the_mark(hidden, client_as):
    written, measure = hidden
    mother = client_as("guardian")
    for path in FAMILY:
        page = mother.get(f"/sip/{written.ref}/{path}").content.decode()
        told = [text for text in ("vet inte", measure.what, measure.goal.need.text) if text in page]
        assert not told, path
    assert mother.get(f"/sip/{written.ref}/insatser/{measure.ref}/").status_code == 404
