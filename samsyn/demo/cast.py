"""Makes the cast through the real verbs, and says who one can be. Safe to repeat."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from samsyn.demo.guide import told_of
from samsyn.demo.owner import as_owner
from samsyn.demo.parts import CAST, GUARDIANS, KOMMUN, OPERATOR, ORGANISATIONS, PRINCIPALS, UNITS, Part
from samsyn.people import actions
from samsyn.people.actor import Actor, actor_of, speak_as
from samsyn.people.install import first_administrator
from samsyn.people.models import (
    Assignment,
    Authority,
    Organisation,
    OrganisationKind,
    Person,
    Unit,
)

__all__ = [
    "CAST", "Member", "acting", "become", "build_cast", "invite", "members", "who_one_can_be", "write_people",
]  # fmt: skip

BEGAN = date(2024, 1, 1)
PRIVATELY = "nurse_private"


@dataclass(frozen=True)
class Member:
    """One of the cast as one who can sign in: with a duty, or privately."""

    key: str
    name: str
    label: str
    group: str
    ref: str
    person_id: int
    account_id: int
    assignment_id: int | None = None


_members: dict[str, Member] = {}


def build_cast(owner_url: str = "") -> dict[str, Member]:
    """Everybody, as the web's role, but for the very first; outside any transaction."""
    owner_url = owner_url or settings.DATABASE_OWNER_URL
    with as_owner(owner_url):
        operator = CAST["operator"]
        first = first_administrator(operator.name, OPERATOR, operator.telephone) or _first()
    duties = {"operator": first}
    with _speaking(first) as by:
        _organisations(by)
        duties["administrator"] = _staff(by, CAST["administrator"])
    with _speaking(duties["administrator"]) as by:
        _units(by, KOMMUN)
    with _speaking(first) as by:
        for organisation in ORGANISATIONS:
            _units(by, organisation)
    duties |= _all_staff(first, duties["administrator"])
    with _speaking(first) as by:
        _supports(by, first)
    with _speaking(duties["coordinator"]) as by:
        refs = {key: duty.person.ref for key, duty in duties.items()} | _families(by, CAST)
        _guardianships(by, refs, GUARDIANS)
    with as_owner(owner_url):
        _members.update(_found(refs, duties))
    return dict(_members)


def invite(
    parts: Mapping[str, Part], guardians: list[tuple[str, str, Authority, str]], owner_url: str = ""
) -> None:
    """More people, for the cases that the demo alone shows. Outside any transaction."""
    CAST.update(parts)
    with acting("coordinator") as by:
        refs = _families(by, parts)
        _guardianships(by, refs, guardians)
    with as_owner(owner_url or settings.DATABASE_OWNER_URL):
        _members.update(_found(refs, {}))


def members() -> dict[str, Member]:
    """Who was made, in this process or, as `samsyn demo` wrote it down, in an earlier one."""
    written = os.environ.get("SAMSYN_DEMO_PEOPLE", "")
    if not _members and written and Path(written).exists():
        names = [field.name for field in fields(Member)]
        rows = json.loads(Path(written).read_text(encoding="utf-8"))
        _members.update({row["key"]: Member(*(row[name] for name in names)) for row in rows})
    return dict(_members)


def who_one_can_be() -> list[dict[str, object]]:
    """For the demo's sign-in page, which may not ask the database."""
    return [asdict(member) | told_of(member.key) for member in members().values()]


def write_people(path: Path) -> None:
    path.write_text(json.dumps(who_one_can_be(), ensure_ascii=False, indent=1), encoding="utf-8")


def become(key: str) -> Actor:
    """The rest of this transaction speaks to the database as this member."""
    member = members()[key]
    speak_as(member.person_id, member.assignment_id)
    if found := actor_of(member.person_id, member.assignment_id):
        return found
    raise LookupError(key)


@contextmanager
def acting(key: str) -> Iterator[Actor]:
    """A transaction in which this member acts."""
    with transaction.atomic():
        yield become(key)


