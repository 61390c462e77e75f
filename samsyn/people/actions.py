"""The verbs about persons, organisations, units and duties. Each checks, writes, and chains an event.

Persons and their numbers are written by definer functions of the database only (`sql/0001_walls.sql`).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import BinaryIO

from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from samsyn.audit.actions import write_organisation_event
from samsyn.kernel import clock, crypto
from samsyn.kernel.decision import ALLOWED, Refused, refuse, require
from samsyn.kernel.ref import new_ref
from samsyn.people import logotype, rules
from samsyn.people.actor import Actor
from samsyn.people.models import Assignment, Authority, Organisation, Person, Unit
from samsyn.people.numbers import Number

TOO_MANY_LOOKUPS = "SY429"
DUTIES = ("receives", "administers", "manages", "reviews", "supports")  # `Assignment`, in its own words


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    name: str,
    kind: str,
    agreement: str = "nationell",
    principal: Organisation | None = None,
) -> Organisation:
    """Enter a kommun, a region, a private provider …: who answers for its own records (C092–C098)."""
    require(rules.may_operate(by), rules.may_answer_for(kind, principal))
    made = Organisation.objects.create(name=name, kind=kind, agreement=agreement, principal=principal)
    write_organisation_event(made.ref, "add_organisation", made.ref)
    return made


@transaction.atomic
def change_organisation(
    *, by: Actor, organisation: Organisation, name: str | None = None, agreement: str | None = None
) -> None:
    """Give an organisation another name, or the code of another local agreement."""
    require(rules.may_administer(by, organisation))
    organisation.name = name or organisation.name
    organisation.agreement = agreement or organisation.agreement
    organisation.save(update_fields=["name", "agreement"])
    write_organisation_event(organisation.ref, "change_organisation", organisation.ref)


@transaction.atomic
def set_principal(*, by: Actor, organisation: Organisation, principal: Organisation | None) -> None:
    """Say which huvudman a private provider works for: it answers for the measure (C098)."""
    require(rules.may_operate(by), rules.may_answer_for(organisation.kind, principal))
    organisation.principal = principal
    organisation.save(update_fields=["principal"])
    write_organisation_event(organisation.ref, "set_principal", organisation.ref)


@transaction.atomic
def set_logotype(*, by: Actor, organisation: Organisation, upload: BinaryIO, text: str) -> None:
    """Keep the organisation's mark, drawn anew; `text` says what the picture shows."""
    require(rules.may_administer(by, organisation))
    organisation.logotype = logotype.redrawn(upload)
    organisation.logotype_text = text
    organisation.save(update_fields=["logotype", "logotype_text"])
    write_organisation_event(organisation.ref, "set_logotype", organisation.ref)


@transaction.atomic
def add_unit(
    *,
    by: Actor,
    organisation: Organisation,
    name: str,
    kind: str,
    telephone: str,
    receives_requests: bool = False,
) -> Unit:
    """Enter a verksamhet: where people work, and whom consent is given to (C092–C098, C194)."""
    require(rules.may_administer(by, organisation))
    made = Unit.objects.create(
        organisation=organisation,
        name=name,
        kind=kind,
        telephone=telephone,
        receives_requests=receives_requests,
    )
    write_organisation_event(organisation.ref, "add_unit", made.ref)
    return made


@transaction.atomic
def change_unit(
    *, by: Actor, unit: Unit, name: str, kind: str, telephone: str, receives_requests: bool
) -> None:
    """Correct what is said of a unit."""
    require(rules.may_administer(by, unit.organisation))
    unit.name, unit.kind, unit.telephone, unit.receives_requests = name, kind, telephone, receives_requests
    unit.save(update_fields=["name", "kind", "telephone", "receives_requests"])
    write_organisation_event(unit.organisation.ref, "change_unit", unit.ref)


@transaction.atomic
def close_unit(*, by: Actor, unit: Unit) -> None:
    """A unit that is no more: it receives nothing new, and stays named in what it has taken part in."""
    require(rules.may_administer(by, unit.organisation), rules.may_close(unit))
    unit.closed_at, unit.receives_requests = clock.now(), False
    unit.save(update_fields=["closed_at", "receives_requests"])
    write_organisation_event(unit.organisation.ref, "close_unit", unit.ref)


@transaction.atomic
def add_staff(*, by: Actor, unit: Unit, name: str, **duty: object) -> Assignment:
    """Enter a person who works at a unit, and the duty there; `duty` as in `add_assignment`."""
    require(rules.may_administer(by, unit.organisation))
    with connection.cursor() as cursor:
        cursor.execute("select new_staff(%s, %s)", [new_ref(), name])
        person = Person.objects.get(pk=cursor.fetchone()[0])
    return add_assignment(by=by, unit=unit, person=person, **duty)


