"""The cast, entered straight into the tables: for a database that has no demo to build it."""

from dataclasses import dataclass

import psycopg

from samsyn.kernel.ref import new_ref

# organisation: kind; unit: organisation, kind
ORGANISATIONS = {"Storviks kommun": "kommun", "Region Storvik": "region", "Långtborts kommun": "kommun"}
UNITS = {
    "Socialtjänsten Storvik": ("Storviks kommun", "social_services"),
    "BUP Storvik": ("Region Storvik", "bup"),
    "Björkskolan": ("Storviks kommun", "school"),
    "Habiliteringen": ("Region Storvik", "habilitation"),
    "Vårdcentralen Söder": ("Region Storvik", "health_centre"),
    "Socialtjänsten Långtbort": ("Långtborts kommun", "social_services"),
}


@dataclass(frozen=True)
class Part:
    name: str
    born: str | None = None
    unit: str | None = None
    guards: tuple[str, ...] = ()


CAST = {
    "child": Part("Alva Ek", "2012-03-12"),
    "sister": Part("Nora Ek", "2017-05-02"),
    "mother": Part("Maria Ek", "1982-01-09", guards=("child", "sister")),
    "father": Part("Johan Lind", "1980-11-30", guards=("child", "sister")),
    "adult": Part("Per Ask", "1990-07-07"),
    "god_man": Part("Ulla Berg", "1958-02-14", guards=("adult",)),
    "coordinator": Part("Samira Nilsson", unit="Socialtjänsten Storvik"),
    "colleague": Part("Olle Holm", unit="Socialtjänsten Storvik"),
    "bup": Part("Karin Wall", unit="BUP Storvik"),
    "school": Part("Tove Dahl", unit="Björkskolan"),
    "habilitation": Part("Anders Friman", unit="Habiliteringen"),
    "nurse": Part("Lena Sund", "1979-04-04", unit="Vårdcentralen Söder"),
    "stranger": Part("Stig Främling", unit="Socialtjänsten Långtbort"),
}


def enter(owner: psycopg.Connection) -> None:
    """Organisations, units, people, guardianships, duties and accounts."""
    bodies = {
        name: _add(owner, "organisation", name=name, kind=kind, agreement="nationell", logotype_text="")
        for name, kind in ORGANISATIONS.items()
    }
    units = {
        name: _add(
            owner,
            "unit",
            organisation_id=bodies[body],
            name=name,
            kind=kind,
            telephone="010-123 45 67",
            receives_requests=True,
        )
        for name, (body, kind) in UNITS.items()
    }
    people = {
        key: _add(owner, "person", name=part.name, born=part.born, staff=part.unit is not None)
        for key, part in CAST.items()
    }
    for key, part in CAST.items():
        _add(owner, "account", person_id=people[key])
        if part.unit:
            _add(
                owner,
                "assignment",
                person_id=people[key],
                unit_id=units[part.unit],
                title="Handläggare",
                telephone="010-765 43 21",
                receives=True,
                administers=False,
                valid="[2020-01-01,)",
            )
        for ward in part.guards:
            owner.execute(
                "insert into people_guardianship (child_id, guardian_id, authority, valid, evidence)"
                " values (%s, %s, 'guardian', '[2012-01-01,)', 'folkbokföringen')",
                [people[ward], people[key]],
            )  # fmt: skip


def _add(owner: psycopg.Connection, table: str, **values: object) -> int:
    values = {"ref": new_ref(), **values}
    columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    row = owner.execute(
        f"insert into people_{table} ({columns}) values ({marks}) returning id", list(values.values())
    ).fetchone()
    return row[0]
