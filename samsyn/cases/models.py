"""The spine: who is in a case, what consent is about, who has it, and what has been handed over.

`Party`, `Place`, `Scope` and `Access` are written by definer functions of the database alone (`sql/`),
called from `actions.py`. Every row below a case carries `case_id` and one `scope_id`; whoever has
`Access` to the scope sees the row, and nobody else does.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from samsyn.agreements import days, rules
from samsyn.agreements.agreement import Agreement
from samsyn.cases.apart import ScopeKey
from samsyn.cases.kinds import LEADING_KINDS, SUBJECT_KINDS, DisclosureKind, PlaceKind, ScopeKind
from samsyn.cases.stages import Stage
from samsyn.kernel import clock, crypto
from samsyn.kernel.decision import Refused, refuse
from samsyn.kernel.ref import RefField
from samsyn.people.models import Assignment, Person, Unit

UNIT_OR_PERSON = models.Q(unit__isnull=True) ^ models.Q(person__isnull=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def seen_by(self, actor: Any) -> CaseQuerySet:
        """The cases the actor has a place in. The wall says the same; this says it to the reader."""
        frames = Access.objects.filter(scope__kind=ScopeKind.FRAME)
        mine = frames.filter(person=actor.person, assignment=actor.assignment)
        return self.filter(pk__in=mine.values("case")).order_by("-opened_at", "-pk")


class Case(models.Model):
    """One person's coordination, from the first worry on; goes round once per plan version."""

    ref = RefField()
    number = models.CharField(max_length=20, unique=True)
    subject = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # Who it is about, as this case was told: nothing shows whether the person was known before.
    called = models.CharField(max_length=200)
    born = models.DateField(null=True)
    sealed_number = crypto.SealedField(blank=True)
    opened_at = models.DateTimeField()
    controller = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    agreement = models.CharField(max_length=40)
    plan_in_force = models.BooleanField(default=False)
    scope = models.ForeignKey("cases.Scope", models.PROTECT, related_name="+", db_constraint=False)

    objects = CaseQuerySet.as_manager()
    still: dict[str, Any] | None = None  # from `apart.standing()`

    def __str__(self) -> str:
        return self.number

    @property
    def subject_number(self) -> str:
        """`20120312-2385`, or '' when the person has none."""
        number = self.sealed_number
        return crypto.unseal(number, f"cases_case.number:{self.ref}") if number else ""

    @property
    def stage(self) -> Stage:
        return Stage(self.still["stage"] if self.still else self.round.stage)

    @cached_property
    def round(self) -> Round:
        """The current round."""
        return self.rounds.order_by("-number")[0]

    @cached_property
    def people(self) -> list[Place]:
        """Who is in the case now: the family first, then staff, each in the order they came."""
        places = self.places.filter(valid__contains=clock.now()).select_related("assignment__unit", "party")
        order = list(PlaceKind)
        return sorted(places.order_by("pk"), key=lambda place: order.index(PlaceKind(place.kind)))

    @cached_property
    def scopes_seen(self) -> list[Scope]:
        """The scopes of this case that the reader has access to."""
        return list(self.scopes.order_by("pk"))

    @property
    def family_scopes(self) -> list[Scope]:
        """What the family has together."""
        return [scope for scope in self.scopes_seen if scope.kind in ("family", "whole", "question")]

    @cached_property
    def terms(self) -> Agreement:
        """The agreement in the version that this round runs under."""
        return rules.version(self.round.agreement_version)

    @property
    def coordinator_title(self) -> str:
        """C172: what this place calls the one who holds the plan together."""
        return self.terms.title("coordinator_title")

    @property
    def deadlines(self) -> list[rules.Deadline]:
        """Each date with the rule behind it, counted from the day this round was asked for."""
        return rules.clock(self.terms, clock.local(self.round.started).date())

    @property
    def age(self) -> int | None:
        """Whole years today of the one it is about; None when the birthday is unknown."""
        return days.age(self.born, clock.today()) if self.born else None

    @property
    def subject_place(self) -> Place:
        """The place of the one it is about."""
        return next(place for place in self.people if place.kind in SUBJECT_KINDS)

    def scope_of(self, kind: ScopeKind, *, owner: int | None = None, unit: int | None = None) -> Scope:
        """The one scope of that kind. Raises `Refused` when the reader does not have it."""
        for scope in self.scopes_seen:
            if scope.kind == kind and scope.owner_id == owner and scope.unit_id == unit:
                return scope
        raise Refused(refuse(_("Du ser inte den delen av ärendet.")))

    @property
    def leader(self) -> Place | None:
        """The named person whom the family rings: the coordinator, before that the convener."""
        return next((place for place in reversed(self.people) if place.kind in LEADING_KINDS), None)

    @property
    def receivers(self) -> list[Place]:
        """Those at the unit who can take a request on."""
        return [place for place in self.people if place.kind == PlaceKind.RECEIVER]

    def forget(self) -> None:
        """What was remembered of who is in the case and sees what; read anew when asked next."""
        for name in ("round", "people", "scopes_seen", "terms", "guarding"):
            self.__dict__.pop(name, None)