# -- made once, found after


@contextmanager
def _speaking(duty: Assignment) -> Iterator[Actor]:
    with transaction.atomic():
        speak_as(duty.person_id, duty.pk)
        yield Actor(duty.person, duty)


def _first() -> Assignment:
    return (
        Assignment.objects.select_related("person", "unit__organisation")
        .filter(unit__organisation__kind=OrganisationKind.OPERATOR, administers=True)
        .order_by("pk")[0]
    )


def _organisations(by: Actor) -> None:
    for name, (kind, agreement) in ORGANISATIONS.items():
        if not Organisation.objects.filter(name=name).exists():
            whose = Organisation.objects.filter(name=PRINCIPALS.get(name, "")).first()
            actions.add_organisation(by=by, name=name, kind=kind, agreement=agreement, principal=whose)


def _unit(by: Actor, name: str) -> Unit:
    organisation, kind, telephone, receives = UNITS[name]
    found = Unit.objects.select_related("organisation").filter(name=name).first()
    return found or actions.add_unit(
        by=by,
        organisation=Organisation.objects.get(name=organisation),
        name=name,
        kind=kind,
        telephone=telephone,
        receives_requests=receives,
    )


def _units(by: Actor, organisation: str) -> None:
    for name, (whose, *_rest) in UNITS.items():
        if whose == organisation:
            _unit(by, name)


def _staff(by: Actor, part: Part) -> Assignment:
    found = Assignment.objects.select_related("person", "unit__organisation").filter(
        person__name=part.name, unit__name=part.unit
    )
    return found.first() or actions.add_staff(
        by=by,
        unit=_unit(by, part.unit),
        name=part.name,
        title=part.title,
        telephone=part.telephone,
        since=BEGAN,
        receives=part.receives,
        administers=part.administers,
        manages=part.manages,
        reviews=part.reviews,
        supports=part.supports,
    )


def _all_staff(first: Assignment, local: Assignment) -> dict[str, Assignment]:
    """Each entered by whoever keeps the organisation."""
    made = {}
    for key, part in CAST.items():
        if part.unit:
            keeper = local if UNITS[part.unit][0] == KOMMUN else first
            with _speaking(keeper) as by:
                made[key] = _staff(by, part)
    return made


def _supports(by: Actor, duty: Assignment) -> None:
    """The one who runs samsyn gives support too, here."""
    if not duty.supports:
        actions.change_assignment(
            by=by, duty=duty, title=duty.title, telephone=duty.telephone, administers=True, supports=True
        )


def _families(by: Actor, parts: Mapping[str, Part]) -> dict[str, str]:
    return {
        key: actions.person_by_number(by=by, number=part.number, name=part.name)
        for key, part in parts.items()
        if part.number
    }


def _guardianships(by: Actor, refs: dict[str, str], guardians: list[tuple[str, str, Authority, str]]) -> None:
    for guardian, ward, authority, evidence in guardians:
        born = CAST[ward].born
        minor = authority == Authority.GUARDIAN
        actions.record_guardianship(
            by=by,
            child=refs[ward],
            guardian=refs[guardian],
            authority=authority,
            evidence=evidence,
            since=born if minor else BEGAN,
            last=born.replace(year=born.year + 18) - timedelta(days=1) if minor else None,
        )


def _found(refs: dict[str, str], duties: dict[str, Assignment]) -> dict[str, Member]:
    people = {p.ref: p for p in Person.objects.select_related("account").filter(ref__in=refs.values())}
    made = {}
    for key in (key for key in CAST if key in refs):
        part, person = CAST[key], people[refs[key]]
        given = (part.name, part.says, part.group, person.ref, person.pk, person.account.pk)
        made[key] = Member(key, *given, duties[key].pk if key in duties else None)
        if key == "nurse":
            says = "Nora, Leos mamma (privat)"
            made[PRIVATELY] = Member(PRIVATELY, part.name, says, "Familjer", *given[3:])
    return made
