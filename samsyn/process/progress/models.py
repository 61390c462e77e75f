"""What happens between the meetings (C150, C155): how the measures go, notes, and help to reach others.

How a measure goes lies where the measure lies, beside the plan, which never changes. What a family member
writes to the one who holds the plan together lies between those two; what staff write lies in the scope of
the question they chose, so that nothing is said behind the family's back. All of it is append-only.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.cases.models import CaseRow, Place
from samsyn.process.plans.models import Measure


class State(models.TextChoices):
    """How a measure goes, as its owner says."""

    NOT_BEGUN = "not_begun", _("Har inte börjat än")
    BEGUN = "begun", _("Har börjat")
    DONE = "done", _("Är klar")
    STOPPED = "stopped", _("Är avbruten")


ENDED = frozenset({State.DONE, State.STOPPED})
NEEDS_WHY = frozenset({State.NOT_BEGUN, State.STOPPED})


class Written(CaseRow):
    """Own words by one place at one moment."""

    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    written_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Mark(Written):
    """How a measure goes (C155). The newest counts, the older ones are read below it."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="marks")
    state = models.CharField(max_length=10, choices=State)


class Note(Written):
    """To the one who holds the plan together, or a reply: in the same scope as what it answers."""

    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")


class Errand(Written):
    """Child or family asks for help to reach another body that may be concerned (C150)."""

    whom = models.CharField(max_length=200)
    due = models.DateField(null=True)  # none where the agreement has no number


class Outcome(models.TextChoices):
    ON_ITS_WAY = "on_its_way", _("Jag håller på")
    REACHED = "reached", _("Ni har kontakt nu")
    COULD_NOT = "could_not", _("Det gick inte")


class ErrandAnswer(Written):
    """What happened; the family reads it. The errand is open while the newest one says that it goes on."""

    errand = models.ForeignKey(Errand, models.PROTECT, related_name="answered")
    outcome = models.CharField(max_length=20, choices=Outcome)
