"""The plan as it is written at the meeting, and as it was established.

While it is a draft its rows change field by field. Establishing copies them into one `PlanSection` per
scope; from then on a trigger refuses every change of the rows (C107–C110, C134–C144; the law on the plan).
"""

from __future__ import annotations

from django.db import models

from samsyn.cases.models import CaseRow, Place
from samsyn.people.models import Unit
from samsyn.process.plans.kinds import (
    ApprovalKind,
    Assessor,
    Consulted,
    How,
    PlanState,
    Principal,
    Responsible,
    StrengthKind,
    Uptake,
    VoiceKind,
    Whose,
)


class PlanQuerySet(models.QuerySet["Plan"]):
    def established(self) -> PlanQuerySet:
        return self.filter(state=PlanState.ESTABLISHED)

    def newest_first(self) -> PlanQuerySet:
        return self.order_by("-version")


class Plan(CaseRow):
    """One version of the plan, one per round. Its own row holds what everybody in the case sees (frame)."""

    round = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.DRAFT)
    coordinator = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    lead_principal = models.CharField(max_length=10, choices=Principal, blank=True)
    follow_up_at = models.DateTimeField(null=True)
    follow_up_how = models.TextField(blank=True)
    no_other_measures = models.BooleanField(default=False)  # said in so many words: nobody else does anything
    began_at = models.DateTimeField()
    established_at = models.DateTimeField(null=True)
    seal = models.TextField(blank=True)  # the hashes of the sections, in order, one a line
    hash = models.CharField(max_length=64, blank=True)  # of `seal`

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="plans_version_in_order"),
            models.UniqueConstraint(fields=["case", "round"], name="plans_one_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.version}"

    @property
    def is_established(self) -> bool:
        return self.state == PlanState.ESTABLISHED


class PlanRow(CaseRow):
    """What every part of a plan has. Removed softly, so that it can be taken back."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="%(class)ss")
    language = models.CharField(max_length=20, default="sv")
    removed_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=16, blank=True, db_default="")  # the row's ref in the earlier plan

    class Meta:
        abstract = True


class ChildVoice(PlanRow):
    """C003, C008: what the one the plan is about says and wishes, word for word."""

    kind = models.CharField(max_length=20, choices=VoiceKind, blank=True)
    words = models.TextField(blank=True)
    conveyed_by = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan"], name="plans_one_voice_a_plan")]


class OverallGoal(PlanRow):
    """C134: the child's and the family's own goals, in their own words."""

    whose = models.CharField(max_length=20, choices=Whose, default=Whose.SUBJECT)
    text = models.TextField(blank=True)


class Strength(PlanRow):
    """C007, C135: what gives strength."""

    kind = models.CharField(max_length=20, choices=StrengthKind, default=StrengthKind.QUALITY)
    text = models.TextField(blank=True)


class Need(PlanRow):
    """C006, C136. Its scope is what it is about: all questions, or one."""

    text = models.TextField(blank=True)


class Goal(PlanRow):
    """C138: a delmål for a need; lies in the need's scope. SMART, but never required to be."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="goals")
    text = models.TextField(blank=True)
    measured_by = models.TextField(blank=True, db_default="")  # measurable: how one notices that it is so
    accepted_by = models.TextField(blank=True, db_default="")  # accepted: who has said yes to it
    realistic = models.BooleanField(default=False, db_default=False)  # thought to be within reach
    due = models.DateField(null=True)  # time-bound


class Measure(PlanRow):
    """C011, C012, C107, C108, C139: what is to be done, who does it and which huvudman answers for it."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="measures")
    what = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    responsible = models.CharField(max_length=10, choices=Responsible, blank=True)
    other = models.CharField(max_length=200, blank=True)  # who, when it is neither kommun nor region
    contact = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=200, blank=True)
    when = models.CharField(max_length=200, blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_measure_ends_after_its_start",
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
            )
        ]


class Assessment(PlanRow):
    """C140: if a placement may be needed, what socialtjänsten thinks of it, and what BUP does."""

    assessor = models.CharField(max_length=20, choices=Assessor)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "assessor"], name="plans_one_assessment_each")]


class Disagreement(PlanRow):
    """What the meeting did not agree on."""

    who = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)


class Summary(PlanRow):
    """C143: what was decided, in short."""

    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan"], name="plans_one_summary_a_plan")]


class PlanSection(CaseRow):
    """What an established plan says in one scope: canonical JSON and its salted hash. Append-only."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sections")
    place = models.PositiveSmallIntegerField()  # in the order of the plan's seal
    body = models.TextField()
    salt = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "place"], name="plans_sections_in_order")]


class Approval(CaseRow):
    """C144: a yes to the version shown to this reader, or another opinion kept beside it. Append-only."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="approvals")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ApprovalKind)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    shown_hash = models.CharField(max_length=64)
    how = models.CharField(max_length=20, choices=How, default=How.SELF)
    recorded_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Preliminary(CaseRow):
    """C127: the plan as shown to those who could not come. Append-only; the newest one counts."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="preliminaries")
    salt = models.CharField(max_length=64)
    shown = models.JSONField()  # scope → hash of its text: what an answer is given to
    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Consultation(CaseRow):
    """C128: what somebody who was not at the meeting says about the preliminary plan. Append-only."""

    preliminary = models.ForeignKey(Preliminary, models.PROTECT, related_name="consultations")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Consulted)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    how = models.CharField(max_length=20, choices=How, default=How.SELF)
    recorded_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class MeasureReply(CaseRow):
    """A unit that was not at the meeting takes on what was proposed for it, or says why not. Append-only."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=20, choices=Uptake)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="sv")
    by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    at = models.DateTimeField()


ROWS: dict[str, type[PlanRow]] = {
    "voice": ChildVoice,
    "wish": OverallGoal,
    "strength": Strength,
    "need": Need,
    "goal": Goal,
    "measure": Measure,
    "assessment": Assessment,
    "disagreement": Disagreement,
    "summary": Summary,
}
PARENT: dict[str, str] = {"goal": "need", "measure": "goal"}
SINGLE = {"voice", "summary"}  # at most one a plan: made when first written in
