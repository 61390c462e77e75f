"""When what the plan says happens, and what it costs the family in time (C047, C104).

The established plan is immutable; these rows lie beside it. `Happening` lies where its measure lies: who sees
the measure sees when it is. `OwnTime` is the family's: seen by it and by whoever prepares and leads with it.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.process.plans.models import Measure

WEEK = timedelta(days=7)


class Way(models.TextChoices):
    """How one meets: what the family has to travel to, open its door for, or answer."""

    VISIT = "visit", _("Besök")
    HOME = "home", _("Hembesök")
    CALL = "call", _("Telefon eller video")
    APART = "apart", _("Sköts av andra")


class Who(models.TextChoices):
    """Who of the family is there."""

    SUBJECT = "subject", _("Den planen gäller")
    RELATIVE = "relative", _("Någon annan i familjen")
    BOTH = "both", _("Båda")
    NOBODY = "nobody", _("Ingen i familjen")


class Every(models.IntegerChoices):
    ONCE = 0, _("En enda gång")
    WEEK = 1, _("Varje vecka")
    SECOND = 2, _("Varannan vecka")
    THIRD = 3, _("Var tredje vecka")
    FOURTH = 4, _("Var fjärde vecka")


class HappeningQuerySet(models.QuerySet["Happening"]):
    def standing(self) -> HappeningQuerySet:
        """What has not been taken away or replaced."""
        return self.filter(removed_at=None)


class Happening(CaseRow):
    """A measure happens on these weekdays, at this time. Replaced, never overwritten."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="happenings")
    every = models.PositiveSmallIntegerField(choices=Every, default=Every.WEEK)
    days = ArrayField(models.PositiveSmallIntegerField())  # 0: Monday
    first = models.DateField()  # nothing before this day; its week is counted from
    starts = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    where = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.VISIT)
    who = models.CharField(max_length=10, choices=Who, default=Who.BOTH)
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = HappeningQuerySet.as_manager()

    def is_on(self, day: date) -> bool:
        if day < self.first or day.weekday() not in self.days:
            return False
        if self.every == Every.ONCE:
            return day - self.first < WEEK
        return (_monday(day) - _monday(self.first)).days // 7 % self.every == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


class OwnTime(CaseRow):
    """What the help takes of the family's time, as the family says. Append-only: the newest counts."""

    travel = models.JSONField(default=dict)  # who gives the help → minutes there and back
    calls = models.PositiveSmallIntegerField(null=True)  # calls and letters in four weeks
    call_minutes = models.PositiveSmallIntegerField(null=True)  # minutes for all of them together
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()
