"""Persons, who answers for whom, and who works where.

A person's number is never the key: a child may lack one. Numbers are sealed and found by a blind index.
Names lie behind a wall: one sees oneself, the persons in one's cases, and staff by name.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel import clock, crypto
from samsyn.kernel.ref import RefField


class OrganisationKind(models.TextChoices):
    KOMMUN = "kommun", _("Kommun")
    REGION = "region", _("Region")
    STATE = "state", _("Statlig myndighet")
    PRIVATE = "private", _("Privat utförare")
    VOLUNTARY = "voluntary", _("Frivilligorganisation")
    OPERATOR = "operator", _("Den som driver samsyn")


class Sector(models.TextChoices):
    """Which duty a unit's work falls under: it decides kallelse or inbjudan (agreements)."""

    HEALTH = "health", _("Hälso- och sjukvård")
    SOCIAL = "social", _("Socialtjänst")
    SCHOOL = "school", _("Skola och förskola")
    OTHER = "other", _("Annan")


class UnitKind(models.TextChoices):
    """C092–C098, C194."""

    SOCIAL_SERVICES = "social_services", _("Socialtjänst")
    LSS = "lss", _("LSS")
    HEALTH_CENTRE = "health_centre", _("Vårdcentral eller hälsocentral")
    BUP = "bup", _("BUP, barn- och ungdomspsykiatri")
    HABILITATION = "habilitation", _("Habilitering")
    YOUTH_CLINIC = "youth_clinic", _("Ungdomsmottagning")
    PSYCHIATRY = "psychiatry", _("Vuxenpsykiatri")
    HOSPITAL = "hospital", _("Sjukhus")
    SCHOOL = "school", _("Skola")
    STUDENT_HEALTH = "student_health", _("Elevhälsa")
    PRESCHOOL = "preschool", _("Förskola")
    POLICE = "police", _("Polis")
    INSURANCE = "forsakringskassan", _("Försäkringskassan")
    SIS = "sis", _("Statens institutionsstyrelse (SiS)")
    GUARDIAN_OFFICE = "god_man", _("God man eller förvaltare")
    VOLUNTARY = "voluntary", _("Frivilligorganisation")
    INTERPRETER = "interpreter", _("Tolk")
    PROVIDER = "provider", _("Utförare")
    OTHER = "other", _("Annan verksamhet")


SECTOR_OF: dict[str, Sector] = {
    UnitKind.SOCIAL_SERVICES: Sector.SOCIAL,
    UnitKind.LSS: Sector.SOCIAL,
    UnitKind.HEALTH_CENTRE: Sector.HEALTH,
    UnitKind.BUP: Sector.HEALTH,
    UnitKind.HABILITATION: Sector.HEALTH,
    UnitKind.YOUTH_CLINIC: Sector.HEALTH,
    UnitKind.PSYCHIATRY: Sector.HEALTH,
    UnitKind.HOSPITAL: Sector.HEALTH,
    UnitKind.SCHOOL: Sector.SCHOOL,
    UnitKind.STUDENT_HEALTH: Sector.SCHOOL,
    UnitKind.PRESCHOOL: Sector.SCHOOL,
}


class Organisation(models.Model):
    """A body that answers for its own records: the controller of what its staff write."""

    ref = RefField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    agreement = models.CharField(max_length=40, default="nationell")  # code of the local agreement
    # The huvudman a private provider works for: it answers for the measure, the provider for its own record.
    principal = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="providers")
    logotype = models.BinaryField(null=True, blank=True)  # PNG, re-encoded
    logotype_text = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A verksamhet: where people work, and whom consent is given to."""

    ref = RefField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=UnitKind)
    telephone = models.CharField(max_length=40)
    receives_requests = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def sector(self) -> Sector:
        return SECTOR_OF.get(self.kind, Sector.OTHER)


class Person(models.Model):
    """A human being; as staff known by name, in a case by the name the case uses."""

    ref = RefField()
    name = models.CharField(max_length=200)
    born = models.DateField(null=True, blank=True)
    staff = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    def age(self, on: date | None = None) -> int | None:
        """Whole years; one born on 29 February turns on 1 March. None when the birthday is unknown."""
        if self.born is None:
            return None
        on = on or clock.today()
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class NumberKind(models.TextChoices):
    PERSONNUMMER = "personnummer", _("Personnummer")
    SAMORDNINGSNUMMER = "samordningsnummer", _("Samordningsnummer")


class PersonNumber(models.Model):
    """A person's number, sealed, with a blind index to look up by. Behind the same wall as the person."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="number")
    kind = models.CharField(max_length=20, choices=NumberKind)
    sealed = crypto.SealedField()
    blind = models.CharField(max_length=64, unique=True)

    def shown(self) -> str:
        """`20120312-2385`. Raises `InvalidTag` if the value has been moved from another row."""
        return crypto.unseal(self.sealed, f"people_personnumber.sealed:{self.blind}")


