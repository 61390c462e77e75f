"""Which secrecy holds where, as the family reads it before it answers."""

import pytest

from samsyn.people.models import Organisation, OrganisationKind, Unit, UnitKind
from samsyn.process.consent import secrecy

EXPECTED = [
    (UnitKind.BUP, OrganisationKind.REGION, "25 kap. 1 §"),
    (UnitKind.HEALTH_CENTRE, OrganisationKind.PRIVATE, "6 kap. 12 § patientsäkerhetslagen"),
    (UnitKind.SOCIAL_SERVICES, OrganisationKind.KOMMUN, "26 kap. 1 §"),
    (UnitKind.LSS, OrganisationKind.PRIVATE, "29 § LSS"),
    (UnitKind.SCHOOL, OrganisationKind.KOMMUN, "23 kap."),
    (UnitKind.PRESCHOOL, OrganisationKind.KOMMUN, "23 kap."),
    (UnitKind.PROVIDER, OrganisationKind.PRIVATE, "17 kap. 11 §"),
]


@pytest.mark.parametrize(("kind", "body", "paragraph"), EXPECTED)
def test_each_kind_of_party_has_its_paragraph(kind, body, paragraph):
    unit = Unit(kind=kind, organisation=Organisation(kind=body))
    assert paragraph in secrecy.told(unit)["source"]


@pytest.mark.parametrize("kind", [UnitKind.POLICE, UnitKind.INSURANCE, UnitKind.SIS, UnitKind.VOLUNTARY])
def test_what_nobody_has_checked_is_not_said_as_a_fact(kind):
    told = secrecy.told(Unit(kind=kind, organisation=Organisation(kind=OrganisationKind.STATE)))
    assert told == {"text": "Fråga dem vilken tystnadsplikt de har, innan du svarar.", "source": ""}


def test_no_paragraph_is_told_that_nobody_has_read():
    for bodies in secrecy.rows().values():
        for row in bodies.values():
            assert row["text"]["sv"] and (row["verified"] or not row["paragraph"])


def test_every_kind_of_unit_says_something():
    for kind in UnitKind:
        for body in OrganisationKind:
            assert secrecy.told(Unit(kind=kind, organisation=Organisation(kind=body)))["text"]


def test_the_family_reads_it_where_it_answers(asked, client_as):
    page = client_as("guardian").get(f"/sip/{asked.ref}/samtycke/svara/").content.decode()
    assert "25 kap. 1 §" in page and "23 kap." in page
