"""The bodies that the synthetic cases lie with: kommuner and regions, their units, and who works there."""

from __future__ import annotations

from samsyn.bench.synthetic.order import Duty
from samsyn.bench.synthetic.tables import Table
from samsyn.people.models import Account, Assignment, Organisation, OrganisationKind, Person, Unit, UnitKind

CASES_A_KOMMUN = 400
CASES_A_DUTY = 25
ALWAYS = '["2024-01-01 00:00:00+00",)'
# kind of unit: which body's, what it is called, what they are called who work there
KINDS: list[tuple[UnitKind, OrganisationKind, str, str]] = [
    (UnitKind.SOCIAL_SERVICES, OrganisationKind.KOMMUN, "Socialtjänsten", "Socialsekreterare"),
    (UnitKind.BUP, OrganisationKind.REGION, "BUP", "Psykolog"),
    (UnitKind.SCHOOL, OrganisationKind.KOMMUN, "Grundskolan", "Rektor"),
    (UnitKind.HABILITATION, OrganisationKind.REGION, "Habiliteringen", "Kurator"),
    (UnitKind.HEALTH_CENTRE, OrganisationKind.REGION, "Vårdcentralen", "Sjuksköterska"),
]


class Staff:
    """Enough people for the cases: each has at most 25 of them."""

    def __init__(self, persons: Table, accounts: Table, agreement: str):
        self.persons, self.accounts, self.agreement = persons, accounts, agreement
        self.organisations = Table(Organisation, "name", "kind", "agreement")
        self.units = Table(Unit, "organisation_id", "name", "kind", "telephone")
        self.assignments = Table(Assignment, "person_id", "unit_id", "title", "telephone", "valid")
        self.duties: list[list[list[Duty]]] = []  # kommun → kind of unit → who works there

    @property
    def tables(self) -> list[Table]:
        return [self.organisations, self.units, self.assignments]

    def hire(self, cases: int) -> None:
        """`cases` in all: so many kommuner, with so many people, that nobody has more than 25."""
        for number in range(-(-cases // CASES_A_KOMMUN)):
            here = min(CASES_A_KOMMUN, cases - number * CASES_A_KOMMUN)
            self.duties.append(self._kommun(number + 1, -(-here // CASES_A_DUTY)))

    def _kommun(self, number: int, each: int) -> list[list[Duty]]:
        bodies = {
            kind: str(self.organisations.add(f"{name} {number}", kind, self.agreement))
            for kind, name in ((OrganisationKind.KOMMUN, "Påhittad kommun"),
                               (OrganisationKind.REGION, "Påhittad region"))
        }  # fmt: skip
        return [self._unit(bodies[body], kind, f"{name} {number}", title, each)
                for kind, body, name, title in KINDS]  # fmt: skip

    def _unit(self, organisation: str, kind: UnitKind, name: str, title: str, each: int) -> list[Duty]:
        unit = str(self.units.add(organisation, name, kind, "031-390 06 00"))
        ref = self.units.last_ref
        return [self._duty(organisation, unit, name, ref, title, place) for place in range(each)]

    def _duty(self, organisation: str, unit: str, at: str, ref: str, title: str, place: int) -> Duty:
        name = f"{title} {place + 1}"
        person = str(self.persons.add(name, r"\N", "t"))
        self.accounts.add(person)
        assignment = str(self.assignments.add(person, unit, title, "070-174 06 00", ALWAYS))
        return Duty(assignment, person, unit, organisation, name, title, at, ref)


def of_case(duties: list[list[list[Duty]]], case: int) -> list[Duty]:
    """Those who take part in the case, one of each unit; the first one leads."""
    kommun, within = divmod(case, CASES_A_KOMMUN)
    return [unit[within // CASES_A_DUTY] for unit in duties[kommun]]


def staff_tables() -> tuple[Table, Table]:
    return Table(Person, "name", "born", "staff"), Table(Account, "person_id")