@transaction.atomic
def add_assignment(
    *,
    by: Actor,
    unit: Unit,
    person: Person,
    title: str,
    telephone: str,
    since: date,
    last: date | None = None,
    **what: bool,
) -> Assignment:
    """Give a person who is already staff a duty at a unit, from a day and possibly to a day.

    `what` of `DUTIES` it holds.
    """
    require(rules.may_administer(by, unit.organisation), rules.is_open(unit), rules.in_order(since, last))
    made = Assignment.objects.create(
        unit=unit,
        person=person,
        title=title,
        telephone=telephone,
        valid=DateTimeTZRange(clock.midnight(since), _after(last)),
        **what,
    )
    write_organisation_event(unit.organisation.ref, "add_assignment", made.ref)
    return made


@transaction.atomic
def change_assignment(
    *,
    by: Actor,
    duty: Assignment,
    title: str,
    telephone: str,
    administers: bool,
    **what: bool,
) -> None:
    """Correct what is said of a duty; its days are ended by `end_assignment`."""
    require(rules.may_administer(by, duty.unit.organisation))
    if not administers:
        require(rules.may_stop_administering(by, duty))
    duty.title, duty.telephone = title, telephone
    for name in DUTIES:
        setattr(duty, name, administers if name == "administers" else what.get(name, False))
    duty.save(update_fields=["title", "telephone", *DUTIES])
    write_organisation_event(duty.unit.organisation.ref, "change_assignment", duty.ref)


@transaction.atomic
def end_assignment(*, by: Actor, duty: Assignment, last: date) -> None:
    """`last` is the duty's last day: at midnight after it, nothing opens to this duty any more."""
    require(
        rules.may_administer(by, duty.unit.organisation),
        rules.in_order(duty.since, last),
        rules.may_stop_administering(by, duty),
    )
    duty.valid = DateTimeTZRange(duty.valid.lower, _after(last))
    duty.save(update_fields=["valid"])
    write_organisation_event(duty.unit.organisation.ref, "end_assignment", duty.ref)


@transaction.atomic
def set_leave(*, by: Actor, duty: Assignment, since: date | None, last: date | None = None) -> None:
    """The days of a leave (C153), none without a first day. It takes no right away; the manager is told."""
    order = rules.in_order(since, last) if since else ALLOWED
    require(rules.may_administer(by, duty.unit.organisation), order)
    duty.away = DateTimeTZRange(clock.midnight(since), _after(last)) if since else None
    duty.save(update_fields=["away"])
    write_organisation_event(duty.unit.organisation.ref, "set_leave", duty.ref)


@transaction.atomic
def person_by_number(*, by: Actor, number: Number, name: str, born: date | None = None) -> str:
    """The ref of the person with this number, entered now unless known: the answer does not tell which.

    Every look-up is a row, and there may be 60 an hour.
    """
    blind = crypto.blind_index(number.text)
    sealed = crypto.seal(number.text, f"people_personnumber.sealed:{blind}")
    given = [name, born or number.born, number.kind, sealed, blind]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select person_for_number(%s, %s, %s, %s, %s)", given)
            return cursor.fetchone()[0]
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) != TOO_MANY_LOOKUPS:
            raise
        raise Refused(
            refuse(_("Du har sökt på många nummer den senaste timmen. Vänta en stund och försök igen."))
        ) from error


@transaction.atomic
def person_without_number(*, by: Actor, name: str, born: date | None) -> str:
    """Enter a person who has no number, or whose number is not known; the ref."""
    with connection.cursor() as cursor:
        cursor.execute("select person_without_number(%s, %s, %s)", [new_ref(), name, born])
        return cursor.fetchone()[0]


@transaction.atomic
def record_guardianship(
    *,
    by: Actor,
    child: str,
    guardian: str,
    evidence: str,
    since: date,
    last: date | None = None,
    authority: str = Authority.GUARDIAN,
) -> None:
    """Staff note who answers for a person (two refs), from when to when, and how that was checked."""
    require(rules.may_record_guardianship(by, evidence), rules.in_order(since, last))
    given = [child, guardian, authority, evidence, clock.midnight(since), _after(last)]
    with connection.cursor() as cursor:
        cursor.execute("select record_guardianship(%s, %s, %s, %s, %s, %s)", given)


def _after(last: date | None) -> datetime | None:
    """Where a right ends that holds through this day."""
    return clock.midnight(last + timedelta(days=1)) if last else None
