"""What those who lead keep about safety, as far as every layer above must know of it.

A marked case waits; a protected person's uses are kept apart; two persons are needed to open or alter. All
rows lie in the case's `staff` scope: nobody in the family has it, and nothing of it is told to anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn.cases.calling import call
from samsyn.cases.models import Case, CaseRow, Party, Place, Scope
from samsyn.kernel import clock
from samsyn.kernel.ref import new_ref
from samsyn.people.models import Assignment


class Halt(CaseRow):
    """A marked case: nobody is let in and nothing is told until a risk assessment lifts it."""

    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)


class TwoFor(models.TextChoices):
    PROTECT = "protect", _("ändra ett skydd")
    OPEN = "open", _("öppna det skyddade")


class Countersign(CaseRow):
    """One asks, another says yes: never the same person. What is to be opened is asked for a few minutes."""

    what = models.CharField(max_length=10, choices=TwoFor)
    asked_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    second = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)


class Grade(models.TextChoices):
    """Skyddade personuppgifter (domain.md 1.7), from the least to the most."""

    NONE = "none", _("Inget skydd")
    MARKED = "marked", _("Sekretessmarkering")
    REGISTERED = "registered", _("Skyddad folkbokföring")
    FICTITIOUS = "fictitious", _("Fingerade personuppgifter")


class Protection(CaseRow):
    """How somebody's particulars are protected, and from whom in the case; at work when two have agreed."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    away_from = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=12, choices=Grade)
    countersign = models.OneToOneField(Countersign, models.PROTECT, related_name="protection")
    # How far the case had come when two had agreed: there it stands still for the one it is kept from.
    stage = models.CharField(max_length=20, blank=True, db_default="")
    plan_in_force = models.BooleanField(null=True)


@dataclass(frozen=True)
class Guarding:
    """What is guarded in a case, as whoever leads it knows; to everybody else there is nothing."""

    waits: bool
    grades: dict[int, Grade]  # protected place → grade
    away: frozenset[int]  # the places it is kept from

    @property
    def protects(self) -> bool:
        return bool(self.grades)

    def sends_to(self, place: Place) -> bool:
        """In a protected case nothing is sent: somebody rings, or hands it over.

        But for the one it is kept from, who gets the same neutral notice as in any case: silence would tell.
        """
        return not self.protects or place.pk in self.away

    def hides_from(self, place: Place) -> bool:
        """Are contact, unit names, places and times kept from this one?"""
        return self.protects and place.pk in self.away


def guarding(case: Case) -> Guarding:
    """Two statements, once per case as it was read."""
    if "guarding" not in case.__dict__:
        rows = Protection.objects.filter(case=case, countersign__agreed=True).order_by("pk")
        newest = {row.place_id: row for row in rows.select_related("place")}
        found = {pk: row for pk, row in newest.items() if row.grade != Grade.NONE}
        case.__dict__["guarding"] = Guarding(
            waits=Halt.objects.filter(case=case, lifted_at=None).exists(),
            grades={pk: Grade(row.grade) for pk, row in found.items()},
            away=frozenset(row.away_from_id for row in found.values() if row.away_from_id),
        )
    return case.__dict__["guarding"]


def show_party(case: Case, party: Party, shown: bool) -> None:
    """A known party is shown no more, or again, to those it is kept from: to them, as if it had left."""
    call("show_party", party.ref, shown)
    case.forget()


def where_told(case: Case, where: str) -> str:
    """In a protected case no place of a meeting is stored: what is not there is not shown (domain.md 1.7)."""
    if not guarding(case).protects:
        return where
    name = case.leader.called if case.leader else str(case.controller)
    return gettext("%(name)s berättar var mötet är.") % {"name": name}


def is_watched() -> bool:
    """Must whoever has a duty in the case in focus write no address? Never so for a family."""
    return bool(call("case_is_protected"))


def staff_scope(case: Case) -> Scope:
    """What those who lead or take in requests keep together; made when it is needed first."""
    pk = call("staff_scope")
    case.forget()
    return Scope.objects.get(pk=pk)


def halt(case: Case) -> None:
    """Whoever warns makes the case wait, also a child that cannot read what is kept about it."""
    call("halt_case")
    case.forget()


def ask_second(case: Case, what: TwoFor, second: Assignment, minutes: int | None = None) -> Countersign:
    """A colleague at the same body is asked; the database refuses the one who asks."""
    pk = call("ask_second", new_ref(), what, second.ref, minutes)
    case.forget()
    return Countersign.objects.get(pk=pk)


@dataclass(frozen=True)
class Asked:
    """What a second person is asked: no name of anybody in the case, no content."""

    ref: str
    number: str
    what: TwoFor
    grade: str
    asked_by: str
    unit: str
    asked_at: datetime
    ends_at: datetime | None


def asked_of_me() -> list[Asked]:
    """What waits for the one who acts, as a second person, in the duty acted in."""
    with connection.cursor() as cursor:
        cursor.execute("select * from asked_of_me()")
        return [
            Asked(ref, number, TwoFor(what), str(Grade(grade).label) if grade else "", by, unit, at, ends)
            for ref, number, what, grade, by, unit, at, ends in cursor.fetchall()
        ]


def answer_second(ref: str, agrees: bool) -> None:
    """The second person's yes or no, once; written in the case's log among what those who lead keep."""
    call("answer_second", ref, agrees)


def opened(case: Case, duty: Assignment) -> Countersign | None:
    """Has a second person opened the protected part for that one, and is it still open?"""
    now = clock.now()
    mine = Countersign.objects.filter(case=case, what=TwoFor.OPEN, asked_by=duty, agreed=True)
    return mine.filter(ends_at__gt=now).order_by("-pk").first()