class Authority(models.TextChoices):
    """In which capacity someone answers for another person (FB 6 and 11 kap.)."""

    GUARDIAN = "guardian", _("Vårdnadshavare")
    GOD_MAN = "god_man", _("God man")
    FORVALTARE = "forvaltare", _("Förvaltare")


class Guardianship(models.Model):
    """`guardian` answers for `child` (or for an adult, as god man) during `valid`."""

    child = models.ForeignKey(Person, models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="wards")
    authority = models.CharField(max_length=20, choices=Authority, default=Authority.GUARDIAN)
    valid = DateTimeRangeField()
    evidence = models.CharField(max_length=200)  # how it was checked

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_nobody_guards_oneself", condition=~models.Q(child=models.F("guardian"))
            )
        ]


class Assignment(models.Model):
    """A person's duty at a unit, with dates. It opens nothing by itself: a place in a case does."""

    ref = RefField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    title = models.CharField(max_length=100)
    telephone = models.CharField(max_length=40)
    receives = models.BooleanField(default=False)  # takes in requests on behalf of the unit
    administers = models.BooleanField(default=False)  # keeps the organisation's units and people
    manages = models.BooleanField(
        default=False, db_default=False
    )  # answers for the unit: sees that nobody is left without a leader
    reviews = models.BooleanField(default=False, db_default=False)  # checks the organisation's readings
    supports = models.BooleanField(default=False, db_default=False)  # helps users, in sessions with an end
    valid = DateTimeRangeField()
    away = DateTimeRangeField(null=True, blank=True)  # on leave

    def __str__(self) -> str:
        return f"{self.title}, {self.unit.name}"

    @property
    def since(self) -> date:
        return clock.local(self.valid.lower).date()

    @property
    def last(self) -> date | None:
        """The last whole or begun day; None: until further notice."""
        return clock.local(self.valid.upper - timedelta(microseconds=1)).date() if self.valid.upper else None

    @property
    def absent(self) -> bool:
        """On leave today, or gone for good: nobody answers at that telephone."""
        return self.ended or (self.away is not None and clock.now() in self.away)

    @property
    def away_from(self) -> date | None:
        """The first day of a leave that is not over."""
        over = self.away is None or (self.away.upper is not None and self.away.upper <= clock.now())
        return None if over else clock.local(self.away.lower).date()

    @property
    def away_to(self) -> date | None:
        """The last day of that leave; None: until further notice."""
        ends = self.away.upper if self.away_from else None
        return clock.local(ends - timedelta(microseconds=1)).date() if ends else None

    @property
    def begun(self) -> bool:
        return self.valid.lower <= clock.now()

    @property
    def ended(self) -> bool:
        return self.valid.upper is not None and self.valid.upper <= clock.now()


class Account(AbstractBaseUser):
    """The sign-in of a person. How one is identified is the business of the sign-in in force."""

    ref = RefField()
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    password = None
    last_login = None

    USERNAME_FIELD = "ref"
    REQUIRED_FIELDS: list[str] = []


class Lookup(models.Model):
    """A look-up by number, written by the database function that makes it: audited and limited."""

    at = models.DateTimeField()
    person_id = models.BigIntegerField()
    assignment_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id", "at"])]
