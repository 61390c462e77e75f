"""Who acts: a person, privately or in one duty. A nurse may also be the mother."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.kernel import clock
from samsyn.people.models import Assignment, Person


@dataclass(frozen=True)
class Actor:
    """Every verb takes one as `by`. `assignment` None: privately."""

    person: Person
    assignment: Assignment | None = None

    def __str__(self) -> str:
        return self.person.name

    @property
    def start(self) -> str:
        """The start page of the capacity acted in."""
        return "/arbete/" if self.assignment else "/familj/"

    @property
    def office(self) -> str:
        """In which capacity, in words."""
        return str(self.assignment) if self.assignment else _("privat")


def speak_as(
    person_id: int | None,
    assignment_id: int | None = None,
    *,
    reading: bool = False,
    unlocked: int | None = None,
) -> None:
    """Tell the database who asks, for this transaction; no case is in focus.

    `reading`: take the role that may only SELECT. None: nobody, and every policy raises. `unlocked`: the case
    in which a child has taken the second step.
    """
    settings = {
        "app.uid": person_id or "",
        "app.assignment": assignment_id or "",
        "app.case": "",
        "app.unlocked": f"{person_id}:{unlocked}" if unlocked else "",
        "role": "samsyn_reader" if reading else "none",
    }
    calls = ", ".join("set_config(%s, %s, true)" for _name in settings)
    values = [str(part) for pair in settings.items() for part in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", values)


def actor_of(person_id: int, assignment_id: int | None) -> Actor | None:
    """The actor the database has been told of, or None when the duty is not (or no longer) the person's."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None or assignment_id is None:
        return Actor(person) if person else None
    duty = (
        Assignment.objects.select_related("unit__organisation")
        .defer("unit__organisation__logotype")
        .filter(pk=assignment_id, person=person, valid__contains=clock.now())
        .first()
    )
    return Actor(person, duty) if duty else None