class CaseRow(models.Model):
    """What every table below a case has: the case, and the one scope that decides who sees the row."""

    ref = RefField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    scope = ScopeKey("cases.Scope", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Round(models.Model):
    """Once round the process. Days and titles follow the agreement version frozen here."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="rounds")
    scope = models.ForeignKey("cases.Scope", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    agreement_version = models.BigIntegerField()
    started = models.DateTimeField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.NOTICED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="cases_round_in_order")]


class Question(CaseRow):
    """A frågeställning in the family's own words: what the meeting answers, and what consent is about."""

    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=20, default="sv")
    removed_at = models.DateTimeField(null=True, blank=True)


class Scope(models.Model):
    ref = RefField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="scopes")
    kind = models.CharField(max_length=10, choices=ScopeKind)
    question = models.BigIntegerField(null=True)  # the number of the question, within the case
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    without = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # apart: like base, but
    locked = models.BooleanField(default=False, db_default=False)  # the child opens it with a second step
    takes_new_from = models.DateTimeField(null=True)  # since when what staff write anew begins here


class Party(models.Model):
    """Whom consent is given to: a unit, or a person."""

    ref = RefField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="cases_party_is_unit_or_person", condition=UNIT_OR_PERSON)]

    def __str__(self) -> str:
        return self.unit.name if self.unit else self.places.order_by("pk")[0].called


class Place(models.Model):
    """Who acts in the case, and as what, from when to when."""

    ref = RefField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="places")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="places")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=PlaceKind)
    called = models.CharField(max_length=200)  # the name as this case uses it
    valid = DateTimeRangeField()
    left_at = models.DateTimeField(null=True, blank=True)  # gone for good: consent opens nothing here again
    content_until = models.DateTimeField(null=True, blank=True)  # a guardian's: when reading content ends

    @property
    def telephone(self) -> str:
        """Of one who is on leave or has left, the unit's: somebody there knows who answers (C153)."""
        duty = self.assignment
        return "" if duty is None else (duty.unit.telephone if duty.absent else duty.telephone)


class Access(models.Model):
    """All that the database reads when it decides who sees a row."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, models.PROTECT, related_name="access")
    place = models.ForeignKey(Place, models.PROTECT, related_name="access")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    valid = DateTimeRangeField()
    mirrors = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False)
    locked = models.BooleanField(default=False, db_default=False)


class Disclosure(CaseRow):
    """What has been handed over, to whom, on which basis; and the receipt. Sharing is disclosure."""

    kind = models.CharField(max_length=20, choices=DisclosureKind)
    what = models.CharField(max_length=16)  # ref of the plan version or follow-up
    fingerprint = models.CharField(max_length=64)  # of the version as this receiver got it
    party = models.ForeignKey(Party, models.PROTECT, related_name="disclosures")
    basis = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
